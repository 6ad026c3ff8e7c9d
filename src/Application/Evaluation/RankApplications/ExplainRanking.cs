using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>
/// Takes the scores of a ranking apart, in rank order: what each criterion brings, its place among all, and what the evaluators wrote, without
/// saying who. Ready for a motivated answer to the applicant.
/// </summary>
/// <param name="Id">The ranking.</param>
/// <param name="Limit">Number of applications, 1 to 100.</param>
/// <param name="AfterRank">Only applications after this rank.</param>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListRankingExplanations(RankingId Id, int? Limit, int? AfterRank) : IQuery<Page<RankingExplanationModel>>;

/// <summary>Why an application has its score.</summary>
public sealed record RankingExplanationModel
{
    /// <summary>The application.</summary>
    public required GrantApplicationId ApplicationId { get; init; }

    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Rank { get; init; }

    /// <summary>Number of applications in the ranking.</summary>
    public required int Entries { get; init; }

    /// <summary>0 to 100, four decimals.</summary>
    public required string Score { get; init; }

    /// <summary>The call's minimum score.</summary>
    public required Percentage MinimumScore { get; init; }

    /// <summary>Whether it reaches the call's minimum score, and the own minimum of each criterion that has one.</summary>
    public required bool IsAboveMinimum { get; init; }

    /// <summary>In the order of the call.</summary>
    public required IReadOnlyList<CriterionExplanationModel> Shares { get; init; }
}

/// <summary>What one criterion brings to a score.</summary>
public sealed record CriterionExplanationModel
{
    /// <summary>Code of the criterion.</summary>
    public required string Criterion { get; init; }

    /// <summary>What is judged.</summary>
    public required string Title { get; init; }

    /// <summary>Its weight in percent.</summary>
    public required int Weight { get; init; }

    /// <summary>Whether the evaluators agreed on its value in a discussion.</summary>
    public required bool IsConsensus { get; init; }

    /// <summary>The mark on which the evaluators agreed, else what its method makes of their marks, as an exact fraction.</summary>
    public required string Value { get; init; }

    /// <summary>The highest mark of its scale.</summary>
    public required int MaximumMark { get; init; }

    /// <summary>Points of the 100, rounded by itself to four decimals: the sum may miss the score by the last one.</summary>
    public required string Contribution { get; init; }

    /// <summary>1 for the best value of all applications; equal values have the same place.</summary>
    public required int Place { get; init; }

    /// <summary>Whether its value is below the criterion's own minimum.</summary>
    public required bool IsBelowOwnMinimum { get; init; }

    /// <summary>What the evaluators wrote, in the order of the alphabet, so that it tells nobody.</summary>
    public required IReadOnlyList<string> Comments { get; init; }
}

internal sealed class ListRankingExplanationsValidator : AbstractValidator<ListRankingExplanations>
{
    public ListRankingExplanationsValidator() => this.IsPagedBy(x => x.Limit, x => x.AfterRank);
}

internal sealed class RankingExplanations(RankingBasis basis) : IQueryHandler<ListRankingExplanations, Page<RankingExplanationModel>>
{
    public async Task<Result<Page<RankingExplanationModel>>> Handle(ListRankingExplanations request, CancellationToken cancellationToken)
    {
        var found = await basis.FindUnchangedAsync(request.Id, withComments: true, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var explained = ExplainedRanking.Of(found.Value);
        return ComputedPages.Of(found.Value.Ranking.Entries, request.Limit, request.AfterRank, explained.Explain);
    }
}

/// <summary>A ranking with what each criterion brought to each of its scores.</summary>
internal sealed record ExplainedRanking(
    RankingWithInput Basis,
    IReadOnlyDictionary<GrantApplicationId, IReadOnlyList<CriterionShare>> Shares,
    IReadOnlyDictionary<GrantApplicationId, MarkedApplication> Applications
)
{
    public static ExplainedRanking Of(RankingWithInput basis) =>
        new(
            basis,
            Explanation.Of(basis.Input.Applications, EvaluatedCall.Criteria(basis.Call)),
            basis.Input.Applications.ToDictionary(x => x.Id)
        );

    public RankingExplanationModel Explain(RankingEntry entry)
    {
        var (ranking, call, _) = Basis;
        return new RankingExplanationModel
        {
            ApplicationId = entry.ApplicationId,
            Reference = entry.Reference,
            Rank = entry.Rank,
            Entries = ranking.Entries.Count,
            Score = RankingText.Score(entry.Score),
            MinimumScore = call.MinimumScore,
            IsAboveMinimum = entry.IsAboveMinimum,
            Shares =
            [
                .. call.Criteria.Zip(
                    Shares[entry.ApplicationId],
                    (criterion, share) =>
                        new CriterionExplanationModel
                        {
                            Criterion = criterion.Code,
                            Title = criterion.Title,
                            Weight = criterion.Weight,
                            IsConsensus = Applications[entry.ApplicationId].Consensus.ContainsKey(criterion.Code),
                            Value = share.Value.ToString(),
                            MaximumMark = criterion.ScaleMaximum,
                            Contribution = RankingText.Score(share.Contribution),
                            Place = share.Place,
                            IsBelowOwnMinimum = entry.EliminatedBy.Contains(criterion.Code),
                            Comments = CommentsOn(criterion.Code, Applications[entry.ApplicationId]),
                        }
                ),
            ],
        };
    }

    private static List<string> CommentsOn(string criterion, MarkedApplication application) =>
        [
            .. application
                .Sheets.SelectMany(x => x.Marks)
                .Where(x => x.Criterion == criterion && !string.IsNullOrWhiteSpace(x.Comment))
                .Select(x => x.Comment!)
                .Order(StringComparer.Ordinal),
        ];
}
