using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications;

/// <summary>What an organisation says in its application. Replaced as a whole; kept as a version at each submission.</summary>
public sealed record ApplicationContent
{
    /// <summary>The establishment through which the organisation applies.</summary>
    public required string Siret { get; init; }

    public required string ProjectTitle { get; init; }

    [PersonalData(ProcessingPurpose.Applications, Retention.AidFile, LegalBasis.PublicTask)]
    public string? Summary { get; init; }

    public required string Theme { get; init; }

    public required Initiator Initiator { get; init; }

    /// <summary>INSEE code of the commune in which the project takes place.</summary>
    public required string CommuneCode { get; init; }

    public required string Commune { get; init; }

    public required FinancingPlan Plan { get; init; }

    /// <summary>De minimis aid that the organisation declares for the three fiscal years, EUR.</summary>
    public required Money DeclaredAid { get; init; }

    [PersonalData(ProcessingPurpose.Applications, Retention.AidFile, LegalBasis.PublicTask)]
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>The département of the commune: its first two characters, three overseas.</summary>
    public string Department =>
        CommuneCode.StartsWith("97", StringComparison.Ordinal) || CommuneCode.StartsWith("98", StringComparison.Ordinal)
            ? CommuneCode[..3]
            : CommuneCode[..2];
}

/// <summary>What the project costs and who pays for it.</summary>
/// <param name="Costs">Costs by expense category of the call.</param>
/// <param name="Requested">The grant that is asked for.</param>
/// <param name="OwnFunds">What the organisation pays itself.</param>
/// <param name="BankLoan">What a bank lends.</param>
public sealed record FinancingPlan(IReadOnlyList<CategoryCost> Costs, Money Requested, Money OwnFunds, Money BankLoan)
{
    public Money TotalCosts => Money.Sum(Costs.Select(x => x.Amount));

    public bool IsBalanced => TotalCosts == Requested + OwnFunds + BankLoan;
}

/// <summary>Costs of one expense category.</summary>
public sealed record CategoryCost(string Category, Money Amount);

/// <summary>What is known of a document that was handed in.</summary>
public sealed record ApplicationDocument(
    Guid Id,
    string Kind,
    [property: PersonalData(ProcessingPurpose.Applications, Retention.AidFile, LegalBasis.PublicTask)] string FileName,
    long Bytes,
    DateTimeOffset ReceivedAt
);

/// <summary>That the instructor asked for what is missing.</summary>
public sealed record CompletionRequest(
    IReadOnlyList<string> Documents,
    [property: PersonalData(ProcessingPurpose.Applications, Retention.AidFile, LegalBasis.PublicTask)] string? Message,
    DateTimeOffset Deadline,
    UserId RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt
);

/// <summary>The formal check's result.</summary>
public sealed record AdmissibilityDecision(
    AdmissibilityOutcome Outcome,
    InadmissibilityGround? Ground,
    string? Reason,
    IReadOnlyList<CategoryCost> EligibleCosts,
    UserId DecidedBy,
    DateTimeOffset DecidedAt
);

/// <summary>What was submitted, as it was.</summary>
public sealed record ApplicationVersion(
    int Number,
    DateTimeOffset SubmittedAt,
    ApplicationContent Content,
    IReadOnlyList<ApplicationDocument> Documents
);

/// <summary>The managed list of reasons for an inadmissibility.</summary>
public static class InadmissibilityReasons
{
    public static readonly IReadOnlyDictionary<string, InadmissibilityGround> All = new Dictionary<string, InadmissibilityGround>
    {
        ["missing-document"] = InadmissibilityGround.Completeness,
        ["late-completion"] = InadmissibilityGround.Completeness,
        ["incomplete-form"] = InadmissibilityGround.Completeness,
        ["outside-territory"] = InadmissibilityGround.Eligibility,
        ["legal-form"] = InadmissibilityGround.Eligibility,
        ["project-not-eligible"] = InadmissibilityGround.Eligibility,
        ["costs-not-eligible"] = InadmissibilityGround.Eligibility,
    };
}
