using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>
/// The policy <c>proportional</c>: the same cut for all, never under the floor. In rank order, those are in of whom every limit holds the
/// floor's share of what they ask for; the others wait. The cut is the largest share s, at most 1, for which every limit holds s times the sum
/// that its members ask for: s = min(1, min over the limits of cap / sum). Who would get less than the smallest useful grant by it waits, the
/// worst-ranked first. Grants are cut to whole cents; the cents left go to the largest remainders, equal ones by rank. State aid is looked at
/// before the cut, for it binds one undertaking and not all.
/// </summary>
public static class ProportionalPolicy
{
    // A share of a hundred with four decimals.
    private const long Whole = 1_000_000;

    public static AllocationResult Allocate(AllocationProblem problem)
    {
        var walk = new RankWalk(problem);
        RefuseAid(problem, walk);
        var floor = (long)(problem.Policy.Floor.Value * 10_000);
        walk.Run(
            i => Floor(problem.Candidates[i], floor),
            (_, _) => null,
            (i, reason) => ScenarioLine.WaitingListed(problem.Candidates[i], WhyBelow(problem, reason))
        );
        var cut = CommonCut.Of(problem, walk.Awarded());
        foreach (var (index, reason) in cut.Dropped)
        {
            walk.Decide(index, ScenarioLine.WaitingListed(problem.Candidates[index], reason));
        }

        var state = walk.State.Anew();
        var amounts = cut.Share(state);
        foreach (var (index, amount) in cut.Members.Zip(amounts))
        {
            var ruling = problem.Candidates[index].Ruling;
            var why = cut.Why ?? RankedPolicy.WhyAwarded(state, index, ruling);
            walk.Decide(index, ScenarioLine.Awarded(problem.Candidates[index], amount, why));
        }

        return walk.Result(state);
    }

    private static Money Floor(Candidate candidate, long floor) =>
        Money.FromCents(Math.Max(1, (long)(((Int128)candidate.Wished.Cents * floor + Whole - 1) / Whole)));

    private static LineReason WhyBelow(AllocationProblem problem, LineReason reason) =>
        problem.Policy.Floor.Value > 0 && reason.Rule == AllocationRule.EnvelopeExhausted
            ? reason with
            {
                Rule = AllocationRule.BelowFloor,
            }
            : reason;

    // In rank order, whole wishes of one undertaking.
    private static void RefuseAid(AllocationProblem problem, RankWalk walk)
    {
        var aid = problem.Limits.Index().Where(x => x.Item.Kind == LimitKind.DeMinimis).Select(x => x.Index).ToHashSet();
        if (aid.Count == 0)
        {
            return;
        }

        var state = new AllocationState(problem);
        for (var i = 0; i < problem.Candidates.Count; i++)
        {
            var candidate = problem.Candidates[i];
            if (walk.IsDecided(i) || !candidate.Limits.Any(aid.Contains))
            {
                continue;
            }

            if (state.WhyNot(i, candidate.Wished) is { Rule: AllocationRule.DeMinimisExceeded } reason)
            {
                walk.Decide(
                    i,
                    ScenarioLine.Refused(
                        candidate,
                        reason with
                        {
                            Bindings = [.. reason.Bindings.Where(x => x.Kind == BindingKind.DeMinimis)],
                        }
                    )
                );
            }
            else
            {
                state.Take(i, candidate.Wished);
            }
        }
    }
}
