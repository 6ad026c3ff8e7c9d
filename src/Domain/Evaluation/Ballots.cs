using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>What each voter thinks of each application, exactly: Σ weight × (mark − minimum) ÷ (maximum − minimum).</summary>
public static class Ballots
{
    /// <summary>The utilities of voters for applications, in the order of these.</summary>
    /// <param name="applications">The applications.</param>
    /// <param name="criteria">The call's criteria.</param>
    /// <param name="voterOf">Which voter an evaluator belongs to: itself, or its college, whose voice is the mean of its evaluators'.</param>
    /// <returns>Null unless every voter has marked every application.</returns>
    public static IReadOnlyList<IReadOnlyList<Fraction>>? Of(
        IReadOnlyList<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        Func<UserId, string> voterOf
    )
    {
        var voters = applications
            .SelectMany(x => x.Sheets.Select(y => voterOf(y.Evaluator)))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var ballots = new List<IReadOnlyList<Fraction>>();
        foreach (var voter in voters)
        {
            var ballot = new List<Fraction>(applications.Count);
            foreach (var application in applications)
            {
                var own = application.Sheets.Where(x => voterOf(x.Evaluator) == voter).ToList();
                if (own.Count == 0)
                {
                    return null;
                }

                ballot.Add(own.Aggregate(Fraction.Zero, (sum, x) => sum + Utility(x, criteria)) / own.Count);
            }

            ballots.Add(ballot);
        }

        return ballots.Count == 0 ? null : ballots;
    }

    private static Fraction Utility(MarkedSheet sheet, IReadOnlyList<MarkedCriterion> criteria)
    {
        var marks = sheet.Marks.ToDictionary(x => x.Criterion, x => x.Value);
        return criteria.Aggregate(
            Fraction.Zero,
            (sum, x) => sum + new Fraction((long)x.Weight * (marks[x.Code] - x.Minimum), x.Maximum - x.Minimum)
        );
    }
}
