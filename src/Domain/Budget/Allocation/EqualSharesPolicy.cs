using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>
/// The policy <c>equal-shares</c> (Peters, Pierczyński, Skowron: Proportional participatory budgeting with additive utilities, 2021): each
/// voter has the same part of the envelope. Again and again the application is funded whose supporters pay the least for a unit of utility,
/// each in proportion to theirs or all that is left; ties go to the lower cost, more support, the better rank. Completion Add1U: all shares
/// are raised step by step, all from the beginning, until the next step would overspend; then the best-supported that the rest still holds.
/// Caps and exclusive sets are kept on the way, and who is ruled in is paid for before the shares. To compare with, never adopted.
/// </summary>
public static class EqualSharesPolicy
{
    // A step is this part of the first share, at least a cent: a thousand steps double the shares.
    private const int StepsToDouble = 1000;

    public static AllocationResult Allocate(AllocationProblem problem, EqualSharesBallots ballots)
    {
        var supporters = SupportersOf(problem, ballots);
        var run = Raised(problem, supporters, ballots.Voters.Count, null);
        var state = run.State;
        var elected = run.Elected.ToHashSet();
        var completion = new HashSet<int>();
        foreach (var index in BySupport(problem, supporters).Where(x => !elected.Contains(x)))
        {
            if (problem.Candidates[index].Ruling != Ruling.In && state.Holds(index, problem.Candidates[index].Wished))
            {
                state.Take(index, problem.Candidates[index].Wished);
                completion.Add(index);
            }
        }

        var lines = problem.Candidates.Select((_, i) => LineOf(problem, run, i, elected.Contains(i), completion.Contains(i))).ToList();
        return new AllocationResult(lines, Demands.Unmet(problem, state, lines));
    }

    /// <summary>The method without completion.</summary>
    internal static EqualSharesRun Plain(AllocationProblem problem, EqualSharesBallots ballots)
    {
        var voters = ballots.Voters.Count;
        return new EqualSharesRun(problem, SupportersOf(problem, ballots), voters, FirstShare(problem, voters));
    }

    /// <summary>With completion by raised shares, and not by what is left.</summary>
    /// <param name="step">In cents.</param>
    internal static EqualSharesRun Add1(AllocationProblem problem, EqualSharesBallots ballots, int step) =>
        Raised(problem, SupportersOf(problem, ballots), ballots.Voters.Count, step);

    private static EqualSharesRun Raised(AllocationProblem problem, IReadOnlyList<Supporter>[] supporters, int voters, Fraction? given)
    {
        var share = FirstShare(problem, voters);
        var step = given ?? Step(share);
        var run = new EqualSharesRun(problem, supporters, voters, share);
        while (run.LeavesSomebody && !run.Overspends)
        {
            var next = new EqualSharesRun(problem, supporters, voters, run.Share + step);
            if (next.Overspends)
            {
                break;
            }

            run = next;
        }

        return run;
    }

    private static Fraction Step(Fraction share)
    {
        var cents = share / StepsToDouble;
        return new Fraction(System.Numerics.BigInteger.Max(1, cents.Numerator / cents.Denominator), 1);
    }

    private static Fraction FirstShare(AllocationProblem problem, int voters)
    {
        var cents = problem.Limits.Where(x => x.Kind == LimitKind.EnvelopeLine).Sum(x => x.AtMost?.Cents ?? 0);
        foreach (var index in new EqualSharesRun(problem, new IReadOnlyList<Supporter>[problem.Candidates.Count], 0, 0).RuledIn)
        {
            cents -= problem.Candidates[index].Wished.Cents;
        }

        return new Fraction(cents, Math.Max(1, voters));
    }

    private static IReadOnlyList<Supporter>[] SupportersOf(AllocationProblem problem, EqualSharesBallots ballots) =>
        [
            .. problem.Candidates.Select(candidate =>
            {
                if (candidate.Ruling == Ruling.In || Gate.WhyNot(problem, candidate) is not null)
                {
                    return (IReadOnlyList<Supporter>)[];
                }

                var factor = ballots.Utility == EqualSharesUtility.Mark ? 1 : new Fraction(candidate.Wished.Cents, 1);
                return
                [
                    .. ballots
                        .Voters.Select((x, i) => new Supporter(i, x.GetValueOrDefault(candidate.ApplicationId) * factor))
                        .Where(x => x.Utility > Fraction.Zero),
                ];
            }),
        ];

    private static IEnumerable<int> BySupport(AllocationProblem problem, IReadOnlyList<Supporter>[] supporters) =>
        Enumerable
            .Range(0, supporters.Length)
            .Where(x => Gate.WhyNot(problem, problem.Candidates[x]) is null)
            .OrderByDescending(x => EqualSharesRun.Support(supporters[x]))
            .ThenBy(x => problem.Candidates[x].Wished);

    private static ScenarioLine LineOf(AllocationProblem problem, EqualSharesRun run, int index, bool isElected, bool completes)
    {
        var candidate = problem.Candidates[index];
        if (Gate.WhyNot(problem, candidate) is { } gate)
        {
            return ScenarioLine.Refused(candidate, gate);
        }

        if (isElected || completes || run.RuledIn.Contains(index))
        {
            var rule =
                isElected ? AllocationRule.Affordable
                : completes ? AllocationRule.Completion
                : AllocationRule.RuledIn;
            return ScenarioLine.Awarded(candidate, candidate.Wished, LineReason.Of(rule) with { Nearest = run.State.Nearest(index) });
        }

        // It fits in no rest, or it would have completed the list.
        var reason = run.State.WhyNot(index, candidate.Wished)!;
        return reason.Rule == AllocationRule.DeMinimisExceeded ? ScenarioLine.Refused(candidate, reason)
            : candidate.Ruling == Ruling.In || run.Skipped.Contains(index) ? ScenarioLine.WaitingListed(candidate, reason)
            : ScenarioLine.WaitingListed(candidate, NotAffordable(candidate, run, index, reason));
    }

    private static LineReason NotAffordable(Candidate candidate, EqualSharesRun run, int index, LineReason reason)
    {
        var money = run.MoneyFor(index);
        var cents = Money.FromCents((long)(money.Numerator / money.Denominator));
        var binding = new Binding(BindingKind.SupportersMoney, null, cents.Amount, (candidate.Wished - cents).Amount);
        return reason with { Rule = AllocationRule.NotAffordable, Bindings = [binding, .. reason.Bindings] };
    }
}
