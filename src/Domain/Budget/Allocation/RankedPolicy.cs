using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>
/// The policy <c>ranked</c>: in rank order, awarded what was asked for while every constraint holds it; else on the waiting list, and the next
/// one is tried (skip), or all that follow wait too (stop). With a partial last grant, the first one that lacks nothing but money is given
/// the most that every limit still holds, once. It is the greedy rule of participatory budgeting with scores in the place of votes.
/// </summary>
public static class RankedPolicy
{
    public static AllocationResult Allocate(AllocationProblem problem)
    {
        var walk = new RankWalk(problem);
        var mayBePartial = problem.Policy.PartialLast;
        walk.Run(
            i => problem.Candidates[i].Wished,
            (i, amount) => ScenarioLine.Awarded(problem.Candidates[i], amount, WhyAwarded(walk.State, i, problem.Candidates[i].Ruling)),
            (i, reason) =>
            {
                if (!mayBePartial || Partial(problem, walk.State, i, reason) is not { } amount)
                {
                    return null;
                }

                mayBePartial = false;
                walk.State.Take(i, amount);
                return ScenarioLine.Awarded(problem.Candidates[i], amount, reason with { Rule = AllocationRule.PartialLast });
            }
        );
        return walk.Result();
    }

    internal static LineReason WhyAwarded(AllocationState state, int index, Ruling ruling) =>
        new(ruling == Ruling.In ? AllocationRule.RuledIn : AllocationRule.WithinLimits, [], []) { Nearest = state.Nearest(index) };

    private static Money? Partial(AllocationProblem problem, AllocationState state, int index, LineReason reason)
    {
        if (reason.Bindings.Any(x => x.Kind is BindingKind.ExclusiveSet or BindingKind.DeMinimis))
        {
            return null;
        }

        var amount = LargestThatFits(problem, state, index);
        return amount > Money.Zero && amount >= problem.Policy.MinimumGrant ? amount : null;
    }

    private static Money LargestThatFits(AllocationProblem problem, AllocationState state, int index)
    {
        var candidate = problem.Candidates[index];
        var costs = Money.Sum(candidate.Costs);
        var most = (Int128)candidate.Wished.Cents;
        foreach (var limit in candidate.Limits)
        {
            // A part of the grant in proportion to its share of the costs; rounding moves it by less than a cent for each category.
            if (problem.Limits[limit].Categories is not { } categories)
            {
                most = Int128.Min(most, state.Left(limit));
            }
            else if (Money.Sum(categories.Select(x => candidate.Costs[x])) is var share && share > Money.Zero)
            {
                most = Int128.Min(most, ((Int128)state.Left(limit) + categories.Count) * costs.Cents / share.Cents);
            }
        }

        var cents = (long)most;
        while (cents > 0 && !state.Holds(index, Money.FromCents(cents)))
        {
            cents--;
        }

        return Money.FromCents(cents);
    }
}
