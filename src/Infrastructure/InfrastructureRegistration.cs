using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Application.Catalogue.PrintDna;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.Platform.VerifyAuditTrail;
using SocialInnovation.Infrastructure.Applications;
using SocialInnovation.Infrastructure.Budget;
using SocialInnovation.Infrastructure.Budget.Allocation;
using SocialInnovation.Infrastructure.Budget.DecisionSheets;
using SocialInnovation.Infrastructure.Calls;
using SocialInnovation.Infrastructure.Catalogue;
using SocialInnovation.Infrastructure.Catalogue.Booklets;
using SocialInnovation.Infrastructure.Evaluation;
using SocialInnovation.Infrastructure.Evaluation.Letters;
using SocialInnovation.Infrastructure.Files;
using SocialInnovation.Infrastructure.Identity;
using SocialInnovation.Infrastructure.Messaging;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Pictures;
using SocialInnovation.Infrastructure.Platform;
using SocialInnovation.Infrastructure.Platform.Audit;
using SocialInnovation.Infrastructure.Texts;

namespace SocialInnovation.Infrastructure;

public static class InfrastructureRegistration
{
    /// <summary>Registers the adapters behind the application's ports.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="connectionString">The database, as the role that owns nothing.</param>
    /// <param name="movableClock">True in development and in tests: the business clock can be moved.</param>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, string connectionString, bool movableClock)
    {
        services.AddPersistence(connectionString);
        services.AddScoped<IOutbox, Outbox>();
        services.AddSingleton<IPersonalData, MarkedMembers>();
        services.AddScoped<IApplicationNumbers, ApplicationNumbers>();
        services.AddScoped<ILedger, Ledger>();
        services.AddScoped<IScenarioLines, ScenarioLines>();
        services.AddScoped<IUndertakingLocks, UndertakingLocks>();
        services.AddScoped<ICallReads, CallReads>();
        services.AddScoped<IApplicationReads, ApplicationReads>();
        services.AddScoped<IMassTransitions, MassTransitions>();
        services.AddScoped<IMarkingReads, MarkingReads>();
        services.AddScoped<IRankingReads, RankingReads>();
        services.AddScoped<IOrganisationReads, OrganisationReads>();
        services.AddScoped<IApiKeyReads, ApiKeyReads>();
        services.AddScoped<IDueJobs, DueJobs>();
        services.AddScoped<IDatabaseHealth, DatabaseHealth>();
        services.AddScoped<IReadLog, ReadLog>();
        services.AddScoped<IPersonalTraces, PersonalTraces>();
        services.AddSingleton<ICalibration, LeastSquaresCalibration>();
        services.AddSingleton<IAssignmentPlanner, FlowAssignment>();
        services.AddSingleton<IMarkdown, MarkdigMarkdown>();
        services.AddSingleton<IPictureCodec, SkiaPictures>();
        services.AddSingleton<IDocumentCheck, DocumentCheck>();
        services.AddSingleton<IOptimalAllocation, OptimalAllocation>();
        services.AddScoped<IMailAddresses, MailAddresses>();
        services.AddSingleton<IExplanationLetter, PdfExplanationLetter>();
        services.AddSingleton<ILicenceList, SpdxLicences>();
        services.AddScoped<IInnovationSearch, PostgresInnovationSearch>();
        services.AddScoped<IReplicationReads, ReplicationReads>();
        services.AddScoped<IInnovationMatching, InnovationMatching>();
        services.AddSingleton<IDnaBooklet, PdfDnaBooklet>();
        services.AddSingleton<IDecisionSheetDocument, PdfDecisionSheet>();
        services.AddScoped<IAuditChain, AuditChain>();
        services.AddSingleton(new AuditConnection(connectionString));
        services.AddSingleton<AuditSealer>();
        if (movableClock)
        {
            services.AddScoped<MovableBusinessTime>();
            services.AddScoped<IBusinessTime>(provider => provider.GetRequiredService<MovableBusinessTime>());
            services.AddScoped<IDevelopmentClock>(provider => provider.GetRequiredService<MovableBusinessTime>());
        }
        else
        {
            services.AddSingleton<IBusinessTime, RealBusinessTime>();
        }

        return services;
    }
}
