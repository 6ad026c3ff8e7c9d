using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using SocialInnovation.Testing;

namespace SocialInnovation.Benchmarks;

/// <summary>The results as a table of ratios, service to twin.</summary>
internal static class Report
{
    private const double Gibibyte = 1024 * 1024 * 1024;

    private const string Reading = """
        ## How to read it

        The twin is what somebody would write by hand who wanted these routes and nothing else: a minimal API and raw Npgsql, in
        `Twin/`. It validates the same tokens, answers the same JSON with the same status and headers, and on writes it takes the same
        idempotency lock and writes the same audit and idempotency rows in one transaction (neither of the two routes leaves anything in
        the outbox). Before anything is timed the program compares the answers and, for writes, the rows, and ends with an error where they
        differ. What makes reading quick both have: one query for what is judged together, prepared commands whose plans PostgreSQL keeps.
        The twin has no layers to cross and nothing that tracks what changes; it sends what it writes in one batch, reads of a JSON column
        what it needs, and its JSON is written by generated code. The service saves through EF, and sends the audit rows and the record of
        a repetition with its commit.

        Each number is a ratio, service to twin. Requests per second: higher is better, the median over the rounds of the ratio within
        a round; p50, p99, allocated bytes and the server's own processor time per request: lower is better, over all rounds. The
        absolute figures depend on the machine, which the load shares with both servers and the database; the ratios depend on it much less.
        The service runs as in Production, all of its middleware included; the database does not wait for the disk, so that the program is
        measured and not the disk.

        `./build/bench` makes this file anew.
        """;

    public static string Line(Measured measured) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {measured.Case.Name} | {Throughput(measured):0.00} | {measured.Case.Goal?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none"} | {Latency(measured, 0.50):0.00} | "
                + $"{Latency(measured, 0.99):0.00} | {MeanRatio(measured, x => x.AllocatedPerRequest):0.00} | "
                + $"{MeanRatio(measured, x => x.ProcessorPerRequest):0.00} | "
                + $"{Median(measured.Service):0} / {Median(measured.Twin):0} | "
                + $"{Percentile(measured.Service, 0.50):0.00} / {Percentile(measured.Twin, 0.50):0.00} | "
                + $"{Percentile(measured.Service, 0.99):0.00} / {Percentile(measured.Twin, 0.99):0.00} | "
                + $"{Mean(measured.Service, x => x.AllocatedPerRequest) / 1024:0.0} / {Mean(measured.Twin, x => x.AllocatedPerRequest) / 1024:0.0} | "
                + $"{Mean(measured.Service, x => x.ProcessorPerRequest):0} / {Mean(measured.Twin, x => x.ProcessorPerRequest):0} |"
        );

    public static async Task<string> WriteAsync(IReadOnlyList<Measured> measured, Scene scene, Options options)
    {
        var text = new StringBuilder("# The service and its twin\n\n");
        await MeasuredOnAsync(text, scene, $"{options.Connections}", options);
        Table(text, measured);
        return text.Append('\n').Append(Reading).Append('\n').ToString();
    }

    /// <summary>When, on what, and how it was measured.</summary>
    public static async Task MeasuredOnAsync(StringBuilder text, Scene scene, string connections, Options options)
    {
        await MeasuredOnAsync(text, scene.Database);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{options.Rounds} rounds, {options.Seconds} s for each server and round, {connections} requests under way at a time.\n\n"
        );
    }

    /// <summary>When and on what it was measured.</summary>
    public static async Task MeasuredOnAsync(StringBuilder text, TestDatabase database)
    {
        MeasuredOn(text);
        text.Append(CultureInfo.InvariantCulture, $", PostgreSQL {await database.ScalarAsOwnerAsync("show server_version")}; ");
    }

    /// <summary>The same without a database, as the begin of a sentence.</summary>
    public static void MeasuredOn(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} on: ");
        text.Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {Memory():0} GiB of memory, ");
        text.Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.OSArchitecture}, ");
        text.Append(RuntimeInformation.FrameworkDescription);
    }

    public static void Table(StringBuilder text, IReadOnlyList<Measured> measured)
    {
        text.Append(
            "| route | requests/s | goal | p50 | p99 | allocated | processor | requests/s, both | p50 ms | p99 ms | allocated KiB | processor µs |\n"
        );
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var one in measured)
        {
            text.Append(Line(one)).Append('\n');
        }
    }

    private static double Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibibyte;

    private static double Throughput(Measured measured) =>
        Middle([.. measured.Service.Zip(measured.Twin).Select(x => x.First.PerSecond / x.Second.PerSecond)]);

    private static double Latency(Measured measured, double part) => Percentile(measured.Service, part) / Percentile(measured.Twin, part);

    private static double Median(IReadOnlyList<Turn> turns) => Middle([.. turns.Select(x => x.PerSecond)]);

    private static double Mean(IReadOnlyList<Turn> turns, Func<Turn, double> value) => turns.Average(value);

    private static double MeanRatio(Measured measured, Func<Turn, double> value) =>
        Mean(measured.Service, value) / Mean(measured.Twin, value);

    private static double Percentile(IReadOnlyList<Turn> turns, double part)
    {
        var all = turns.SelectMany(x => x.Latencies).Order().ToList();
        return all[(int)((all.Count - 1) * part)];
    }

    private static double Middle(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
