using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications.Contracts;

/// <summary>An amount of one expense category.</summary>
public sealed record CategoryAmount(string Category, Money Amount);

/// <summary>What later modules know of an application.</summary>
public sealed record ApplicationFacts(
    GrantApplicationId Id,
    CallId CallId,
    OrganisationId OrganisationId,
    string Siren,
    string Reference,
    string ProjectTitle,
    string Theme,
    string Department,
    Initiator Initiator,
    string LegalForm,
    ApplicationState State,
    DateTimeOffset? SubmittedAt,
    Money Requested,
    IReadOnlyList<CategoryAmount> Costs,
    IReadOnlyList<CategoryAmount>? EligibleCosts,
    Money DeclaredAid,
    DateOnly? WaitingListEndsOn,
    DateTimeOffset? NotifiedAt
);

/// <summary>What an application says, without what tells who applies.</summary>
public sealed record AnonymousApplicationFacts(
    string Reference,
    string ProjectTitle,
    string? Summary,
    string Theme,
    Initiator Initiator,
    Money Requested,
    Money OwnFunds,
    Money BankLoan,
    IReadOnlyList<CategoryAmount> Costs,
    IReadOnlyDictionary<string, string> Answers,
    IReadOnlyList<string> DocumentKinds
);

/// <summary>An application that was found admissible and goes on, or went on to its outcome.</summary>
public sealed record AdmittedApplication(GrantApplicationId Id, string Reference);

/// <summary>How far an application has come: what a ranking asks of each of a hundred thousand.</summary>
public sealed record ApplicationStanding(GrantApplicationId Id, string Reference, ApplicationState State, DateTimeOffset SubmittedAt);

/// <summary>Finds applications for later modules.</summary>
public interface IApplicationLookup
{
    Task<ApplicationFacts?> FindAsync(GrantApplicationId id, CancellationToken cancellationToken);

    /// <summary>What a submitted application says, without what tells who applies.</summary>
    /// <param name="id">The application.</param>
    /// <param name="identifying">Codes of the questions whose answers tell it too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<AnonymousApplicationFacts?> FindAnonymousAsync(
        GrantApplicationId id,
        IReadOnlySet<string> identifying,
        CancellationToken cancellationToken
    );

    /// <summary>Those of them that were submitted.</summary>
    Task<IReadOnlyList<ApplicationFacts>> FindAllAsync(IReadOnlyCollection<GrantApplicationId> ids, CancellationToken cancellationToken);

    /// <summary>A page of a call's applications that were found admissible and not withdrawn.</summary>
    Task<Result<Page<AdmittedApplication>>> ListAdmittedAsync(CallId id, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Number of a call's applications that were found admissible and not withdrawn.</summary>
    Task<int> CountAdmittedAsync(CallId id, CancellationToken cancellationToken);

    /// <summary>All applications of a call but the drafts.</summary>
    Task<IReadOnlyList<ApplicationFacts>> OfCallAsync(CallId id, CancellationToken cancellationToken);

    /// <summary>The same, and of each only how far it has come.</summary>
    Task<IReadOnlyList<ApplicationStanding>> StandingsOfCallAsync(CallId id, CancellationToken cancellationToken);
}

/// <summary>What an application says of its project.</summary>
public sealed record ProjectFacts(string Title, string? Summary, string Theme, Initiator Initiator, string CommuneCode, string Commune);

/// <summary>Finds the projects of applications for later modules.</summary>
public interface IProjectLookup
{
    Task<ProjectFacts?> FindAsync(GrantApplicationId id, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<GrantApplicationId, ProjectFacts>> FindAllAsync(
        IReadOnlyCollection<GrantApplicationId> ids,
        CancellationToken cancellationToken
    );
}

/// <summary>An outcome to record.</summary>
public sealed record RecordedOutcome(
    GrantApplicationId Id,
    ApplicationOutcome Outcome,
    Money Amount,
    string? Reason,
    DateOnly? WaitingListEndsOn
);

/// <summary>What later modules may have done to applications, in the running transaction.</summary>
public interface IApplicationDecisions
{
    /// <summary>Admissible becomes under-evaluation; it may be that already.</summary>
    Task<Result> StartEvaluationAsync(GrantApplicationId id, CancellationToken cancellationToken);

    /// <summary>The same for many.</summary>
    Task<Result> StartEvaluationsAsync(CallId callId, IReadOnlyCollection<GrantApplicationId> ids, CancellationToken cancellationToken);

    Task<Result> CloseEvaluationAsync(CallId callId, IReadOnlyCollection<GrantApplicationId> ids, CancellationToken cancellationToken);

    Task<Result> ReopenEvaluationAsync(CallId callId, IReadOnlyCollection<GrantApplicationId> ids, CancellationToken cancellationToken);

    Task<Result> RecordOutcomesAsync(
        CallId callId,
        IReadOnlyList<RecordedOutcome> outcomes,
        DateTimeOffset at,
        CancellationToken cancellationToken
    );

    Task<Result> AwardFromWaitingListAsync(GrantApplicationId id, Money amount, DateTimeOffset at, CancellationToken cancellationToken);
}

/// <summary>Who reads what: implemented by Evaluation.</summary>
public interface IAssignmentLookup
{
    /// <summary>The applications that an evaluator may read: assigned to it, in calls for which it has declared its independence.</summary>
    Task<IReadOnlyList<GrantApplicationId>> OfEvaluatorAsync(UserId evaluator, CancellationToken cancellationToken);

    /// <summary>What an evaluator has to do first to read an application that is assigned to it; null for any other application.</summary>
    Task<Error?> WhyNotReadAsync(UserId evaluator, GrantApplicationId id, CancellationToken cancellationToken);
}

/// <summary>Which awards were given up: implemented by Budget.</summary>
public interface ICancelledGrantLookup
{
    Task<IReadOnlyList<GrantApplicationId>> OfCallAsync(CallId id, CancellationToken cancellationToken);
}
