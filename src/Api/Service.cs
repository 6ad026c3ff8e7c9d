using SocialInnovation.Api.Applications;
using SocialInnovation.Api.Blog;
using SocialInnovation.Api.Budget;
using SocialInnovation.Api.Calls;
using SocialInnovation.Api.Catalogue;
using SocialInnovation.Api.Edge;
using SocialInnovation.Api.Evaluation;
using SocialInnovation.Api.Http;
using SocialInnovation.Api.Identity;
using SocialInnovation.Api.Observation;
using SocialInnovation.Api.OpenApi;
using SocialInnovation.Api.Platform;
using SocialInnovation.Api.Research;
using SocialInnovation.Api.Security;
using SocialInnovation.Api.WorkingGroup;
using SocialInnovation.Application;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Infrastructure;
using SocialInnovation.Infrastructure.Files;
using SocialInnovation.Infrastructure.Mailing;
using SocialInnovation.Infrastructure.Outbound;

namespace SocialInnovation.Api;

/// <summary>The composition root: what the service is made of, and the order in which a request passes through it.</summary>
internal static class Service
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(30);

    /// <summary>What its configuration lacks, in words for who starts it; null when it can start.</summary>
    public static string? WhyNotStart(this WebApplicationBuilder builder) =>
        Secrets.WhyNotStart(builder.Configuration, builder.Environment.IsDevelopment())
        ?? (
            builder.Configuration.GetConnectionString("Database") is null
                ? "ConnectionStrings:Database is not set: the service needs its PostgreSQL database."
                : null
        )
        ?? Authentication.WhyNotStart(builder.Configuration, builder.Environment.IsDevelopment())
        ?? AuditSetup.WhyNotStart(builder.Configuration, builder.Environment.IsDevelopment())
        ?? EdgeSetup.WhyNotStart(builder.Configuration)
        ?? FilesRegistration.WhyNotStart(builder.Configuration, builder.Environment.IsDevelopment())
        ?? MailRegistration.WhyNotStart(builder.Configuration, builder.Environment.IsDevelopment());

    /// <param name="builder">The host.</param>
    /// <param name="background">False for a host that only shows what it would serve.</param>
    public static WebApplication BuildService(this WebApplicationBuilder builder, bool background = true)
    {
        if (builder.WhyNotStart() is { } problem)
        {
            throw new InvalidOperationException(problem);
        }

        var connection = builder.Configuration.GetConnectionString("Database")!;
        builder.AddObservation();
        builder.AddCallerAuthentication();
        builder.AddAuditKeys();
        builder.Services.AddApplication(builder.Configuration["AutoMapper:LicenceKey"]);
        builder.Services.AddInfrastructure(connection, movableClock: builder.Environment.IsDevelopment());
        builder.Services.AddFiles(builder.Configuration);
        builder.Services.AddMail(builder.Configuration);
        builder.Services.AddOutboundHttp(allowPlainHttp: builder.Environment.IsDevelopment());
        builder.Services.AddSingleton<ErrorCatalogue>();
        builder.Services.AddSingleton<ProblemWriter>();
        builder.Services.AddSingleton<ApiRoutes>();
        builder.Services.AddSingleton<IApiRoutes>(x => x.GetRequiredService<ApiRoutes>());
        builder.Services.AddPublicCompression();
        if (background)
        {
            builder.AddBackgroundWork();
        }

        builder.Services.AddOpenApiDocument(Authentication.IsEmbedded(builder.Configuration));
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.LetRequestSetupJudgeMediaTypes();
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new() { Timeout = LongestRequest, TimeoutStatusCode = 504 });
        builder.AddEdge();
        var app = builder.Build();
        app.UsePipeline();
        app.MapRoutes();
        return app;
    }

    // Routing would answer 415 before it is known who calls and whether the resource exists for them.
    private static void LetRequestSetupJudgeMediaTypes(this IServiceCollection services)
    {
        services.AddRouting();
        services.Remove(
            services.Single(x => x.ServiceType == typeof(MatcherPolicy) && x.ImplementationType?.Name == "AcceptsMatcherPolicy")
        );
    }

    private static void AddBackgroundWork(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<Sweeper>();
        builder.Services.AddHostedService<JobWorker>();
        builder.Services.AddHostedService<MailSender>();
        builder.Services.AddHostedService<AuditSealing>();
        if (builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<DevelopmentUsers>();
        }
    }

    private static void UsePipeline(this WebApplication app)
    {
        var clock = app.Services.GetRequiredKeyedService<TimeProvider>(Clocks.Real);
        app.Use(
            (http, next) =>
            {
                ReceivedAt.Stamp(http, clock);
                return next(http);
            }
        );
        app.UseEdge();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<HeadRequests>();
        app.UsePublicCompression();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = ErrorHandling.HandleExceptionAsync,
                AllowStatusCode404Response = true,
                SuppressDiagnosticsCallback = context => ErrorHandling.IsTheCallers(context.Exception),
            }
        );
        app.UseStatusCodePages(ErrorHandling.HandleStatusAsync);
        app.UseSwaggerPages();
        app.UseRouting();
        app.UseListedOrigins();
        app.UseRequestTimeouts();
        app.UseCallerAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<RequestSetup>();
    }

    private static void MapRoutes(this WebApplication app)
    {
        app.MapHealth();
        app.MapErrorPages();
        app.MapPlatform();
        app.MapPictures();
        app.MapCalls();
        app.MapCriteriaTemplates();
        app.MapApplications();
        app.MapEvaluation();
        app.MapBudget();
        app.MapScenarios();
        app.MapStateAid();
        app.MapWorkingGroup();
        app.MapCatalogue();
        app.MapDna();
        app.MapSearch();
        app.MapReplications();
        app.MapAdaptations();
        app.MapLineage();
        app.MapReadiness();
        app.MapContacts();
        app.MapSavedSearches();
        app.MapInnovationFeed();
        app.MapInnovationPictures();
        app.MapInnovationDocuments();
        app.MapBlog();
        app.MapPostPictures();
        app.MapResearch();
        if (Authentication.IsEmbedded(app.Configuration))
        {
            app.MapIdentityProvider();
            app.MapAccounts();
        }

        if (app.Environment.IsDevelopment())
        {
            app.MapDevelopment(issuesTokens: Authentication.IsEmbedded(app.Configuration));
        }
    }
}
