using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing.Allocation;

namespace SocialInnovation.Domain.Tests.Budget.Allocation;

/// <summary>What is true of every distribution by a policy that needs no solver.</summary>
public sealed class PolicyPropertyTests
{
    private const int Problems = 500;
    private const int FewProblems = 100;

    [Theory]
    [InlineData(AllocationPolicy.Ranked)]
    [InlineData(AllocationPolicy.Proportional)]
    [InlineData(AllocationPolicy.ByBands)]
    [InlineData(AllocationPolicy.EqualShares)]
    public void EveryConstraintHolds_AndTheSameComesOutTwice(string policy)
    {
        for (var seed = 0; seed < Problems; seed++)
        {
            var (random, problem, allocate) = Scene(policy, seed);

            var result = allocate(problem);

            AllocationRules.Hold(problem, result);
            Assert.Equal(AllocationRules.Told(result), AllocationRules.Told(allocate(problem)));
            Assert.Equal(AllocationRules.Told(result), AllocationRules.Told(allocate(random.Shuffled(problem))));
        }
    }

    [Theory]
    [InlineData(AllocationPolicy.Ranked)]
    [InlineData(AllocationPolicy.Proportional)]
    [InlineData(AllocationPolicy.ByBands)]
    [InlineData(AllocationPolicy.EqualShares)]
    public void LiftedForItAlone_OrForAll_WhatBindsALine_ChangesIt(string policy)
    {
        // Each run of the equal shares is many runs, and each line takes some.
        var problems = policy == AllocationPolicy.EqualShares ? FewProblems : Problems;
        var explained = 0;
        for (var seed = 0; seed < problems; seed++)
        {
            var (_, problem, allocate) = Scene(policy, seed);
            explained += AllocationRules.Explain(problem, allocate(problem), allocate, x => IsShared(policy, x));
        }

        Assert.True(explained > problems, $"{explained} lines were bound.");
    }

    // The equal shares are shares of the envelope.
    private static bool IsShared(string policy, Binding binding) =>
        policy == AllocationPolicy.EqualShares && binding.Kind == BindingKind.EnvelopeLine;

    private static (RandomProblems, AllocationProblem, Func<AllocationProblem, AllocationResult>) Scene(string policy, int seed)
    {
        var random = new RandomProblems(seed);
        var problem = random.Problem(policy, most: 18);
        if (policy != AllocationPolicy.EqualShares)
        {
            return (random, problem, AllocationPolicies.Allocate);
        }

        var ballots = random.Ballots(problem);
        return (random, problem, x => EqualSharesPolicy.Allocate(x, ballots));
    }
}
