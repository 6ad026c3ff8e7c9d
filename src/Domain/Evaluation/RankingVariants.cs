using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>A small change to a ranking.</summary>
public enum RankingChange
{
    /// <summary>One evaluator is left out of every application that somebody else has read too.</summary>
    WithoutEvaluator,

    /// <summary>A criterion's weight is five points less; the others share them in proportion.</summary>
    WeightLowered,

    /// <summary>A criterion's weight is five points more; the others give them in proportion.</summary>
    WeightRaised,
}

/// <summary>A ranking as it would be after one small change.</summary>
/// <param name="Change">What changes.</param>
/// <param name="Key">Which evaluator, by id, or which criterion, by code.</param>
/// <param name="Entries">The applications in their order then.</param>
public sealed record RankingVariant(RankingChange Change, string Key, IReadOnlyList<VariantEntry> Entries);

/// <summary>An application's place in a changed ranking.</summary>
public sealed record VariantEntry(GrantApplicationId ApplicationId, decimal Score, bool IsEliminated);

/// <summary>A ranking after each of the small changes by which it is tried.</summary>
public static class RankingVariants
{
    /// <summary>Computed one after the other as they are asked for: each is as long as the ranking.</summary>
    public static IEnumerable<RankingVariant> Of(
        IEnumerable<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<string> tieBreaks
    )
    {
        var order = new RankOrder(criteria, tieBreaks);
        var own = ScoredApplication.Weights(criteria);
        var scored = applications.Select(x => ScoredApplication.Of(x, criteria, own)).ToList();
        var evaluators = scored.SelectMany(x => x.Application.Sheets.Select(y => y.Evaluator)).Distinct().OrderBy(x => x.Value).ToList();
        foreach (var evaluator in evaluators)
        {
            yield return new RankingVariant(
                RankingChange.WithoutEvaluator,
                evaluator.Value.ToString(),
                Entries(scored.Select(x => Without(evaluator, x, criteria, own)), order)
            );
        }

        var weights = criteria.Select(x => x.Weight).ToList();
        foreach (var (index, criterion) in criteria.Index())
        {
            foreach (
                var (change, by) in new[]
                {
                    (RankingChange.WeightLowered, -Sensitivity.Points),
                    (RankingChange.WeightRaised, Sensitivity.Points),
                }
            )
            {
                if (Sensitivity.Moved(weights, index, by) is { } moved)
                {
                    yield return new RankingVariant(change, criterion.Code, Entries(scored.Select(x => x.Weighed(criteria, moved)), order));
                }
            }
        }
    }

    private static List<VariantEntry> Entries(IEnumerable<ScoredApplication> scored, RankOrder order) =>
        [.. scored.Order(order).Select(x => new VariantEntry(x.Application.Id, x.Score, x.EliminatedBy.Count > 0))];

    private static ScoredApplication Without(
        UserId evaluator,
        ScoredApplication scored,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<Fraction> weights
    ) =>
        scored.Application.Sheets.Count > 1 && scored.Application.Sheets.Any(x => x.Evaluator == evaluator)
            ? ScoredApplication.Of(
                scored.Application with
                {
                    Sheets = [.. scored.Application.Sheets.Where(x => x.Evaluator != evaluator)],
                },
                criteria,
                weights
            )
            : scored;
}
