using System.Diagnostics;
using System.Globalization;
using System.Text;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Evaluation;

namespace SocialInnovation.Benchmarks;

/// <summary>What the planner of assignments takes, beside the bare solver with the same arcs.</summary>
internal static class AssignmentCost
{
    private const int Applications = 10_000;
    private const int Readers = 200;
    private const int Colleges = 5;
    private const int MaximumLoad = 170;
    private const double Barred = 0.02;
    private const double Goal = 2;
    private const double Mebibyte = 1024 * 1024;

    private static readonly AssignmentRule Rule = new(ReadersPerApplication: 3, CollegesPerApplication: 2);

    private const string HowToRead = """
        ## How to read it

        10 000 applications, each to be read by three of 200 evaluators from at least two of five colleges; 2 % of all pairs are barred, at
        random but always the same, and nobody reads more than 170. All take turns in one program, and the ratios are to the bare solver:
        the median over the rounds of the ratio within a round. Lower is better.

        - *planner*: from the domain's objects to the plan.
        - *bare solver*: the solver of minimum-cost flows (OR-Tools) is handed the very arcs that the planner makes, from an array that is
          ready before the clock starts, and solves. It says nothing of who reads what.
        - *without colleges*: the same for the plain network of applications and readers, which cannot keep the rule on colleges; for
          information.

        The peak of memory is of a process of its own that does this once: the runtime, the problem and, for the solver, the making of the
        array are in it.

        `./build/bench assignment` makes this file anew.
        """;

    private static readonly string[] Names = ["planner", "bare solver", "without colleges"];

    public static async Task<int> RunAsync(Options options)
    {
        var turns = Names.Select(Turn).ToArray();
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
                turns[i]();
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round}: {Names[i]}: {seconds:0.00} s"));
                if (round >= 0)
                {
                    times[i].Add(seconds);
                }
            }
        }

        var peaks = new List<double>();
        foreach (var name in Names)
        {
            peaks.Add(await PeakOfAsync(name));
        }

        if (options.Output is { } file)
        {
            await File.WriteAllTextAsync(file, Text(times, peaks, options));
        }

        return 0;
    }

    /// <summary>Does it once and says which peak of memory the process came to, in bytes.</summary>
    public static int RunOnce(string name)
    {
        Turn(name)();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(process.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task<double> PeakOfAsync(string name)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { "assign-once", name },
        };
        using var process = Process.Start(start)!;
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(told, CultureInfo.InvariantCulture) / Mebibyte;
    }

    private static Action Turn(string name)
    {
        var problem = Problem();
        switch (name)
        {
            case "planner":
                var planner = new FlowAssignment();
                return () =>
                    Check(planner.Plan(problem, CancellationToken.None).Readings.Count == Applications * Rule.ReadersPerApplication);
            case "bare solver":
                var network = Network(problem);
                return () => Check(network.Solve().IsComplete);
            default:
                var plain = Network(problem with { Rule = Rule with { CollegesPerApplication = 1 } });
                return () => Check(plain.Solve().IsComplete);
        }
    }

    private static void Check(bool isComplete)
    {
        if (!isComplete)
        {
            throw new InvalidOperationException("Not every application has its readers.");
        }
    }

    private static FlowNetwork Network(AssignmentProblem problem)
    {
        var readers = FlowAssignment.InOrder(problem.Readers);
        return new AssignmentGraph(ReadingNeed.Of(problem, readers), readers).Priced(FlowAssignment.Width);
    }

    private static AssignmentProblem Problem()
    {
        var random = new Random(1);
        var readers = Enumerable
            .Range(0, Readers)
            .Select(x => new Reader(new UserId(Id(random)), $"C{x % Colleges}", MaximumLoad, PresentLoad: 0))
            .ToList();
        var applications = Enumerable
            .Range(0, Applications)
            .Select(x => new ApplicationToRead(new GrantApplicationId(Id(random)), $"A-{x:00000}", []))
            .ToList();
        var barred = applications
            .SelectMany(x => readers.Where(_ => random.NextDouble() < Barred).Select(y => new Reading(x.Id, y.UserId)))
            .ToHashSet();
        return new AssignmentProblem(applications, readers, Rule, barred);
    }

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static string Text(List<double>[] times, List<double> peaks, Options options)
    {
        var text = new StringBuilder("# What assigning evaluators takes\n\n");
        Report.MeasuredOn(text);
        text.Append(CultureInfo.InvariantCulture, $"; {options.Rounds} rounds, and one before them that is not counted.\n\n");
        text.Append("| | time | goal | peak of memory | median s | s, least to most | peak MiB |\n");
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var (i, name) in Names.Index())
        {
            var ratio = Middle(times[i].Zip(times[1], (x, y) => x / y));
            var goal = i == 0 ? Goal.ToString("0.00", CultureInfo.InvariantCulture) : "none";
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {ratio:0.00} | {goal} | {peaks[i] / peaks[1]:0.00} | ");
            text.Append(CultureInfo.InvariantCulture, $"{Middle(times[i]):0.00} | {times[i].Min():0.00} to {times[i].Max():0.00} | ");
            text.Append(CultureInfo.InvariantCulture, $"{peaks[i]:0} |\n");
        }

        return text.Append('\n').Append(HowToRead).Append('\n').ToString();
    }

    private static double Middle(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered[ordered.Count / 2];
    }
}
