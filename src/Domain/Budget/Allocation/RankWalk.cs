using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>
/// Goes through the candidates in rank order, those ruled in first, and gives each an amount while every constraint holds it; what does not
/// fit waits, and the next is tried (skip) or all that follow wait too (stop). The gates come before.
/// </summary>
internal sealed class RankWalk
{
    private readonly AllocationProblem problem;
    private readonly ScenarioLine?[] lines;
    private readonly bool[] isTaken;
    private Candidate? stopper;

    public RankWalk(AllocationProblem problem)
    {
        this.problem = problem;
        State = new AllocationState(problem);
        lines = new ScenarioLine?[problem.Candidates.Count];
        isTaken = new bool[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            if (Gate.WhyNot(problem, problem.Candidates[i]) is { } reason)
            {
                lines[i] = ScenarioLine.Refused(problem.Candidates[i], reason);
            }
        }
    }

    public AllocationState State { get; }

    /// <summary>Whether a candidate's line is already written.</summary>
    public bool IsDecided(int index) => lines[index] is not null;

    public void Decide(int index, ScenarioLine line) => lines[index] = line;

    /// <param name="amountOf">What a candidate is to be given.</param>
    /// <param name="award">Its line when it is given that; null when its line is decided later.</param>
    /// <param name="instead">Its line when it does not fit, in place of a place on the waiting list; null for that place.</param>
    public void Run(Func<int, Money> amountOf, Func<int, Money, ScenarioLine?> award, Func<int, LineReason, ScenarioLine?>? instead = null)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is null && problem.Candidates[i].Ruling == Ruling.In)
            {
                Try(i, amountOf(i), award, null);
            }
        }

        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] is null && !isTaken[i])
            {
                Try(i, amountOf(i), award, instead);
            }
        }
    }

    /// <summary>The candidates that were given the amount they were to be given, the best-ranked first.</summary>
    public List<int> Awarded() => [.. Enumerable.Range(0, lines.Length).Where(x => isTaken[x])];

    public AllocationResult Result() => Result(State);

    /// <param name="state">The grants as they are, where they are others than those of the walk.</param>
    public AllocationResult Result(AllocationState state) => new(lines!, Demands.Unmet(problem, state, lines!));

    private void Try(int index, Money amount, Func<int, Money, ScenarioLine?> award, Func<int, LineReason, ScenarioLine?>? instead)
    {
        var candidate = problem.Candidates[index];
        var isRuledIn = candidate.Ruling == Ruling.In;
        if (stopper is null || isRuledIn)
        {
            if (State.Holds(index, amount))
            {
                State.Take(index, amount);
                isTaken[index] = true;
                lines[index] = award(index, amount);
                return;
            }

            var reason = State.WhyNot(index, amount)!;
            lines[index] = instead?.Invoke(index, reason) ?? NotFitting(candidate, reason);
            if (!isRuledIn && reason.Rule != AllocationRule.DeMinimisExceeded && problem.Policy.WhenExceeded == WhenExceeded.Stop)
            {
                stopper = candidate;
            }

            return;
        }

        var own = State.WhyNot(index, amount);
        var stop = new Binding(BindingKind.ListStop, stopper.Reference, stopper.Rank, candidate.Rank - stopper.Rank);
        lines[index] =
            own?.Rule == AllocationRule.DeMinimisExceeded
                ? NotFitting(candidate, own)
                : ScenarioLine.WaitingListed(
                    candidate,
                    new LineReason(AllocationRule.ListStopped, [stop, .. own?.Bindings ?? []], [stopper.ApplicationId])
                );
    }

    // Aid that the law does not leave is refused; what only lacks money waits.
    private static ScenarioLine NotFitting(Candidate candidate, LineReason reason) =>
        reason.Rule == AllocationRule.DeMinimisExceeded
            ? ScenarioLine.Refused(candidate, reason)
            : ScenarioLine.WaitingListed(candidate, reason);
}
