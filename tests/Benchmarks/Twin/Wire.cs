using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialInnovation.Benchmarks.Twin;

internal sealed record Money(string Amount, string Currency = "EUR");

internal sealed record Criterion(string Code, string Title, int Weight, int MinimumMark, int MaximumMark);

internal sealed record Requirement(string Kind, string Due);

internal sealed record Question(string Code, string Label, bool Required);

internal sealed record Rule(string Code, string[] Departments, string Effect);

internal sealed record Policy(string Name, string WhenExceeded);

internal sealed record Call(
    string? Description,
    string MaximumAidRate,
    string[] ExpenseCategories,
    string[] Themes,
    Rule[] EligibilityRules,
    Requirement[] Documents,
    Question[] Questions,
    Criterion[] Criteria,
    string MinimumScore,
    int MinimumSheets,
    string[] TieBreaks,
    Policy AllocationPolicy,
    string StateAidBasis,
    Guid[]? Managers,
    DateTimeOffset? DecidedAt,
    string? CancellationReason,
    string? CancellationExplanation,
    string[]? AllowedActions,
    Guid Id,
    string Reference,
    string Status,
    string Title,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    string TimeZone,
    Money GrantCeiling,
    DateTimeOffset? PublishedAt,
    int Version
);

internal sealed record Summary(
    Guid Id,
    string Reference,
    Guid CallId,
    Guid OrganisationId,
    string State,
    string ProjectTitle,
    Money Requested,
    DateTimeOffset? SubmittedAt,
    Money? AwardedAmount,
    string? OutcomeReason,
    DateTimeOffset? NotifiedAt,
    int Version
);

internal sealed record SummaryPage(List<Summary> Items, string? NextCursor);

internal sealed record Entry(
    Guid ApplicationId,
    string Reference,
    int Rank,
    string Score,
    bool IsAboveMinimum,
    Dictionary<string, string> Means,
    int Sheets,
    string? DecidedBy
);

internal sealed record EntryPage(List<Entry> Items, string? NextCursor);

/// <summary>A criterion as its table keeps it.</summary>
internal sealed record KeptCriterion(string Code, string Title, int Weight, int ScaleMinimum, int ScaleMaximum);

/// <summary>A ranking entry as its table keeps it.</summary>
internal sealed record KeptEntry(
    Guid ApplicationId,
    string Reference,
    int Rank,
    decimal Score,
    bool IsAboveMinimum,
    Dictionary<string, string> Means,
    int Sheets,
    string? DecidedBy
);

internal sealed record Mark(string Criterion, int Value, string? Comment);

internal sealed record Independence(Guid UserId);

internal sealed record Cost(string Category, Money Amount);

internal sealed record Plan(Cost[] Costs, Money Requested, Money OwnFunds, Money BankLoan);

internal sealed record Content
{
    public required string Siret { get; init; }
    public required string ProjectTitle { get; init; }
    public string? Summary { get; init; }
    public required string Theme { get; init; }
    public required string Initiator { get; init; }
    public required string CommuneCode { get; init; }
    public required string Commune { get; init; }
    public required Plan Plan { get; init; }
    public required Money DeclaredAid { get; init; }
    public Dictionary<string, string>? Answers { get; init; }
}

internal sealed record DraftBody(Guid CallId, Guid OrganisationId, Content Content);

internal sealed record KeptCost(string Category, decimal Amount);

internal sealed record KeptPlan(
    KeptCost[] Costs,
    decimal Requested,
    decimal OwnFunds,
    decimal BankLoan,
    decimal TotalCosts,
    bool IsBalanced
);

/// <summary>What an application says, as its table keeps it.</summary>
internal sealed record KeptContent(
    string Siret,
    string ProjectTitle,
    string? Summary,
    string Theme,
    string Initiator,
    string CommuneCode,
    string Commune,
    KeptPlan Plan,
    decimal DeclaredAid,
    Dictionary<string, string> Answers,
    string Department
);

internal sealed record DraftReceipt(string Reference, Guid Id, int Version);

internal sealed record Receipt(Guid Id, int Version);

internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code, string TraceId);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Call))]
[JsonSerializable(typeof(SummaryPage))]
[JsonSerializable(typeof(EntryPage))]
[JsonSerializable(typeof(KeptCriterion[]))]
[JsonSerializable(typeof(DraftBody))]
[JsonSerializable(typeof(KeptContent))]
[JsonSerializable(typeof(DraftReceipt))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class Wire : JsonSerializerContext;

/// <summary>The columns that keep JSON hold more than the twin reads of them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(KeptEntry[]))]
[JsonSerializable(typeof(Mark[]))]
[JsonSerializable(typeof(Independence[]))]
[JsonSerializable(typeof(Rule[]))]
[JsonSerializable(typeof(Requirement[]))]
[JsonSerializable(typeof(Question[]))]
[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(KeptCriterion[]))]
[JsonSerializable(typeof(Guid[]))]
internal sealed partial class Kept : JsonSerializerContext;
