using System.Linq.Expressions;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>The read of a call that most requests wait for.</summary>
public interface ICallReads
{
    Task<CallRecord?> FindAsync(CallId id, CancellationToken cancellationToken);
}

/// <summary>A call as it is kept, to be read only.</summary>
public sealed record CallRecord
{
    /// <summary>The same from the aggregate, for the database and in memory.</summary>
    public static readonly Expression<Func<CallForProjects, CallRecord>> Projection = x => new CallRecord
    {
        Id = x.Id,
        Reference = x.Reference,
        Status = x.Status,
        Title = x.Title,
        Description = x.Description,
        OpensAt = x.OpensAt,
        ClosesAt = x.ClosesAt,
        TimeZone = x.TimeZone,
        GrantCeiling = x.GrantCeiling,
        MaximumAidRate = x.MaximumAidRate,
        ExpenseCategories = x.ExpenseCategories,
        Themes = x.Themes,
        EligibilityRules = x.EligibilityRules,
        Documents = x.Documents,
        Questions = x.Questions,
        Criteria = x.Criteria,
        MinimumScore = x.MinimumScore,
        MinimumSheets = x.MinimumSheets,
        TieBreaks = x.TieBreaks,
        AllocationPolicy = x.AllocationPolicy,
        SignOffSteps = x.SignOffSteps,
        StateAidBasis = x.StateAidBasis,
        StateAidReference = x.StateAidReference,
        IsBlind = x.IsBlind,
        EvaluatorsSee = x.EvaluatorsSee,
        Managers = x.Managers,
        PublishedAt = x.PublishedAt,
        DecidedAt = x.DecidedAt,
        CancellationReason = x.CancellationReason,
        CancellationExplanation = x.CancellationExplanation,
        Version = x.Version,
    };

    private static readonly Func<CallForProjects, CallRecord> InMemory = Projection.Compile();

    public required CallId Id { get; init; }

    public required string Reference { get; init; }

    public required CallStatus Status { get; init; }

    public required string Title { get; init; }

    public required string? Description { get; init; }

    public required DateTimeOffset OpensAt { get; init; }

    public required DateTimeOffset ClosesAt { get; init; }

    public required string TimeZone { get; init; }

    public required Money GrantCeiling { get; init; }

    public required Percentage MaximumAidRate { get; init; }

    public required IReadOnlyList<string> ExpenseCategories { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public required IReadOnlyList<EligibilityRule> EligibilityRules { get; init; }

    public required IReadOnlyList<DocumentRequirement> Documents { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }

    public required IReadOnlyList<Criterion> Criteria { get; init; }

    public required Percentage MinimumScore { get; init; }

    public required int MinimumSheets { get; init; }

    public required IReadOnlyList<string> TieBreaks { get; init; }

    public required AllocationPolicy AllocationPolicy { get; init; }

    public required IReadOnlyList<SignOffStep> SignOffSteps { get; init; }

    public required StateAidBasis StateAidBasis { get; init; }

    public required string? StateAidReference { get; init; }

    public required bool IsBlind { get; init; }

    public required PeerView EvaluatorsSee { get; init; }

    public required IReadOnlyList<UserId> Managers { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required DateTimeOffset? DecidedAt { get; init; }

    public required CallCancellationReason? CancellationReason { get; init; }

    public required string? CancellationExplanation { get; init; }

    public required int Version { get; init; }

    public static CallRecord Of(CallForProjects call) => InMemory(call);

    internal CallPhase PhaseAt(DateTimeOffset now) =>
        CallForProjects.StatusAt(Status, ClosesAt, now) switch
        {
            CallStatus.Draft => CallPhase.Draft,
            CallStatus.Published => now >= OpensAt ? CallPhase.Open : CallPhase.Published,
            CallStatus.Closed => CallPhase.Closed,
            CallStatus.Decided => CallPhase.Decided,
            CallStatus.Archived => CallPhase.Archived,
            _ => CallPhase.Cancelled,
        };
}
