using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.Contracts;

/// <summary>Where a call stands at the business instant.</summary>
public enum CallPhase
{
    /// <summary>Not public.</summary>
    Draft,

    /// <summary>Public, not yet open.</summary>
    Published,

    /// <summary>Takes applications.</summary>
    Open,

    /// <summary>Takes none any more.</summary>
    Closed,

    /// <summary>A scenario was adopted.</summary>
    Decided,

    /// <summary>Every grant has ended.</summary>
    Archived,

    /// <summary>Ended without a decision.</summary>
    Cancelled,
}

/// <summary>What a call asks for and how it decides, as later modules need it.</summary>
public sealed record CallRules(
    CallId Id,
    string Reference,
    string Title,
    CallPhase Phase,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    string TimeZone,
    Money GrantCeiling,
    Percentage MaximumAidRate,
    IReadOnlyList<string> ExpenseCategories,
    IReadOnlyList<string> Themes,
    IReadOnlyList<RequiredDocument> Documents,
    IReadOnlyList<CallQuestion> Questions,
    IReadOnlyList<TerritoryRule> EligibilityRules,
    IReadOnlyList<CallCriterion> Criteria,
    Percentage MinimumScore,
    int MinimumSheets,
    IReadOnlyList<string> TieBreaks,
    AllocationPolicy AllocationPolicy,
    IReadOnlyList<SignOffStep> SignOffSteps,
    StateAidBasis StateAidBasis,
    string? StateAidReference,
    IReadOnlyList<UserId> Managers,
    bool IsBlind,
    PeerView EvaluatorsSee
);

/// <summary>A document that an application must hold.</summary>
public sealed record RequiredDocument(string Kind, DocumentDue Due);

/// <summary>A question of the application form.</summary>
public sealed record CallQuestion(string Code, string Label, bool Required, bool IsIdentifying);

/// <summary>The départements in which a project may take place.</summary>
public sealed record TerritoryRule(string Code, IReadOnlyList<string> Departments, EligibilityEffect Effect);

/// <summary>Finds calls for later modules.</summary>
public interface ICallLookup
{
    Task<CallRules?> FindAsync(CallId id, CancellationToken cancellationToken);

    /// <summary>Those of them whose evaluation is blind.</summary>
    Task<IReadOnlySet<CallId>> BlindAsync(IReadOnlyCollection<CallId> ids, CancellationToken cancellationToken);
}

/// <summary>Finds the region's themes for later modules.</summary>
public interface IThemeLookup
{
    /// <summary>Codes of the themes of every call that was published.</summary>
    Task<IReadOnlySet<string>> KnownAsync(CancellationToken cancellationToken);
}

/// <summary>What a later module may have done to a call, in the running transaction.</summary>
public interface ICallDecisions
{
    /// <summary>Closed becomes decided.</summary>
    Task<Result> RecordAdoptionAsync(CallId id, DateTimeOffset at, CancellationToken cancellationToken);
}
