using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>
/// Computes a ranking again from the score sheets as they are, and says whether it is the same: the same fingerprint of what it follows from,
/// and for each application the same rank, score and means.
/// </summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record VerifyRanking(RankingId Id) : IQuery<RankingVerificationModel>;

/// <summary>
/// Shows, in rank order, between which ranks each application moves when any one evaluator is left out, and when the weight of any one
/// criterion moves by five points up or down while the others share the rest in proportion. An application that nobody else has read keeps
/// its marks. Refused when the marks are no longer those of the ranking.
/// </summary>
/// <param name="Id">The ranking.</param>
/// <param name="Limit">Number of applications, 1 to 100.</param>
/// <param name="AfterRank">Only applications after this rank.</param>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListRankingSensitivity(RankingId Id, int? Limit, int? AfterRank) : IQuery<Page<RankStabilityModel>>;

/// <summary>Whether a ranking still follows from its marks.</summary>
public sealed record RankingVerificationModel
{
    /// <summary>The ranking.</summary>
    public required RankingId RankingId { get; init; }

    /// <summary>Whether fingerprint and all entries are the same.</summary>
    public required bool IsReproduced { get; init; }

    /// <summary>SHA-256 of all that the ranking followed from when it was computed.</summary>
    public required string InputHash { get; init; }

    /// <summary>SHA-256 of all that it would follow from now.</summary>
    public required string RecomputedInputHash { get; init; }

    /// <summary>Number of applications whose rank, score or means differ.</summary>
    public required int DifferenceCount { get; init; }

    /// <summary>The first of them in rank order, at most 100.</summary>
    public required IReadOnlyList<RankingDifferenceModel> Differences { get; init; }

    /// <summary>When it was computed again.</summary>
    public required DateTimeOffset VerifiedAt { get; init; }
}

/// <summary>An application whose place is not what its marks give.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank in the ranking.</param>
/// <param name="Score">Its score in the ranking.</param>
/// <param name="RecomputedRank">Its rank by the marks as they are; absent when they give none.</param>
/// <param name="RecomputedScore">Its score by the marks as they are; absent when they give none.</param>
public sealed record RankingDifferenceModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    string Score,
    int? RecomputedRank,
    string? RecomputedScore
);

/// <summary>How firmly an application holds its rank.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="WithoutOneEvaluator">Its ranks when any one evaluator is left out.</param>
/// <param name="WithOtherWeights">Its ranks when any one weight moves by five points.</param>
public sealed record RankStabilityModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    RankIntervalModel WithoutOneEvaluator,
    RankIntervalModel WithOtherWeights
);

/// <summary>The ranks between which an application moves; its own is one of them.</summary>
/// <param name="Best">The smallest.</param>
/// <param name="Worst">The greatest.</param>
public sealed record RankIntervalModel(int Best, int Worst);

internal sealed class ListRankingSensitivityValidator : AbstractValidator<ListRankingSensitivity>
{
    public ListRankingSensitivityValidator() => this.IsPagedBy(x => x.Limit, x => x.AfterRank);
}

internal sealed class RankingChecks(RankingBasis basis, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<VerifyRanking, RankingVerificationModel>,
        IQueryHandler<ListRankingSensitivity, Page<RankStabilityModel>>
{
    private const int MostDifferences = 100;

    public async Task<Result<RankingVerificationModel>> Handle(VerifyRanking request, CancellationToken cancellationToken)
    {
        var found = await basis.FindAsync(request.Id, withComments: false, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (ranking, call, input) = found.Value;
        var recomputed = Scoring.Rank(input.Applications, EvaluatedCall.Criteria(call), call.TieBreaks, call.MinimumScore);
        var differences = RankingCheck.Differences(ranking.Entries, recomputed).ToList();
        return new RankingVerificationModel
        {
            RankingId = ranking.Id,
            IsReproduced = input.Hash == ranking.InputHash && differences.Count == 0,
            InputHash = ranking.InputHash,
            RecomputedInputHash = input.Hash,
            DifferenceCount = differences.Count,
            Differences = [.. differences.Take(MostDifferences).Select(ToModel)],
            VerifiedAt = clock.GetUtcNow(),
        };
    }

    public async Task<Result<Page<RankStabilityModel>>> Handle(ListRankingSensitivity request, CancellationToken cancellationToken)
    {
        var found = await basis.FindUnchangedAsync(request.Id, withComments: false, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (_, call, input) = found.Value;
        return ComputedPages.Of(
            Sensitivity.Of(input.Applications, EvaluatedCall.Criteria(call), call.TieBreaks),
            request.Limit,
            request.AfterRank,
            ToModel
        );
    }

    private static RankingDifferenceModel ToModel(RankingDifference difference) =>
        new(
            difference.ApplicationId,
            difference.Reference,
            difference.Kept.Rank,
            RankingText.Score(difference.Kept.Score),
            difference.Recomputed?.Rank,
            difference.Recomputed is { } recomputed ? RankingText.Score(recomputed.Score) : null
        );

    private static RankStabilityModel ToModel(RankStability stability) =>
        new(
            stability.ApplicationId,
            stability.Reference,
            stability.Rank,
            new RankIntervalModel(stability.WithoutOneEvaluator.Best, stability.WithoutOneEvaluator.Worst),
            new RankIntervalModel(stability.WithOtherWeights.Best, stability.WithOtherWeights.Worst)
        );
}
