using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>Everything a call says before its publication; frozen by it, the texts aside.</summary>
public sealed record CallTerms
{
    /// <summary>The steps of a call that says nothing else.</summary>
    public static readonly IReadOnlyList<SignOffStep> DefaultSteps = Enum.GetValues<SignOffStep>();

    public required string Title { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    public required DateTimeOffset ClosesAt { get; init; }

    public required string TimeZone { get; init; }

    public required Money GrantCeiling { get; init; }

    public required Percentage MaximumAidRate { get; init; }

    public required IReadOnlyList<string> ExpenseCategories { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public IReadOnlyList<EligibilityRule> EligibilityRules { get; init; } = [];

    public IReadOnlyList<DocumentRequirement> Documents { get; init; } = [];

    public IReadOnlyList<Question> Questions { get; init; } = [];

    public required IReadOnlyList<Criterion> Criteria { get; init; }

    public required Percentage MinimumScore { get; init; }

    public required int MinimumSheets { get; init; }

    public required IReadOnlyList<string> TieBreaks { get; init; }

    public required AllocationPolicy AllocationPolicy { get; init; }

    /// <summary>The steps that a scenario goes through to its adoption, in their order.</summary>
    public IReadOnlyList<SignOffStep> SignOffSteps { get; init; } = DefaultSteps;

    public required StateAidBasis StateAidBasis { get; init; }

    /// <summary>Reference of the exemption: an exempted basis has one, and no other.</summary>
    public string? StateAidReference { get; init; }

    /// <summary>Whether evaluators read without learning who applies.</summary>
    public bool IsBlind { get; init; }

    public PeerView EvaluatorsSee { get; init; }

    public IReadOnlyList<UserId> Managers { get; init; } = [];
}

/// <summary>A document that an application must hold.</summary>
public sealed record DocumentRequirement(string Kind, DocumentDue Due);

/// <summary>A question of the application form.</summary>
public sealed record Question(string Code, string Label, bool Required)
{
    /// <summary>Whether its answer tells who applies; evaluators of a blind call don't read it.</summary>
    public bool IsIdentifying { get; init; }
}

/// <summary>What an evaluator sees of the others' marks for an application, once its own are submitted.</summary>
public enum PeerView
{
    /// <summary>Their score sheets.</summary>
    Sheets,

    /// <summary>The mean of each criterion.</summary>
    Means,

    /// <summary>The score.</summary>
    Totals,

    /// <summary>Nothing.</summary>
    Nothing,
}

/// <summary>A rule on the place of the project: its département must be one of these.</summary>
public sealed record EligibilityRule(string Code, IReadOnlyList<string> Departments, EligibilityEffect Effect);

/// <summary>Tie-breaks that are not a criterion's code.</summary>
public static class TieBreak
{
    /// <summary>The earlier instant of submission comes first.</summary>
    public const string SubmittedAt = "submittedAt";

    /// <summary>The smaller reference comes first, character by character.</summary>
    public const string Reference = "reference";
}
