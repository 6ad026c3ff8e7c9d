using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Where a ranking stands.</summary>
public enum RankingStatus
{
    Computed,
    Frozen,
    Superseded,
}

/// <summary>By what a ranking was computed.</summary>
/// <param name="Criteria">The criteria, each with its weight, scale, method and own minimum.</param>
/// <param name="TieBreaks">What decides between equal scores, in this order.</param>
/// <param name="MinimumScore">The minimum score.</param>
public sealed record RankingParameters(IReadOnlyList<RankedCriterion> Criteria, IReadOnlyList<string> TieBreaks, decimal MinimumScore);

/// <summary>A criterion as a ranking took it.</summary>
public sealed record RankedCriterion(string Code, int Weight, int Minimum, int Maximum, MarkMethod Method, int? EliminatoryMinimum);

/// <summary>Reproducible order of all evaluated applications of a call, those below the minimum included (classement).</summary>
public sealed class Ranking : AggregateRoot<RankingId>
{
    private Ranking() { }

    public CallId CallId { get; private set; }

    public RankingStatus Status { get; private set; }

    public IReadOnlyList<RankingEntry> Entries { get; private set; } = [];

    /// <summary>By what it was computed; null for those of before this was kept.</summary>
    public RankingParameters? Parameters { get; private set; }

    /// <summary>SHA-256 of all that the order follows from, hex: the same input gives the same ranking.</summary>
    public string InputHash { get; private set; } = null!;

    public UserId ComputedBy { get; private set; }

    public DateTimeOffset ComputedAt { get; private set; }

    public UserId? FrozenBy { get; private set; }

    public DateTimeOffset? FrozenAt { get; private set; }

    public string? SupersedingReason { get; private set; }

    public static Ranking Compute(
        RankingId id,
        CallId callId,
        RankingParameters? parameters,
        IReadOnlyList<RankingEntry> entries,
        string inputHash,
        UserId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            CallId = callId,
            Parameters = parameters,
            Entries = entries,
            InputHash = inputHash,
            ComputedBy = by,
            ComputedAt = at,
        };

    /// <param name="anotherIsFrozen">Whether the call has a frozen ranking already.</param>
    /// <param name="inputHash">What the ranking would follow from if it were computed now.</param>
    public Error? WhyNotFreeze(bool anotherIsFrozen, string? inputHash) =>
        Status != RankingStatus.Computed ? RankingErrors.NotComputed
        : anotherIsFrozen ? RankingErrors.AnotherFrozen
        : inputHash != InputHash ? RankingErrors.Outdated
        : null;

    public Result Freeze(bool anotherIsFrozen, string? inputHash, UserId by, DateTimeOffset at)
    {
        if (WhyNotFreeze(anotherIsFrozen, inputHash) is { } error)
        {
            return error;
        }

        (Status, FrozenBy, FrozenAt) = (RankingStatus.Frozen, by, at);
        return Result.Success;
    }

    public Error? WhyNotSupersede(bool scenarioIsAdopted) =>
        Status != RankingStatus.Frozen ? RankingErrors.NotFrozen
        : scenarioIsAdopted ? RankingErrors.ScenarioAdopted
        : null;

    public Result Supersede(bool scenarioIsAdopted, string reason)
    {
        if (WhyNotSupersede(scenarioIsAdopted) is { } error)
        {
            return error;
        }

        (Status, SupersedingReason) = (RankingStatus.Superseded, reason);
        return Result.Success;
    }
}
