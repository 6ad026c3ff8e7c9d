using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>The ranks between which an application moves.</summary>
/// <param name="Best">The smallest rank.</param>
/// <param name="Worst">The greatest rank.</param>
public sealed record RankInterval(int Best, int Worst);

/// <summary>How firmly an application holds its rank.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="WithoutOneEvaluator">Its ranks when any one evaluator is left out.</param>
/// <param name="WithOtherWeights">Its ranks when the weight of any one criterion moves.</param>
public sealed record RankStability(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    RankInterval WithoutOneEvaluator,
    RankInterval WithOtherWeights
);

/// <summary>
/// How a ranking answers to small changes. An evaluator is left out of every application that somebody else has read too; one that nobody
/// else has read keeps its marks. A weight moves by five points up and down, never below 0 nor above the sum of all, and the others share
/// what is left in proportion.
/// </summary>
public static class Sensitivity
{
    /// <summary>By how much a weight moves.</summary>
    public const int Points = 5;

    public static IReadOnlyList<RankStability> Of(
        IEnumerable<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<string> tieBreaks
    )
    {
        var order = new RankOrder(criteria, tieBreaks);
        var own = ScoredApplication.Weights(criteria);
        var ranked = applications.Select(x => ScoredApplication.Of(x, criteria, own)).Order(order).ToList();
        var (withoutOne, otherWeights) = (new Intervals(ranked.Count), new Intervals(ranked.Count));
        foreach (var (evaluator, read) in ReadBy(ranked))
        {
            withoutOne.Note(Without(evaluator, read, ranked, criteria, order));
        }

        foreach (var weights in MovedWeights([.. criteria.Select(x => x.Weight)]))
        {
            otherWeights.Note(ranked.Index().OrderBy(x => x.Item.Weighed(criteria, weights), order).Select(x => x.Index));
        }

        return
        [
            .. ranked.Select(
                (x, index) =>
                    new RankStability(x.Application.Id, x.Application.Reference, index + 1, withoutOne[index], otherWeights[index])
            ),
        ];
    }

    /// <summary>Every set of weights in which one has moved and the others share the rest.</summary>
    internal static IEnumerable<IReadOnlyList<Fraction>> MovedWeights(IReadOnlyList<int> weights)
    {
        for (var index = 0; index < weights.Count; index++)
        {
            foreach (var by in new[] { -Points, Points })
            {
                if (Moved(weights, index, by) is { } moved)
                {
                    yield return moved;
                }
            }
        }
    }

    /// <summary>The weights when one moves by so many points and the others share the rest; null when it can't move.</summary>
    internal static IReadOnlyList<Fraction>? Moved(IReadOnlyList<int> weights, int index, int by)
    {
        var (all, weight) = (weights.Sum(), weights[index]);
        var (others, moved) = (all - weight, Math.Clamp(weight + by, 0, all));
        // Where the others have nothing, nothing is in proportion.
        return others > 0 && moved != weight
            ? [.. weights.Select((x, i) => i == index ? moved : (Fraction)x * (all - moved) / others)]
            : null;
    }

    private static IEnumerable<(UserId Evaluator, List<int> Read)> ReadBy(List<ScoredApplication> ranked) =>
        ranked
            .Index()
            .Where(x => x.Item.Application.Sheets.Count > 1)
            .SelectMany(x => x.Item.Application.Sheets.Select(y => (y.Evaluator, x.Index)))
            .GroupBy(x => x.Evaluator, x => x.Index)
            .Select(x => (x.Key, x.ToList()));

    // Only what the evaluator has read moves; all else stays in the order that it has.
    private static IEnumerable<int> Without(
        UserId evaluator,
        List<int> read,
        List<ScoredApplication> ranked,
        IReadOnlyList<MarkedCriterion> criteria,
        RankOrder order
    )
    {
        var moves = read.ToHashSet();
        var moved = new Queue<(int Index, ScoredApplication Scored)>(
            read.Select(x => (Index: x, Scored: Without(evaluator, ranked[x].Application, criteria))).OrderBy(x => x.Scored, order)
        );
        foreach (var (index, stays) in ranked.Index().Where(x => !moves.Contains(x.Index)))
        {
            while (moved.TryPeek(out var next) && order.Compare(next.Scored, stays) < 0)
            {
                yield return moved.Dequeue().Index;
            }

            yield return index;
        }

        foreach (var (index, _) in moved)
        {
            yield return index;
        }
    }

    private static ScoredApplication Without(UserId evaluator, MarkedApplication application, IReadOnlyList<MarkedCriterion> criteria) =>
        ScoredApplication.Of(
            application with
            {
                Sheets = [.. application.Sheets.Where(x => x.Evaluator != evaluator)],
            },
            criteria,
            ScoredApplication.Weights(criteria)
        );

    private sealed class Intervals(int count)
    {
        private readonly (int Best, int Worst)[] ranks = [.. Enumerable.Range(1, count).Select(x => (x, x))];

        public RankInterval this[int index] => new(ranks[index].Best, ranks[index].Worst);

        /// <param name="order">Which one is first, second and so on.</param>
        public void Note(IEnumerable<int> order)
        {
            foreach (var (place, index) in order.Index())
            {
                var (best, worst) = ranks[index];
                ranks[index] = (Math.Min(best, place + 1), Math.Max(worst, place + 1));
            }
        }
    }
}
