using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>
/// Sends each operation of the document what nobody meant to send, by callers who may send it: no answer is a fault of the service,
/// undocumented, or anything but a problem, and none tells of the code behind it. <c>build/fuzz</c> sends more of it.
/// </summary>
public sealed class FuzzTests(FuzzScene scene) : IClassFixture<FuzzScene>
{
    private const int MostShown = 20;
    private const int Workers = 4;

    private static readonly string[] Traces = ["   at ", ".cs:line", "System.", "Npgsql", "Microsoft.", "SocialInnovation.", "Exception"];

    private static readonly int Seed = Setting("FUZZ_SEED", 20_130_612);
    private static readonly int Count = Setting("FUZZ_COUNT", 20);

    [Fact]
    public async Task WhateverIsSent_IsAnsweredAsDocumented()
    {
        var chosen = Environment.GetEnvironmentVariable("FUZZ_OPERATION");
        var operations = scene.Operations.Where(x => string.IsNullOrEmpty(chosen) || x.Id == chosen).ToList();
        Assert.NotEmpty(operations);
        var (defects, tally) = (new List<string>(), new Tally());
        // What moves the clock goes alone, and the clock goes back after it.
        var moving = operations.Where(x => x.Id == "moveDevelopmentClock").ToList();
        await Parallel.ForEachAsync(
            operations.Except(moving),
            new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = TestContext.Current.CancellationToken },
            async (operation, _) => await FuzzAsync(operation, defects, tally)
        );
        foreach (var operation in moving)
        {
            await FuzzAsync(operation, defects, tally, scene.ResetClockAsync);
        }

        var summary = $"seed {Seed}, {operations.Count} operations, {tally.Sent} requests, {tally.Deep} of them past the schema";
        await Console.Out.WriteLineAsync($"Fuzzed with {summary}; by status: {tally}");
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Assert.True(defects.Count == 0, $"{summary}: {defects.Count} defects\n{string.Join("\n\n", defects.Take(MostShown))}");
        Assert.True(!string.IsNullOrEmpty(chosen) || tally.Deep * 3 > tally.Sent, $"Too shallow: {summary}");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private async Task FuzzAsync(FuzzedOperation operation, List<string> defects, Tally tally, Func<Task<bool>>? after = null)
    {
        var values = new SchemaValues(FuzzScene.Document);
        using var http = new RawHttp(scene.Address);
        for (var index = 0; index < Count; index++)
        {
            // The same request for the same seed, whatever else is sent.
            var random = new Random((int)Crc32.HashToUInt32(Encoding.UTF8.GetBytes($"{Seed} {operation.Id} {index}")));
            var request = new FuzzedRequest(operation, values, random);
            var bytes = request.Build(scene.Address.Authority, operation.Tokens[random.Next(operation.Tokens.Count)]);
            var answer = await http.SendAsync(bytes);
            tally.Add(answer);
            if (request.BreaksHttp)
            {
                // What is left of it would be taken for the next one.
                http.Dispose();
            }

            var isWell = after is null || await after();
            if ((WhyNot(request, answer) ?? (isWell ? null : "no request works after it")) is { } reason)
            {
                lock (defects)
                {
                    defects.Add(Describe(operation, index, bytes, answer, reason));
                }
            }
        }
    }

    // Whose request changed an innovation before does not publish it: that is its state, and no fault of the request.
    private static bool IsOwnWork(RawAnswer answer) => answer.Text.Contains("\"catalogue.own-work\"", StringComparison.Ordinal);

    private static string? WhyNot(FuzzedRequest request, RawAnswer answer)
    {
        // The server's own refusal of what is no HTTP.
        if (request.BreaksHttp && (answer.Status == 0 || (answer.Status is 400 or 414 or 431 && answer.Text.Length == 0)))
        {
            return null;
        }

        return answer.Status == 0 ? "no answer"
            : !request.IsChanged && answer.Status is 400 or 401 or 403 or 415 && !IsOwnWork(answer) ? "a valid request was refused"
            : answer.Status == 599 ? "undocumented"
            : answer.Status >= 500 ? "a fault of the service"
            : answer.Status < 400 ? null
            : answer.MediaType != "application/problem+json" ? "no problem"
            : WhyNoProblem(answer);
    }

    private static string? WhyNoProblem(RawAnswer answer)
    {
        try
        {
            var problem = JsonNode.Parse(answer.Text)!;
            var told = $"{problem["title"]} {problem["detail"]} {problem["errors"]?.ToJsonString()}";
            return problem["status"]!.GetValue<int>() != answer.Status ? "another status in the problem"
                : problem["code"] is null || problem["traceId"] is null ? "an incomplete problem"
                : Array.Find(Traces, x => told.Contains(x, StringComparison.Ordinal)) is { } trace ? $"tells of the code: {trace}"
                : null;
        }
        catch (JsonException)
        {
            return "no JSON";
        }
    }

    private static string Describe(FuzzedOperation operation, int index, byte[] request, RawAnswer answer, string reason)
    {
        var sent = new StringBuilder();
        foreach (var value in request.Take(2_500))
        {
            sent.Append(
                value is >= (byte)' ' and < 127 or (byte)'\n' ? $"{(char)value}"
                : value == '\r' ? ""
                : $"\\x{value:X2}"
            );
        }

        return $"""
            {reason}: {operation.Id}, request {index}. Again: build/fuzz --seed {Seed} --count {Math.Max(
                Count,
                index + 1
            )} --operation {operation.Id}
            {sent}{(request.Length > 2_500 ? $"… {request.Length} bytes" : "")}
            answered {answer.Status} {answer.MediaType} {answer.Text[..Math.Min(answer.Text.Length, 1_500)]}
            """;
    }

    private sealed class Tally
    {
        private readonly SortedDictionary<int, int> statuses = [];

        public int Sent => statuses.Values.Sum();

        /// <summary>Those that a rule judged, or that did what they said.</summary>
        public int Deep => statuses.Where(x => x.Key is >= 200 and < 400 or 409 or 412 or 422 or 428).Sum(x => x.Value);

        public void Add(RawAnswer answer)
        {
            lock (statuses)
            {
                statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
            }
        }

        public override string ToString() => string.Join(", ", statuses.Select(x => $"{x.Key} {x.Value}"));
    }
}
