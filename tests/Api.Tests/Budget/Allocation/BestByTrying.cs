using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Tests.Budget.Allocation;

/// <summary>The best choice among all subsets, by the definition of the policy alone.</summary>
internal sealed class BestByTrying
{
    private readonly AllocationProblem problem;
    private readonly int[] open;
    private readonly (long Least, long Most, long[] Parts)[] sums;
    private readonly decimal[] values;
    private readonly uint ruledIn;

    public BestByTrying(AllocationProblem problem)
    {
        this.problem = problem;
        open = [.. Enumerable.Range(0, problem.Candidates.Count).Where(x => Gate.WhyNot(problem, problem.Candidates[x]) is null)];
        var candidates = open.Select(x => problem.Candidates[x]).ToList();
        values = [.. candidates.Select(x => problem.Policy.Objective == AllocationObjective.Score ? x.Score : x.Score * x.Wished.Amount)];
        sums =
        [
            .. problem.Limits.Select((x, i) => (x.AtLeast?.Cents ?? 0, x.AtMost?.Cents ?? long.MaxValue, PartsOf(candidates, x, i))),
            .. problem.ExclusiveSets.Select((_, i) => (0L, 1L, candidates.Select(x => x.ExclusiveSets.Contains(i) ? 1L : 0).ToArray())),
        ];
        foreach (var (i, _) in candidates.Index().Where(x => x.Item.Ruling == Ruling.In))
        {
            ruledIn |= Bit(i);
        }
    }

    /// <summary>The greatest value, and of all such choices the one of the best ranks; null when no choice keeps every constraint.</summary>
    public (decimal Value, List<string> References)? Find()
    {
        (decimal Value, uint Set)? best = null;
        for (var set = 0u; set < 1u << open.Length; set++)
        {
            if ((set & ruledIn) != ruledIn || !sums.All(x => Sum(set, x.Parts) is var sum && sum >= x.Least && sum <= x.Most))
            {
                continue;
            }

            // The best rank is the highest bit.
            var value = Enumerable.Range(0, open.Length).Sum(x => Has(set, x) ? values[x] : 0);
            if (best is null || value > best.Value.Value || (value == best.Value.Value && set > best.Value.Set))
            {
                best = (value, set);
            }
        }

        return best is var (most, chosen)
            ? (most, [.. Enumerable.Range(0, open.Length).Where(x => Has(chosen, x)).Select(x => problem.Candidates[open[x]].Reference)])
            : null;
    }

    private static long[] PartsOf(List<Candidate> candidates, Limit limit, int place) =>
        [
            .. candidates.Select(x =>
                !x.Limits.Contains(place) ? 0
                : limit.Categories is { } categories ? Money.Sum(categories.Select(y => x.Split(x.Wished)[y])).Cents
                : x.Wished.Cents
            ),
        ];

    private uint Bit(int place) => 1u << (open.Length - 1 - place);

    private bool Has(uint set, int place) => (set & Bit(place)) != 0;

    private long Sum(uint set, long[] parts)
    {
        var sum = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            sum += Has(set, i) ? parts[i] : 0;
        }

        return sum;
    }
}
