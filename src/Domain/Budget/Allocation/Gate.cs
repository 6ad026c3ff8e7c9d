using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>
/// What comes before every policy: the minimum score, a criterion's own minimum, what a person ruled out, the ceiling and aid rate of the
/// application itself, the smallest useful grant. Nobody is ruled in past it.
/// </summary>
public static class Gate
{
    public static LineReason? WhyNot(AllocationProblem problem, Candidate candidate) =>
        candidate.Score < problem.MinimumScore.Value
            ? LineReason.Of(
                AllocationRule.BelowMinimumScore,
                new Binding(BindingKind.MinimumScore, null, problem.MinimumScore.Value, problem.MinimumScore.Value - candidate.Score)
            )
        : candidate.IsEliminated ? LineReason.Of(AllocationRule.BelowCriterionMinimum)
        : candidate.Ruling == Ruling.Out ? LineReason.Of(AllocationRule.RuledOut, new Binding(BindingKind.Ruling, null, 0, 0))
        : candidate.Obstacle is { } obstacle ? LineReason.Of(RuleOf(obstacle.Kind), obstacle)
        : candidate.Wished < problem.Policy.MinimumGrant
            ? LineReason.Of(
                AllocationRule.BelowMinimumGrant,
                new Binding(
                    BindingKind.MinimumGrant,
                    null,
                    problem.Policy.MinimumGrant.Amount,
                    (problem.Policy.MinimumGrant - candidate.Wished).Amount
                )
            )
        : null;

    private static AllocationRule RuleOf(BindingKind kind) =>
        kind switch
        {
            BindingKind.GrantCeiling => AllocationRule.AboveCeiling,
            BindingKind.AidRate => AllocationRule.AboveAidRate,
            _ => AllocationRule.DeMinimisExceeded,
        };
}

/// <summary>Floors, and applications that a person ruled in.</summary>
public static class Demands
{
    /// <summary>Those that a distribution does not meet.</summary>
    public static IReadOnlyList<UnmetDemand> Unmet(AllocationProblem problem, AllocationState state, IReadOnlyList<ScenarioLine> lines)
    {
        var unmet = new List<UnmetDemand>();
        for (var i = 0; i < problem.Limits.Count; i++)
        {
            if (problem.Limits[i].AtLeast is { } floor && state.Used(i) < floor)
            {
                unmet.Add(new UnmetDemand(AllocationState.Word(problem.Limits[i].Kind), problem.Limits[i].Key, floor, state.Used(i)));
            }
        }

        for (var i = 0; i < lines.Count; i++)
        {
            var candidate = problem.Candidates[i];
            if (candidate.Ruling == Ruling.In && lines[i].Amount == Money.Zero)
            {
                unmet.Add(new UnmetDemand(BindingKind.Ruling, candidate.Reference, candidate.Wished, Money.Zero));
            }
        }

        return unmet;
    }
}
