using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SocialInnovation.Benchmarks;

/// <summary>What a ranking of 100 000 applications costs beside one SQL statement that computes and inserts the same entries.</summary>
internal static class RankingCost
{
    private const double Goal = 3;
    private const double MostMemory = 1024;
    private const string WorkingMemory = "set work_mem = '256MB'";

    public static async Task<int> RunAsync(Options options)
    {
        // The fixture finds the service's files by a list in the working directory, as a test runner sets it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        await using var scene = await RankingScene.CreateAsync();
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        using var ranker = await RankingProcess.StartAsync(scene.Database.ServiceConnectionString, key, scene.Call, scene.Manager);
        var rounds = new List<Round>();
        // The first round is for the compiler and the caches.
        for (var number = 0; number <= options.Rounds; number++)
        {
            var round = await MeasureAsync(scene, ranker);
            Console.WriteLine($"{round} {await ranker.PeakAsync()} MiB");
            if (number == 0)
            {
                await CheckAsync(scene);
            }
            else
            {
                rounds.Add(round);
            }

            await scene.ResetAsync();
        }

        if (options.Output is { } file)
        {
            var text = new StringBuilder("# What a ranking costs\n\n");
            await Report.MeasuredOnAsync(text, scene.Database);
            await File.WriteAllTextAsync(file, Tell(text, rounds, await ranker.PeakAsync()));
        }

        return 0;
    }

    private static async Task<Round> MeasureAsync(RankingScene scene, RankingProcess ranker)
    {
        var statement = await RunStatementAsync(scene);
        var (compute, ranking) = await ranker.ComputeAsync();
        return new Round(statement, compute, await ranker.FreezeAsync(ranking));
    }

    private static async Task<double> RunStatementAsync(RankingScene scene)
    {
        await using var connection = new NpgsqlConnection(scene.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var setting = new NpgsqlCommand(WorkingMemory, connection);
        await setting.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync("ranking.sql"), connection);
        var start = Stopwatch.GetTimestamp();
        await command.ExecuteNonQueryAsync();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Both give the same entries, the ranking is frozen, and each application has its entry in the audit trail.</summary>
    private static async Task CheckAsync(RankingScene scene)
    {
        var same = await scene.Database.ScalarAsOwnerAsync(
            """
            select count(*)
            from evaluation.rankings r,
                jsonb_to_recordset(r.entries) as e("applicationId" uuid, reference text, rank integer, score numeric, "isAboveMinimum" boolean,
                    means jsonb, sheets integer, "decidedBy" text)
                join benchmark.entries b on b.application = e."applicationId"
                cross join lateral (select gcd(b.effects, b.sheets) as divisor) d
            where r.status = 'frozen' and (b.reference, b.rank, b.score, b.is_above_minimum, b.sheets) =
                    (e.reference, e.rank, e.score, e."isAboveMinimum", e.sheets)
                and b.decided_by is not distinct from e."decidedBy"
                and e.means ->> 'effects' = b.effects / divisor || '/' || b.sheets / divisor
            """
        );
        var told = await scene.Database.ScalarAsOwnerAsync(
            """
            select count(distinct entity_id) from platform.audit_entries
            where action = 'freeze-ranking' and before ->> 'state' = 'under-evaluation' and after ->> 'state' = 'evaluated'
            """
        );
        var kept = await scene.Database.ScalarAsOwnerAsync(
            "select count(*) from platform.audit_entries e join evaluation.rankings r on r.id = e.entity_id and r.entries = e.after -> 'entries'"
        );
        if (kept is not 1L)
        {
            throw new InvalidOperationException("The audit trail does not hold the ranking's entries.");
        }

        if (same is not (long)RankingScene.Applications || told is not (long)RankingScene.Applications)
        {
            throw new InvalidOperationException($"Of {RankingScene.Applications} entries {same} are the same, and {told} were recorded.");
        }
    }

    private static string Tell(StringBuilder text, List<Round> rounds, double peak)
    {
        text.Append(CultureInfo.InvariantCulture, $"{rounds.Count} rounds; each time is the median.\n\n");
        text.Append(
            "| what | s | ratio to the statement | lowest and highest ratio of a round | goal |\n| --- | ---: | ---: | ---: | ---: |\n"
        );
        Line(text, "the one statement, with its insert", rounds, x => x.Statement, null);
        Line(text, "compute and store", rounds, x => x.Compute, null);
        Line(text, "freeze", rounds, x => x.Freeze, null);
        Line(text, "compute, store and freeze", rounds, x => x.Compute + x.Freeze, Goal);
        text.Append(CultureInfo.InvariantCulture, $"\nPeak memory of the service's process over all rounds: {peak:0} MiB; goal: ");
        text.Append(CultureInfo.InvariantCulture, $"under {MostMemory:0} MiB.\n");
        return text.Append('\n').Append(Reading).Append('\n').ToString();
    }

    private static void Line(StringBuilder text, string what, List<Round> rounds, Func<Round, double> time, double? goal)
    {
        var ratios = rounds.Select(x => time(x) / x.Statement).Order().ToList();
        var middle = rounds.Select(time).Order().ElementAt(rounds.Count / 2) / 1000;
        text.Append(CultureInfo.InvariantCulture, $"| {what} | {middle:0.00} | {ratios[ratios.Count / 2]:0.0} | ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{ratios[0]:0.0} to {ratios[^1]:0.0} | {goal?.ToString(CultureInfo.InvariantCulture) ?? "none"} |\n"
        );
    }

    private const string Reading = """
        ## How to read it

        A call of 100 000 applications, each with three score sheets on four criteria of weight 25: 1.2 million marks. The statement
        (`ranking.sql`) has them as a plain table of integers; it sums them, weighs them, ranks by window functions, and inserts 100 000 entries
        with the sums in place of the means. It has memory enough to sort in. The service has them as it keeps them, JSON with a comment beside
        each mark, and is sent `ComputeRanking` and `FreezeRanking` through its dispatcher in a process of its own: it reads, judges whether the
        call can be ranked, computes exact fractions, takes the fingerprint of all input, and stores the ranking and its entry in the audit
        trail; the freezing reads all marks again, compares the fingerprint, ends the evaluation of each application, and writes an entry of the
        audit trail for each. The program ends with an error where the two give different entries, or an application is missing in the trail.

        The processor time that each part took in the database, in that of the statement, taken once by hand:

        | part | processor time |
        | --- | ---: |
        | read 300 000 sheets; done twice | 0.9 |
        | take in the entries as one document of 29 MB (`jsonb`); the copy in the audit trail adds little | 1.6 |
        | end the evaluation of 100 000 applications: each row anew, and its place in six indexes | 2.6 |
        | 100 000 entries of the audit trail, each with three indexes and its place in the queue for the seal | 2.2 |

        The service's own process takes about 1.8 for a ranking and 1.1 for freezing it, in part while the database reads. The last two rows
        alone are above the goal, and the statement does nothing like them: it moves no application and tells no auditor.

        They take turns on one PostgreSQL that does not wait for the disk. Before each round the tables are brought back to what they were, and
        the sealer of the audit trail comes to its end; the sealing itself is not in any of the times.

        `./build/bench ranking` makes this file anew.
        """;

    /// <summary>Milliseconds of one round.</summary>
    private sealed record Round(double Statement, double Compute, double Freeze);
}
