using System.Text.Json.Nodes;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using static SocialInnovation.Testing.Allocation.Applicants;

namespace SocialInnovation.Domain.Tests.Budget.Allocation;

/// <summary>The method of equal shares on elections with known winners, and against its definition.</summary>
public sealed class EqualSharesTests
{
    public static TheoryData<string, EqualSharesUtility, bool, string, string> Expected()
    {
        var rows = new TheoryData<string, EqualSharesUtility, bool, string, string>();
        var instances = JsonNode.Parse(File.ReadAllText(Path.Combine(Election.Folder, "expected.json")))!["instances"]!.AsArray();
        foreach (var instance in instances)
        {
            foreach (var result in instance!["results"]!.AsArray().Where(x => x!["inScope"]!.GetValue<bool>()))
            {
                var satisfaction = (result!["satisfaction"] ?? instance["satisfaction"])!.GetValue<string>();
                var utilities = new List<EqualSharesUtility>();
                if (satisfaction.Contains("cost", StringComparison.Ordinal))
                {
                    utilities.Add(EqualSharesUtility.MarkTimesCost);
                }

                if (satisfaction.Contains("cardinality", StringComparison.Ordinal))
                {
                    utilities.Add(EqualSharesUtility.Mark);
                }

                foreach (var utility in utilities)
                {
                    rows.Add(
                        instance["file"]!.GetValue<string>(),
                        utility,
                        result["rule"]!.GetValue<string>().Contains("Add1", StringComparison.Ordinal),
                        Joined(result["winners"]!.AsArray().Select(x => x!.GetValue<string>()).Order(StringComparer.Ordinal)),
                        Joined((result["order"]?.AsArray() ?? []).Select(x => x!.GetValue<string>()))
                    );
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Elects_TheKnownWinners(string file, EqualSharesUtility utility, bool isRaised, string winners, string order)
    {
        var election = Election.Read(file);
        var ballots = election.Ballots(utility);

        var run = isRaised
            ? EqualSharesPolicy.Add1(election.Problem, ballots, step: 100)
            : EqualSharesPolicy.Plain(election.Problem, ballots);

        var elected = run.Elected.Select(x => election.Problem.Candidates[x].Reference).ToList();
        Assert.Equal(winners, Joined(elected.Order(StringComparer.Ordinal)));
        Assert.True(order.Length == 0 || order == Joined(elected), Joined(elected));
    }

    [Fact]
    public void EveryRowThatIsInScope_IsRead() => Assert.Equal(9, Expected().Count);

    [Fact]
    public void Marks_ElectWhatTheDefinitionElects()
    {
        var completed = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var costs = Enumerable.Range(0, 8).Select(_ => random.Next(1, 40) * (random.Next(2) == 0 ? 100L : 137L)).ToArray();
            var marks = Enumerable.Range(0, random.Next(1, 6)).Select(_ => costs.Select(_ => random.Next(0, 6)).ToArray()).ToArray();
            var budget = costs.Sum() * random.Next(20, 110) / 100;
            var utility = (EqualSharesUtility)random.Next(2);
            var expected = new EqualSharesByDefinition(costs, marks, budget, utility);
            var (problem, ballots) = ProblemOf(costs, marks, budget, utility);

            Assert.Equal(expected.Elected(new Fraction(budget, marks.Length)), EqualSharesPolicy.Plain(problem, ballots).Elected);

            var lines = EqualSharesPolicy.Allocate(problem, ballots).Lines;
            var step = (int)Math.Max(1, budget / marks.Length / 1000);
            var awarded = lines.Index().Where(x => x.Item.Outcome == ApplicationOutcome.Awarded).Select(x => x.Index);
            Assert.Equal(expected.Completed(step), awarded);
            completed += lines.Any(x => x.Why.Rule == AllocationRule.Completion) ? 1 : 0;
        }

        Assert.InRange(completed, 20, 180);
    }

    [Fact]
    public void WhoCannotBePaidFor_IsToldWhatItsSupportersHave()
    {
        // One of two voters supports both: with a share of 110 he would pay for both, and overspend. With 109.95 he has 79.95 beside the first.
        var (problem, ballots) = ProblemOf(
            [3000, 8000],
            [
                [1, 1],
                [0, 0],
            ],
            10_000,
            EqualSharesUtility.Mark
        );

        var lines = EqualSharesPolicy.Allocate(problem, ballots).Lines;

        Assert.Equal([AllocationRule.Affordable, AllocationRule.NotAffordable], lines.Select(x => x.Why.Rule));
        Assert.Equal(
            [new Binding(BindingKind.SupportersMoney, null, 79.95m, 0.05m), new Binding(BindingKind.EnvelopeLine, "all", 100, 10)],
            lines[1].Why.Bindings
        );
    }

    private static (AllocationProblem, EqualSharesBallots) ProblemOf(long[] costs, int[][] marks, long budget, EqualSharesUtility utility)
    {
        var candidates = costs.Select((x, i) => Of(i + 1, x / 100m)).ToList();
        var voters = marks.Select(x =>
            (IReadOnlyDictionary<GrantApplicationId, Fraction>)
                candidates.Index().ToDictionary(y => y.Item.ApplicationId, y => (Fraction)x[y.Index])
        );
        return (Problem(Policy(AllocationPolicy.EqualShares), budget / 100m, candidates), new EqualSharesBallots([.. voters], utility));
    }

    private static string Joined(IEnumerable<string> names) => string.Join(' ', names);
}
