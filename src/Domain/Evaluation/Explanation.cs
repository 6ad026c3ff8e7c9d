using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>What one criterion brings to an application's score.</summary>
/// <param name="Criterion">Its code.</param>
/// <param name="Value">What its method makes of the marks.</param>
/// <param name="Contribution">Points of the 100, rounded by itself to four decimals: those of all criteria may miss the score by the last one.</param>
/// <param name="Place">1 for the best value of all applications; equal values have the same place.</param>
public sealed record CriterionShare(string Criterion, Fraction Value, decimal Contribution, int Place);

/// <summary>Takes scores apart.</summary>
public static class Explanation
{
    /// <summary>For each application, in the order of the criteria, what each of them brings.</summary>
    public static IReadOnlyDictionary<GrantApplicationId, IReadOnlyList<CriterionShare>> Of(
        IReadOnlyList<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria
    )
    {
        var weights = criteria.Sum(x => x.Weight);
        var shares = applications.ToDictionary(x => x.Id, _ => new List<CriterionShare>());
        foreach (var criterion in criteria)
        {
            var place = 1;
            var values = applications.Select(x => (x.Id, Value: Scoring.Value(x, criterion))).OrderByDescending(x => x.Value).ToList();
            foreach (var (index, (id, value)) in values.Index())
            {
                if (index > 0 && value != values[index - 1].Value)
                {
                    place = index + 1;
                }

                var part =
                    (Fraction)(100 * criterion.Weight) * (value - criterion.Minimum) / (criterion.Maximum - criterion.Minimum) / weights;
                shares[id].Add(new CriterionShare(criterion.Code, value, part.Round(Scoring.Decimals), place));
            }
        }

        return shares.ToDictionary(x => x.Key, x => (IReadOnlyList<CriterionShare>)x.Value);
    }
}
