using System.Diagnostics;
using System.Globalization;
using System.Text;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Budget.Allocation;

namespace SocialInnovation.Benchmarks;

/// <summary>What distributing an envelope takes: by rank or with a common cut beside a bare sort, the optimum beside the bare solver.</summary>
internal static class AllocationCost
{
    private const int Ranked = 100_000;
    private const int Optimal = 5_000;
    private const int Many = 50_000;

    // All the work that the bare solver may do: it is to find and prove the optimum.
    private const double Enough = 10_000;

    private const string HowToRead = """
        ## How to read it

        All take turns in one program; the ratios are to the last row of each group: the median over the rounds of the ratio within a round.
        Lower is better. Scores are random with four decimals from 50 to 100, amounts multiples of EUR 500 up to EUR 45 000, the envelope
        holds a fifth of what is asked for; eight themes and four départements, some much asked for and some little, each have a cap and a
        floor, of which some bind.

        - *ranked*, *proportional*: from the candidates in any order to the explained lines, under the envelope and the caps.
        - *bare sort*: the same candidates in the same order, sorted by score and reference with `Array.Sort` and a comparison.
        - *optimal*: from the candidates to the explained lines: the proven optimum, its ties broken by rank.
        - *CP-SAT alone*: the same model in whole numbers, made before the clock starts, handed to CP-SAT with the same seed and one worker,
          until it has proven the optimum; its ties are as they come.
        - *50 000*: only how long it takes and what is proven, for nothing is there to compare it with.

        `./build/bench allocation` makes this file anew.
        """;

    public static async Task<int> RunAsync(Options options)
    {
        var text = new StringBuilder("# What distributing an envelope takes\n\n");
        Report.MeasuredOn(text);
        text.Append(CultureInfo.InvariantCulture, $"; {options.Rounds} rounds, and one before them that is not counted.\n\n");
        text.Append("| | time | goal | median s | s, least to most |\n| --- | ---: | ---: | ---: | ---: |\n");
        Measure(text, options, 3, Rank(AllocationPolicy.Ranked), Rank(AllocationPolicy.Proportional), Sort());
        foreach (var objective in Enum.GetValues<AllocationObjective>())
        {
            var problem = AllocationScene.Problem(Optimal, AllocationPolicy.Optimal, objective);
            Measure(text, options, 3, Optimise(problem, objective), Alone(problem, objective));
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\n| {Many} | s | goal, s | proven gap, % | goal, % |\n| --- | ---: | ---: | ---: | ---: |\n"
        );
        foreach (var objective in Enum.GetValues<AllocationObjective>())
        {
            var problem = AllocationScene.Problem(Many, AllocationPolicy.Optimal, objective);
            var start = Stopwatch.GetTimestamp();
            var proof = new OptimalAllocation().Solve(problem, CancellationToken.None).Proof!;
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var gap = 100 * (proof.Bound - proof.Objective) / proof.Bound;
            text.Append(CultureInfo.InvariantCulture, $"| {Word(objective)} | {seconds:0.0} | 60 | {gap:0.00000} | 0.01 |\n");
        }

        text.Append('\n').Append(HowToRead).Append('\n');
        Console.WriteLine(text);
        if (options.Output is { } file)
        {
            await File.WriteAllTextAsync(file, text.ToString());
        }

        return 0;
    }

    private static (string, Action) Rank(string policy)
    {
        var problem = AllocationScene.Problem(Ranked, policy, AllocationObjective.Score);
        var given = AllocationScene.Shuffled(problem);
        return (policy, () => Check(AllocationPolicies.Allocate(problem with { Candidates = given }).Lines.Count == given.Length));
    }

    private static (string, Action) Sort()
    {
        var given = AllocationScene.Shuffled(AllocationScene.Problem(Ranked, AllocationPolicy.Ranked, AllocationObjective.Score));
        return (
            "bare sort",
            () =>
            {
                var sorted = given.ToArray();
                Array.Sort(sorted, ByScore);
                Check(sorted[0].Score >= sorted[^1].Score);
            }
        );
    }

    private static int ByScore(Candidate a, Candidate b)
    {
        var order = b.Score.CompareTo(a.Score);
        return order != 0 ? order : string.CompareOrdinal(a.Reference, b.Reference);
    }

    private static (string, Action) Optimise(AllocationProblem problem, AllocationObjective objective)
    {
        var optimal = new OptimalAllocation();
        return (
            $"optimal, {Word(objective)}",
            () => Check(optimal.Solve(problem, CancellationToken.None).Proof is { Status: SearchStatus.Optimal, IsTieBroken: true })
        );
    }

    private static (string, Action) Alone(AllocationProblem problem, AllocationObjective objective)
    {
        var model = OptimalModel.Of(problem);
        return (
            $"CP-SAT alone, {Word(objective)}",
            () =>
            {
                var found = new CpSatSearch(model, Enough, CancellationToken.None).Maximise(Relaxation.Nothing(model), model.Values);
                Check(model.ValueOf(found.IsIn!) == found.Bound);
            }
        );
    }

    private static string Word(AllocationObjective objective) => objective == AllocationObjective.Score ? "score" : "score times amount";

    private static void Measure(StringBuilder text, Options options, double goal, params (string Name, Action Do)[] turns)
    {
        var times = turns.Select(_ => new List<double>()).ToArray();
        // The first round is not counted.
        for (var round = -1; round < options.Rounds; round++)
        {
            for (var turn = 0; turn < turns.Length; turn++)
            {
                // Who comes after whom changes with the round.
                var i = (turn + round + 1) % turns.Length;
                GC.Collect();
                var start = Stopwatch.GetTimestamp();
                turns[i].Do();
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round}: {turns[i].Name}: {seconds:0.000} s"));
                if (round >= 0)
                {
                    times[i].Add(seconds);
                }
            }
        }

        for (var i = 0; i < turns.Length; i++)
        {
            var ratio = Middle(times[i].Zip(times[^1], (x, y) => x / y));
            var wanted = i < turns.Length - 1 ? goal.ToString("0.00", CultureInfo.InvariantCulture) : "none";
            text.Append(CultureInfo.InvariantCulture, $"| {turns[i].Name} | {ratio:0.00} | {wanted} | {Middle(times[i]):0.000} | ");
            text.Append(CultureInfo.InvariantCulture, $"{times[i].Min():0.000} to {times[i].Max():0.000} |\n");
        }
    }

    private static void Check(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException("This is not what was to be measured.");
        }
    }

    private static double Middle(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
