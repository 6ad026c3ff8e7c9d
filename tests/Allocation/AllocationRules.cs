using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing.Allocation;

/// <summary>What is true of a distribution under every policy.</summary>
internal static class AllocationRules
{
    public static void Hold(AllocationProblem problem, AllocationResult result)
    {
        Assert.Equal(problem.Candidates.Select(x => x.ApplicationId), result.Lines.Select(x => x.ApplicationId));
        foreach (var (line, candidate) in result.Lines.Zip(problem.Candidates))
        {
            Assert.True(Money.Zero <= line.Amount && line.Amount <= candidate.Wished, Told(line));
            Assert.Equal(line.Outcome == ApplicationOutcome.Awarded, line.Amount > Money.Zero);
            Assert.Equal(line.Amount, Money.Sum(candidate.Split(line.Amount)));
            Assert.True(
                line.Amount == Money.Zero || line.Amount >= problem.Policy.MinimumGrant || candidate.Ruling == Ruling.In,
                Told(line)
            );
            Assert.True(candidate.Ruling != Ruling.Out || line.Amount == Money.Zero);
            Assert.True(candidate.Score >= problem.MinimumScore.Value || line.Outcome == ApplicationOutcome.Refused);
        }

        for (var i = 0; i < problem.Limits.Count; i++)
        {
            var (limit, used) = (problem.Limits[i], Used(problem, result, i));
            Assert.True(limit.AtMost is null || used <= limit.AtMost, $"{limit} has {used}");
            var unmet = result.Unmet.Where(x => x.Kind == AllocationState.Word(limit.Kind) && x.Key == limit.Key);
            Assert.Equal(
                used < limit.AtLeast ? [new UnmetDemand(AllocationState.Word(limit.Kind), limit.Key, limit.AtLeast!.Value, used)] : [],
                unmet
            );
        }

        for (var i = 0; i < problem.ExclusiveSets.Count; i++)
        {
            Assert.True(Awarded(problem, result).Count(x => x.ExclusiveSets.Contains(i)) <= 1, problem.ExclusiveSets[i].Name);
        }

        Assert.Equal(
            problem.Candidates.Where(x => x.Ruling == Ruling.In).Except(Awarded(problem, result)).Select(x => x.Reference),
            result.Unmet.Where(x => x.Kind == BindingKind.Ruling).Select(x => x.Key)
        );
    }

    /// <summary>All that a result says.</summary>
    public static string Told(AllocationResult result) =>
        string.Join('\n', [.. result.Lines.Select(Told), .. result.Unmet.Select(x => x.ToString()), Told(result.Proof)]);

    public static string Told(ScenarioLine line) =>
        $"{line.Reference} {line.Outcome} {line.Amount} {line.Why.Rule} {string.Join(", ", line.Why.Bindings)} "
        + $"({string.Join(", ", line.Why.Competitors)}) {line.Why.Nearest}";

    /// <summary>
    /// Each line with constraints that bind it is another one without them. What all share (a common cut), and what only the call can lift,
    /// is lifted for all.
    /// </summary>
    /// <param name="problem">The problem.</param>
    /// <param name="result">What a policy made of it.</param>
    /// <param name="allocate">The policy.</param>
    /// <param name="isShared">What makes another problem of it when it is lifted for all.</param>
    public static int Explain(
        AllocationProblem problem,
        AllocationResult result,
        Func<AllocationProblem, AllocationResult> allocate,
        Func<Binding, bool> isShared
    )
    {
        var explained = 0;
        foreach (var (index, line) in result.Lines.Index().Where(x => x.Item.Why.Bindings.Any(IsLiftable)))
        {
            var bindings = line.Why.Bindings.Where(IsLiftable).ToList();
            if (line.Why.Rule != AllocationRule.CommonCut)
            {
                var alone = Find(allocate(Lifted.Alone(problem, index, bindings)), line);
                Assert.True(IsOther(line, alone), $"{Told(line)}\nalone: {(alone is null ? "" : Told(alone))}");
            }

            foreach (var binding in bindings.Where(x => !isShared(x)))
            {
                var lifted = Find(allocate(Lifted.Everywhere(problem, index, binding)), line);
                Assert.True(
                    lifted is null || Reason(lifted) != Reason(line),
                    $"{Told(line)}\nlifted {binding}: {(lifted is null ? "" : Told(lifted))}"
                );
            }

            explained++;
        }

        return explained;
    }

    // What supporters have left is no rule that could be lifted.
    private static bool IsLiftable(Binding binding) => binding.Kind != BindingKind.SupportersMoney;

    // What is told first hides what comes after: gates, and what the proportional cut looks at one after the other.
    private static bool IsOther(ScenarioLine line, ScenarioLine? other) =>
        other is null || other.Outcome != line.Outcome || other.Amount != line.Amount || other.Why.Rule != line.Why.Rule;

    private static string Reason(ScenarioLine line) =>
        $"{line.Outcome} {line.Amount} {line.Why.Rule} {string.Join(", ", line.Why.Bindings)}";

    private static ScenarioLine? Find(AllocationResult result, ScenarioLine line) =>
        result.Lines.SingleOrDefault(x => x.ApplicationId == line.ApplicationId);

    private static string Told(OptimalityProof? proof) =>
        proof is null ? "" : $"{proof.Status} {proof.Objective} {proof.Bound} {proof.IsTieBroken} {string.Join(", ", proof.Conflicts)}";

    private static IEnumerable<Candidate> Awarded(AllocationProblem problem, AllocationResult result) =>
        problem.Candidates.Zip(result.Lines).Where(x => x.Second.Amount > Money.Zero).Select(x => x.First);

    private static Money Used(AllocationProblem problem, AllocationResult result, int limit) =>
        Money.Sum(
            problem
                .Candidates.Zip(result.Lines)
                .Where(x => x.First.Limits.Contains(limit))
                .Select(x =>
                {
                    var split = x.First.Split(x.Second.Amount);
                    return problem.Limits[limit].Categories is { } categories
                        ? Money.Sum(categories.Select(y => split[y]))
                        : x.Second.Amount;
                })
        );
}
