using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SocialInnovation.Benchmarks;

/// <summary>
/// What row-level security would cost on reads: the service connects as the owner of the tables, whom no policy holds, and beside it as its
/// own role, under the policies alone and with the caller told in a transaction.
/// </summary>
internal static class RowLevelCost
{
    private const int Own = 30;
    private const double Median = 0.5;
    private const double Quarter = 0.25;

    private const string Reading = """
        ## How to read it

        Four instances of the service stand on one database and are asked in turn, one request after the other, so that whatever else the
        machine does falls on all of them. Each number is the time of an answer as a ratio to the instance that connects as the tables' owner,
        whom policies don't hold: the ratio of the medians and, in brackets, of the lower quartiles. Lower is better. An applicant's
        organisation has 30 of 10 000 applications, an evaluator 30 score sheets, the manager's call all 10 000.

        - *again*: another instance that connects as the owner. What differs from 1 here is the measurement's error.
        - *policy alone*: as the service's role, held by the policies of `row-level.sql`; who calls is a setting with which each of its
          connections was opened. It costs no command, and could serve nobody but this one caller: less than this can't be had.
        - *caller told*: what it takes in service. Each use of a pooled connection is a transaction that begins by telling who calls
          (`set_config(…, true)`, prepared), so that the setting ends with it.

        `./build/bench row-level` makes this file anew.
        """;

    public static async Task<int> RunAsync(Options options)
    {
        // The fixture finds the service's files by a list in the working directory, as a test runner sets it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await using var scene = await Scene.CreateAsync();
        await scene.Database.ExecuteAsync(Spread(scene) + await File.ReadAllTextAsync("row-level.sql"));
        await scene.Database.ExecuteAsync("vacuum analyze");
        var (asOwner, asService) = (scene.Database.OwnerConnectionString, scene.Database.ServiceConnectionString);
        // Comes first, to be the one that seals the audit trail: it is not measured.
        using var unknown = await ServerProcess.StartAsync("service", asService, key);
        using var open = await ServerProcess.StartAsync("service", asOwner, key);
        using var again = await ServerProcess.StartAsync("service", asOwner, key);
        using var told = await ServerProcess.StartAsync("told", asService, key);
        var text = new StringBuilder("# What row-level security would cost\n\n");
        await Report.MeasuredOnAsync(text, scene, "1", options);
        text.Append("| route | again | policy alone | caller told | median ms, all |\n| --- | ---: | ---: | ---: | ---: |\n");
        foreach (var (one, user, role) in Cases(scene, key))
        {
            if (options.Only is { } only && !one.Name.Contains(only, StringComparison.Ordinal))
            {
                continue;
            }

            using var known = await ServerProcess.StartAsync("service", Known(asService, user, role), key);
            await CheckAsync(one, unknown, open, again, known, told);
            var line = Line(one, await TakeTurnsAsync(one, [open, again, known, told], options));
            Console.WriteLine(line);
            text.Append(line).Append('\n');
        }

        if (options.Output is { } file)
        {
            await File.WriteAllTextAsync(file, text.Append('\n').Append(Reading).Append('\n').ToString());
        }

        return 0;
    }

    private static async Task<double[][]> TakeTurnsAsync(Case one, ServerProcess[] servers, Options options)
    {
        var connections = servers.Select(_ => new LoadConnection()).ToArray();
        var times = servers.Select(_ => new List<double>()).ToArray();
        try
        {
            for (var i = 0; i < servers.Length; i++)
            {
                await connections[i].ConnectAsync(servers[i].Address);
            }

            var measured = TimeSpan.FromSeconds(options.Rounds * options.Seconds);
            await GoAroundAsync(measured);
            foreach (var former in times)
            {
                former.Clear();
            }

            await GoAroundAsync(measured);
            return [.. times.Select(x => x.Order().ToArray())];
        }
        finally
        {
            Array.ForEach(connections, x => x.Dispose());
        }

        async Task GoAroundAsync(TimeSpan duration)
        {
            var clock = Stopwatch.StartNew();
            for (var round = 0; clock.Elapsed < duration; round++)
            {
                for (var turn = 0; turn < servers.Length; turn++)
                {
                    // Who comes after whom changes with the round.
                    var i =
                        round % 2 == 0 ? (turn + round / 2) % servers.Length : servers.Length - 1 - ((turn + round / 2) % servers.Length);
                    var start = Stopwatch.GetTimestamp();
                    var status = await connections[i].SendAsync(one.Request(round)!);
                    times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    if (status != one.Status)
                    {
                        throw new InvalidOperationException($"{one.Name}: {servers[i].Address} answered {status}.");
                    }
                }
            }
        }
    }

    private static string Line(Case one, double[][] times)
    {
        var ratios = times.Skip(1).Select(x => $"{Ratio(x, Median)} ({Ratio(x, Quarter)})");
        var medians = times.Select(x => At(x, Median).ToString("0.00", CultureInfo.InvariantCulture));
        return $"| {one.Name} | {string.Join(" | ", ratios)} | {string.Join(" / ", medians)} |";

        string Ratio(double[] mine, double part) => (At(mine, part) / At(times[0], part)).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static double At(double[] ordered, double part) => ordered[(int)((ordered.Length - 1) * part)];

    private static IEnumerable<(Case Case, Guid User, string Role)> Cases(Scene scene, string key)
    {
        var applications = $"/api/v1/applications?callId={scene.ClosedCall}&limit=20";
        return
        [
            Read("get one application as its applicant", $"/api/v1/applications/{Scene.Application(0)}", scene.Applicant, "applicant"),
            Read("list 20 applications as an applicant", applications, scene.Applicant, "applicant"),
            Read("list 20 applications as an instructor", applications, scene.Manager, "instructor"),
            Read("list 20 applications as an evaluator", applications, scene.EvaluatorId, "evaluator"),
            Read(
                "list 20 score sheets as a manager",
                $"/api/v1/score-sheets?callId={scene.ClosedCall}",
                scene.Manager,
                "programme-manager"
            ),
        ];

        (Case, Guid, string) Read(string name, string path, Guid user, string role) =>
            (Case.Read(name, path, Tokens.Issue(key, user, role)), user, role);
    }

    // The scene is of one organisation and one evaluator; here most of it is somebody else's.
    private static string Spread(Scene scene) =>
        $"""
            insert into platform.organisations
            select copy.* from platform.organisations o, jsonb_populate_record(o,
                jsonb_build_object('id', gen_random_uuid(), 'siren', '000000000')) copy
            limit 1;
            update applications.grant_applications set organisation_id = (select id from platform.organisations where siren = '000000000')
                where id >= '{Scene.Application(Own)}';
            update evaluation.score_sheets set evaluator_id = '{scene.Manager}' where id >= '{Scene.Sheet(Own)}';

            """;

    private static string Known(string connection, Guid user, string role) =>
        new NpgsqlConnectionStringBuilder(connection) { Options = $"-c app.user={user} -c app.roles={role}" }.ConnectionString;

    /// <summary>All answer the same, and the policies are in force: whoever is not known reads something else.</summary>
    private static async Task CheckAsync(Case one, ServerProcess nobody, params ServerProcess[] servers)
    {
        var answers = new List<string>();
        foreach (var server in servers)
        {
            answers.Add(await BodyAsync(server));
        }

        if (answers.Distinct(StringComparer.Ordinal).Count() != 1 || await BodyAsync(nobody) == answers[0])
        {
            throw new InvalidOperationException(
                $"{one.Name}: the policies do not hold, or hold back too much.\n{string.Join('\n', answers)}"
            );
        }

        async Task<string> BodyAsync(ServerProcess server) => (await Answer.OfAsync(server, one.Request(0)!)).Body.ToJsonString();
    }
}
