using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialInnovation.Benchmarks;

/// <summary>What the audit trail costs: the service beside itself without one, alone and under load.</summary>
internal static class AuditCost
{
    private const string Reading = """
        ## How to read it

        Both are the service; the second writes no entry, records no reading and seals nothing, which no configuration can make it do. Each
        number is a ratio, with the trail to without; requests per second: higher is better, all else: lower is better. Entry, its wait for
        the seal, and the sealer's work on the same machine are all in it: between two turns the sealer comes to its end.

        `./build/bench audit` makes this file anew.
        """;

    private static readonly int[] Clients = [1, 16];

    public static async Task<int> RunAsync(Options options)
    {
        // The fixture finds the service's files by a list in the working directory, as a test runner sets it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        await using var scene = await Scene.CreateAsync();
        var connection = scene.Database.ServiceConnectionString;
        using var audited = await ServerProcess.StartAsync("service", connection, key);
        using var unaudited = await ServerProcess.StartAsync("unaudited", connection, key);
        var text = new StringBuilder("# What the audit trail costs\n\n");
        await Report.MeasuredOnAsync(text, scene, string.Join(" and ", Clients), options);
        foreach (var clients in Clients)
        {
            var measured = new List<Measured>();
            foreach (
                var one in Case.Audited(scene, key)
                    .Where(x => options.Only is null || x.Name.Contains(options.Only, StringComparison.Ordinal))
            )
            {
                measured.Add(await Comparison.MeasureAsync(one, scene, audited, unaudited, options with { Connections = clients }));
                Console.WriteLine($"{clients}: {Report.Line(measured[^1])}");
            }

            text.Append(CultureInfo.InvariantCulture, $"## {clients} under way\n\n");
            Report.Table(text, measured);
            text.Append('\n');
        }

        if (options.Output is { } file)
        {
            await File.WriteAllTextAsync(file, text.Append(Reading).Append('\n').ToString());
        }

        return 0;
    }
}
