using System.Security.Cryptography;

namespace SocialInnovation.Benchmarks;

/// <summary>What was measured of one case: the turns of both, round by round.</summary>
internal sealed record Measured(Case Case, IReadOnlyList<Turn> Service, IReadOnlyList<Turn> Twin);

/// <summary>Starts both servers on one database, checks that they do the same, and lets them take turns.</summary>
internal static class Comparison
{
    private const int MostWarmUpTurns = 30;
    private const int FewMethods = 20;

    public static async Task<int> RunAsync(Options options)
    {
        // The fixture finds the service's files by a list in the working directory, as a test runner sets it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await using var scene = await Scene.CreateAsync();
        var connection = scene.Database.ServiceConnectionString;
        using var service = await ServerProcess.StartAsync("service", connection, key);
        using var twin = await ServerProcess.StartAsync("twin", connection, key);
        var cases = Case.All(scene, key)
            .Where(x => options.Only is null || x.Name.Contains(options.Only, StringComparison.Ordinal))
            .ToList();
        foreach (var one in cases)
        {
            await Sameness.CheckAsync(one, scene, service, twin);
        }

        Console.WriteLine($"Both answer the same and write the same in {cases.Count} cases.");
        var measured = new List<Measured>();
        foreach (var one in cases)
        {
            measured.Add(await MeasureAsync(one, scene, service, twin, options));
            Console.WriteLine(Report.Line(measured[^1]));
        }

        var report = await Report.WriteAsync(measured, scene, options);
        if (options.Output is { } file)
        {
            await File.WriteAllTextAsync(file, report);
        }

        return 0;
    }

    /// <summary>Lets two servers take turns at one case.</summary>
    public static async Task<Measured> MeasureAsync(Case one, Scene scene, ServerProcess service, ServerProcess twin, Options options)
    {
        var duration = TimeSpan.FromSeconds(options.Seconds);
        var (ours, theirs) = (new List<Turn>(), new List<Turn>());
        await WarmUpAsync(service);
        await WarmUpAsync(twin);
        for (var round = 0; round < options.Rounds; round++)
        {
            // Who comes first changes with the round.
            foreach (var (server, turns) in round % 2 == 0 ? new[] { (service, ours), (twin, theirs) } : [(twin, theirs), (service, ours)])
            {
                turns.Add(await TakeTurnAsync(server));
            }
        }

        return new Measured(one, ours, theirs);

        // The runtime compiles what is called often once more, and better, while it serves: on two cores that would be measured too.
        async Task WarmUpAsync(ServerProcess server)
        {
            for (var (turn, former) = (0, 0L); turn < MostWarmUpTurns; turn++)
            {
                await TakeTurnAsync(server);
                var compiled = await server.CompiledAsync();
                if (compiled - former < FewMethods)
                {
                    return;
                }

                former = compiled;
            }

            Console.WriteLine($"{server.Address} still compiles after {MostWarmUpTurns} turns.");
        }

        async Task<Turn> TakeTurnAsync(ServerProcess server)
        {
            await one.Prepare();
            await scene.RestAsync();
            return await Load.RunAsync(server, one.Request, one.Status, options.Connections, duration);
        }
    }
}
