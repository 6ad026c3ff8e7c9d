using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>
/// The policy <c>bands</c>: by score, a stated share of what was asked for (100 % from 80 points, 80 % from 70, 60 % from 60), then in rank
/// order as in <c>ranked</c>. Shares are cut to whole cents; as many cents as the exact shares of all together are more go to the largest
/// remainders, equal ones by rank.
/// </summary>
public static class BandsPolicy
{
    // A share of a hundred with four decimals.
    private const long Whole = 1_000_000;

    public static AllocationResult Allocate(AllocationProblem problem)
    {
        var walk = new RankWalk(problem);
        var amounts = Amounts(problem, walk);
        walk.Run(
            i => amounts[i],
            (i, amount) => ScenarioLine.Awarded(problem.Candidates[i], amount, WhyAwarded(walk.State, problem.Candidates[i], i, amount))
        );
        return walk.Result();
    }

    private static LineReason WhyAwarded(AllocationState state, Candidate candidate, int index, Money amount)
    {
        var reason = RankedPolicy.WhyAwarded(state, index, candidate.Ruling);
        return amount == candidate.Wished ? reason : reason with { Rule = AllocationRule.BandShare };
    }

    private static Money[] Amounts(AllocationProblem problem, RankWalk walk)
    {
        var bands = problem.Policy.Bands.OrderByDescending(x => x.FromScore).ToList();
        var amounts = new Money[problem.Candidates.Count];
        var remainders = new List<(long Remainder, int Index)>();
        for (var i = 0; i < amounts.Length; i++)
        {
            if (walk.IsDecided(i))
            {
                continue;
            }

            var candidate = problem.Candidates[i];
            if (bands.Find(x => candidate.Score >= x.FromScore.Value) is not { } band)
            {
                walk.Decide(i, ScenarioLine.Refused(candidate, WhyBelow(problem, candidate)));
                continue;
            }

            var exact = (Int128)candidate.Wished.Cents * (long)(band.Share.Value * 10_000);
            amounts[i] = Money.FromCents((long)(exact / Whole));
            remainders.Add(((long)(exact % Whole), i));
        }

        var left = (int)(remainders.Sum(x => x.Remainder) / Whole);
        foreach (var (_, index) in remainders.OrderByDescending(x => x.Remainder).ThenBy(x => x.Index).Take(left))
        {
            amounts[index] += Money.FromCents(1);
        }

        DropUseless(problem, walk, amounts);
        return amounts;
    }

    private static LineReason WhyBelow(AllocationProblem problem, Candidate candidate)
    {
        var lowest = problem.Policy.Bands.Min(x => x.FromScore.Value);
        return LineReason.Of(AllocationRule.BelowBands, new Binding(BindingKind.MinimumScore, null, lowest, lowest - candidate.Score));
    }

    private static void DropUseless(AllocationProblem problem, RankWalk walk, Money[] amounts)
    {
        var least = problem.Policy.MinimumGrant > Money.Zero ? problem.Policy.MinimumGrant : Money.FromCents(1);
        for (var i = 0; i < amounts.Length; i++)
        {
            if (!walk.IsDecided(i) && amounts[i] < least)
            {
                var binding = new Binding(BindingKind.MinimumGrant, null, least.Amount, (least - amounts[i]).Amount);
                walk.Decide(i, ScenarioLine.Refused(problem.Candidates[i], LineReason.Of(AllocationRule.BelowMinimumGrant, binding)));
            }
        }
    }
}
