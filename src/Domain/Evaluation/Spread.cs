using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>How far the marks of a criterion lie apart.</summary>
/// <param name="Criterion">Its code.</param>
/// <param name="Deviation">Standard deviation of the marks given, √(Σ (mark − mean)² ÷ number), in points of the scale, four decimals.</param>
/// <param name="Lowest">The lowest mark.</param>
/// <param name="Highest">The highest mark.</param>
/// <param name="ExceedsDeviation">Whether the deviation is above the limit.</param>
/// <param name="ExceedsHalfScale">Whether two marks lie more than half the scale apart.</param>
public sealed record MarkSpread(string Criterion, decimal Deviation, int Lowest, int Highest, bool ExceedsDeviation, bool ExceedsHalfScale);

/// <summary>An application whose evaluators disagree, and on which criteria.</summary>
public sealed record Disagreement(GrantApplicationId ApplicationId, string Reference, int Sheets, IReadOnlyList<MarkSpread> Criteria);

/// <summary>Finds the applications that are worth a discussion. Both rules are judged exactly; only what is shown is rounded.</summary>
public static class Spread
{
    /// <param name="applications">The applications.</param>
    /// <param name="criteria">The call's criteria.</param>
    /// <param name="deviationLimit">Percent of the scale that the standard deviation may reach.</param>
    /// <returns>Those that disagree, by reference.</returns>
    public static IReadOnlyList<Disagreement> Of(
        IEnumerable<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        int deviationLimit
    ) =>
        [
            .. applications
                .Select(x => new Disagreement(
                    x.Id,
                    x.Reference,
                    x.Sheets.Count,
                    [
                        .. criteria
                            .Where(y => !x.Consensus.ContainsKey(y.Code))
                            .Select(y => Of(x, y, deviationLimit))
                            .Where(y => y.ExceedsDeviation || y.ExceedsHalfScale),
                    ]
                ))
                .Where(x => x.Criteria.Count > 0)
                .OrderBy(x => x.Reference, StringComparer.Ordinal),
        ];

    private static MarkSpread Of(MarkedApplication application, MarkedCriterion criterion, int deviationLimit)
    {
        var marks = application.Sheets.Select(x => x.Marks.Single(y => y.Criterion == criterion.Code).Value).ToList();
        var mean = new Fraction(marks.Sum(), marks.Count);
        var variance = marks.Aggregate(Fraction.Zero, (sum, x) => sum + (x - mean) * (x - mean)) / marks.Count;
        var scale = criterion.Maximum - criterion.Minimum;
        var limit = new Fraction(deviationLimit * scale, 100);
        return new MarkSpread(
            criterion.Code,
            variance.Root(Scoring.Decimals),
            marks.Min(),
            marks.Max(),
            variance > limit * limit,
            2 * (marks.Max() - marks.Min()) > scale
        );
    }
}
