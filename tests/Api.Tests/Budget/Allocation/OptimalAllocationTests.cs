using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Budget.Allocation;
using SocialInnovation.Testing.Allocation;
using static SocialInnovation.Testing.Allocation.Applicants;

namespace SocialInnovation.Api.Tests.Budget.Allocation;

/// <summary>The choice of the greatest value: none is better, it is the one of the best ranks, and each line says why.</summary>
public sealed class OptimalAllocationTests
{
    private static readonly AllocationPolicy Score = Policy(AllocationPolicy.Optimal);

    // A core so small that the relaxation has its say, and chunks so small that ties go over several.
    private static readonly SearchLimits Small = new() { Core = 3, Chunk = 2 };

    [Fact]
    public void NoOtherChoiceIsBetter_AndNoneAsGoodHasBetterRanks()
    {
        var (solved, infeasible) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var problem = new RandomProblems(seed).Problem(AllocationPolicy.Optimal, most: 18);
            var best = new BestByTrying(problem).Find();

            var result = Solve(problem, seed);

            if (best is var (value, references))
            {
                AllocationRules.Hold(problem, result);
                Assert.Equal((SearchStatus.Optimal, true), (result.Proof!.Status, result.Proof.IsTieBroken));
                Assert.Equal((value, value), (result.Proof.Objective, result.Proof.Bound));
                Assert.Equal(references, Winners(result));
                Assert.DoesNotContain(result.Unmet, x => x.Kind != BindingKind.Ruling);
                solved++;
            }
            else
            {
                Assert.Equal(SearchStatus.Infeasible, result.Proof!.Status);
                Assert.Empty(result.Lines);
                infeasible++;
            }

            Assert.Equal(AllocationRules.Told(result), AllocationRules.Told(Solve(problem, seed)));
        }

        Assert.True(solved > 250 && infeasible > 50, $"{solved} had a choice and {infeasible} had none.");
    }

    [Fact]
    public void OrderOfWhatIsGiven_DoesNotMatter()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new RandomProblems(seed);
            var problem = random.Problem(AllocationPolicy.Optimal, most: 18);

            Assert.Equal(AllocationRules.Told(Solve(problem, seed)), AllocationRules.Told(Solve(random.Shuffled(problem), seed)));
        }
    }

    [Fact]
    public void LiftedForItAlone_OrForAll_WhatBindsALine_ChangesIt()
    {
        var explained = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = new RandomProblems(seed).Problem(AllocationPolicy.Optimal, most: 12);
            var result = Solve(problem, seed);
            Assert.All(result.Lines, x => Assert.True(x.Amount > Money.Zero || x.Why.Bindings.Count > 0 || IsEliminated(x)));
            explained += AllocationRules.Explain(problem, result, x => Solve(x, seed), _ => false);
        }

        Assert.True(explained > 60, $"{explained} lines were bound.");
    }

    [Fact]
    public void WithoutAChoice_ConstraintsAreNamed_ThatCannotBeKeptTogether_AndNoneTooMany()
    {
        var named = 0;
        for (var seed = 0; named < 60; seed++)
        {
            var problem = new RandomProblems(seed).Problem(AllocationPolicy.Optimal, most: 10);
            if (Solve(problem, seed).Proof is not { Status: SearchStatus.Infeasible, Conflicts: var conflicts })
            {
                continue;
            }

            Assert.NotEmpty(conflicts);
            Assert.All(conflicts.Where(x => x.Kind != BindingKind.ExclusiveSet), x => Assert.True(x.Demanded > x.Reached, x.ToString()));
            Assert.Null(new BestByTrying(Only(problem, conflicts)).Find());
            foreach (var conflict in conflicts)
            {
                Assert.NotNull(new BestByTrying(Only(problem, [.. conflicts.Where(x => x != conflict)])).Find());
            }

            named++;
        }
    }

    [Fact]
    public void FloorAgainstTheEnvelope_BothAreNamed_WithWhatCanBeReached()
    {
        var problem = Problem(Score, 100, Of(1, 60) with { Limits = [0, 1] }, Of(2, 70) with { Limits = [0, 1] }, Of(3, 10));
        problem = problem with { Limits = [Envelope(100), new Limit(LimitKind.Theme, "T") { AtLeast = new Money(100) }] };

        var result = new OptimalAllocation().Solve(problem, CancellationToken.None);

        Assert.Equal(
            [
                new UnmetDemand(BindingKind.EnvelopeLine, "all", new Money(130), new Money(100)) { IsCap = true },
                new UnmetDemand(BindingKind.Theme, "T", new Money(100), new Money(70)),
            ],
            result.Proof!.Conflicts
        );
    }

    [Fact]
    public void ScoreTimesAmount_PrefersTheLargeGrant_AndScoreTheManySmall()
    {
        AllocationResult By(AllocationObjective objective) =>
            new OptimalAllocation().Solve(
                Problem(Score with { Objective = objective }, 100, Of(1, 60, 90), Of(2, 60, 85), Of(3, 50, 70), Of(4, 50, 62)),
                CancellationToken.None
            );

        // 90 + no room for another 60 or 50; 70 + 62 = 132. In points times EUR: 90 x 60 = 5 400; 70 x 50 + 62 x 50 = 6 600.
        Assert.Equal([0m, 0m, 50m, 50m], By(AllocationObjective.Score).Amounts());
        Assert.Equal(132m, By(AllocationObjective.Score).Proof!.Objective);
        Assert.Equal(6_600m, By(AllocationObjective.ScoreTimesAmount).Proof!.Objective);
    }

    [Fact]
    public void EqualChoices_GoToTheBestRanks_AlsoAmongMany()
    {
        // 400 alike, of which the envelope holds half.
        var problem = Problem(Score, 200, [.. Enumerable.Range(1, 400).Select(x => Of(x, 1))]);

        var result = new OptimalAllocation().Solve(problem, CancellationToken.None);

        Assert.Equal((SearchStatus.Optimal, true), (result.Proof!.Status, result.Proof.IsTieBroken));
        Assert.All(result.Lines, x => Assert.Equal(x.Rank <= 200 ? 1m : 0m, x.Amount.Amount));
    }

    [Fact]
    public void SearchThatHitsItsLimit_SaysHowFarItCame_AndLeavesNoRoom()
    {
        var problem = new RandomProblems(1).Problem(AllocationPolicy.Optimal, most: 18);
        var hard = Enumerable
            .Range(1, 300)
            .Select(x => Of(x, 1000 + (x * 7919 % 4999) + 0.01m * (x % 100), 60 + x * 37 % 400 / 10m))
            .ToList();
        problem = Problem(Score, 100_000, hard) with
        {
            Limits = [Envelope(100_000), new Limit(LimitKind.Theme, "T") { AtMost = new Money(40_000), AtLeast = new Money(39_990) }],
            Candidates = [.. hard.Select(x => x with { Limits = x.Rank % 2 == 0 ? [0, 1] : [0] })],
        };

        var result = new OptimalAllocation(new SearchLimits { DeterministicTime = 0.02 }).Solve(problem, CancellationToken.None);

        Assert.Equal((SearchStatus.Feasible, false), (result.Proof!.Status, result.Proof.IsTieBroken));
        Assert.True(result.Proof.Objective < result.Proof.Bound);
        AllocationRules.Hold(problem, result);
        Assert.All(result.Lines.Where(x => x.Amount == Money.Zero), x => Assert.NotEmpty(x.Why.Bindings));
    }

    [Fact]
    public void NobodyPastTheGate_IsAnEmptyChoice()
    {
        var result = new OptimalAllocation().Solve(Problem(Score, 100, Of(1, 10, score: 10)), CancellationToken.None);

        Assert.Equal(ApplicationOutcome.Refused, result.Lines.Single().Outcome);
        Assert.Equal((SearchStatus.Optimal, 0m), (result.Proof!.Status, result.Proof.Objective));
    }

    [Fact]
    public void SumsThatCannotBeKeptExactly_AreRefused() =>
        Assert.Throws<OverflowException>(() =>
            new OptimalAllocation().Solve(
                Problem(
                    Score with
                    {
                        Objective = AllocationObjective.ScoreTimesAmount,
                    },
                    Money.MaxAmount,
                    Of(1, Money.MaxAmount, 99.9999m),
                    Of(2, 0.01m, 99.9998m)
                ),
                CancellationToken.None
            )
        );

    [Fact]
    public void CancelledSearch_ComesToNothing() =>
        Assert.Throws<OperationCanceledException>(() =>
            new OptimalAllocation().Solve(Problem(Score, 100, Of(1, 10)), new CancellationToken(canceled: true))
        );

    private static AllocationResult Solve(AllocationProblem problem, int seed) =>
        new OptimalAllocation(seed % 2 == 0 ? Small : new SearchLimits()).Solve(problem, CancellationToken.None);

    private static IEnumerable<string> Winners(AllocationResult result) =>
        result.Lines.Where(x => x.Outcome == ApplicationOutcome.Awarded).Select(x => x.Reference);

    private static bool IsEliminated(ScenarioLine line) => line.Why.Rule == AllocationRule.BelowCriterionMinimum;

    // The problem with no other constraints than these.
    private static AllocationProblem Only(AllocationProblem problem, IReadOnlyList<UnmetDemand> kept)
    {
        bool IsKept(BindingKind kind, string key, bool isCap) => kept.Any(x => x.Kind == kind && x.Key == key && x.IsCap == isCap);
        return problem with
        {
            Limits =
            [
                .. problem.Limits.Select(x =>
                    x with
                    {
                        AtMost = IsKept(AllocationState.Word(x.Kind), x.Key, true) ? x.AtMost : null,
                        AtLeast = IsKept(AllocationState.Word(x.Kind), x.Key, false) ? x.AtLeast : null,
                    }
                ),
            ],
            Candidates =
            [
                .. problem.Candidates.Select(x =>
                    x with
                    {
                        Ruling = x.Ruling == Ruling.In && !IsKept(BindingKind.Ruling, x.Reference, false) ? Ruling.None : x.Ruling,
                        ExclusiveSets =
                        [
                            .. x.ExclusiveSets.Where(y => IsKept(BindingKind.ExclusiveSet, problem.ExclusiveSets[y].Name, true)),
                        ],
                    }
                ),
            ],
        };
    }
}
