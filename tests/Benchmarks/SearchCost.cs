using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;
using SocialInnovation.Testing;

namespace SocialInnovation.Benchmarks;

/// <summary>What a search of two words with counts costs over HTTP, beside the bare statement on a connection of its own.</summary>
internal static class SearchCost
{
    private const double Goal = 1.5;
    private const int Innovations = 100_000;

    private const string Reading = """
        ## How to read it

        100 000 public innovations of 60 words each. The service is asked `GET /api/v1/innovations/search?q=` with two words: it reads the
        words (stems, misspellings), searches, counts by theme, department, initiator and stage, and answers JSON over HTTP, as in
        Production. The statement (`search.sql`) is what somebody would write by hand for the same answer, prepared, on one open connection;
        it is given the stems and reads its rows as text. *With the words* it is sent after the one that reads the question as the service
        does, which makes the stems: the bare SQL of the whole answer. All take turns, one after the other; a time is the median of all, the
        ratio of a round that of its medians. The program ends with an error where the two find another number or other first twenty, where a table of
        the search was read from end to end for one of these questions, or where a misspelt word does not find its innovation among the first ten.

        What is in no statement costs the service the same for any number of hits, so that the ratio falls as they grow.

        `./build/bench search` makes this file anew.
        """;

    public static async Task<int> RunAsync(Options options)
    {
        // The fixture finds the service's files by a list in the working directory, as a test runner sets it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        await using var fixture = await ApiFixture.StartAsync();
        await fixture.MoveClockAsync(TimeProvider.System.GetUtcNow());
        await ManyInnovations.FillAsync(fixture.Database, Innovations);
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        using var server = await ServerProcess.StartAsync("service", fixture.Database.ServiceConnectionString, key);
        await using var database = new NpgsqlConnection(fixture.Database.ServiceConnectionString);
        await database.OpenAsync();
        var text = new StringBuilder("# What a search costs\n\n");
        await Report.MeasuredOnAsync(text, fixture.Database);
        text.Append(CultureInfo.InvariantCulture, $"{options.Rounds} rounds of {options.Seconds} s.\n\n");
        text.Append(
            "| two words, found in | service ms | statement ms | with the words ms | ratio to the statement | ratio to it with the words | lowest and highest | goal |\n"
        );
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        var before = (await ManyInnovations.ReadingsAsync(fixture.Database)).Whole;
        foreach (var (one, other) in new[] { (3, 20), (10, 50), (60, 250), (700, 1500) })
        {
            await using var pair = await Pair.OpenAsync(server, database, ManyInnovations.Word(one), ManyInnovations.Word(other));
            var line = Line(await pair.CheckAsync(), await pair.MeasureAsync(options));
            Console.WriteLine(line);
            text.Append(line).Append('\n');
        }

        await CheckAsync(fixture.Database, server, before);
        if (options.Output is { } file)
        {
            await File.WriteAllTextAsync(file, text.Append('\n').Append(Reading).Append('\n').ToString());
        }

        return 0;
    }

    private static async Task CheckAsync(TestDatabase database, ServerProcess server, long before)
    {
        // Sessions tell the statistics of what they read once a second at most.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var whole = (await ManyInnovations.ReadingsAsync(database)).Whole - before;
        if (whole > 0)
        {
            throw new InvalidOperationException($"Tables of the search were read from end to end {whole} times.");
        }

        var misspelt = ManyInnovations.RareWord.Replace("b", "p", StringComparison.Ordinal);
        var found = (await Answer.OfAsync(server, Pair.Question(misspelt))).Body["items"]!.AsArray();
        var hits = found
            .Take(10)
            .Count(x => x!["summary"]!.GetValue<string>().Contains(ManyInnovations.RareWord, StringComparison.Ordinal));
        if (hits == 0)
        {
            throw new InvalidOperationException("A misspelt word does not find its innovation among the first ten.");
        }
    }

    private static string Line(int found, List<Round> rounds)
    {
        var whole = rounds.Select(x => x.Service / x.WithWords).Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {found} innovations | {Middle(rounds.Select(x => x.Service)):0.00} | {Middle(rounds.Select(x => x.Statement)):0.00} | "
                + $"{Middle(rounds.Select(x => x.WithWords)):0.00} | {Middle(rounds.Select(x => x.Service / x.Statement)):0.00} | "
                + $"{Middle(whole):0.00} | {whole[0]:0.00} to {whole[^1]:0.00} | {Goal} |"
        );
    }

    private static double Middle(IEnumerable<double> values)
    {
        var all = values.Order().ToList();
        return all[all.Count / 2];
    }

    /// <summary>Median milliseconds of one round.</summary>
    private sealed record Round(double Service, double Statement, double WithWords);

    /// <summary>A question, and the same to the database.</summary>
    private sealed class Pair : IAsyncDisposable
    {
        private readonly ServerProcess server;
        private readonly NpgsqlCommand words;
        private readonly NpgsqlCommand statement;
        private readonly byte[] request;

        private Pair(ServerProcess server, NpgsqlCommand words, NpgsqlCommand statement, byte[] request) =>
            (this.server, this.words, this.statement, this.request) = (server, words, statement, request);

        public static byte[] Question(string words) =>
            LoadConnection.Request("GET", $"/api/v1/innovations/search?q={Uri.EscapeDataString(words)}", null, null);

        public static async Task<Pair> OpenAsync(ServerProcess server, NpgsqlConnection database, string one, string other)
        {
            var words = new NpgsqlCommand(
                "select string_agg('(' || array_to_string(terms, ' | ') || ')', ' & ') from catalogue.read_question($1)",
                database
            )
            {
                Parameters = { new NpgsqlParameter { Value = $"{one} {other}" } },
            };
            var statement = new NpgsqlCommand(await File.ReadAllTextAsync("search.sql"), database)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = (string)(await words.ExecuteScalarAsync())! } },
            };
            await words.PrepareAsync();
            await statement.PrepareAsync();
            return new Pair(server, words, statement, Question($"{one} {other}"));
        }

        /// <returns>How many are found.</returns>
        public async Task<int> CheckAsync()
        {
            var answer = (await Answer.OfAsync(server, request)).Body;
            await using var reader = await statement.ExecuteReaderAsync();
            await reader.ReadAsync();
            var items = JsonNode.Parse(reader.GetString(1))!.AsArray();
            var (total, first) = (answer["total"]!.GetValue<int>(), answer["items"]!.AsArray());
            return total == reader.GetInt64(0) && Ids(first, "id").SequenceEqual(Ids(items, "innovation_id"))
                ? total
                : throw new InvalidOperationException($"The service finds {total}, the statement {reader.GetInt64(0)}, or others.");
        }

        public async Task<List<Round>> MeasureAsync(Options options)
        {
            using var connection = new LoadConnection();
            await connection.ConnectAsync(server.Address);
            var rounds = new List<Round>();
            // The first round is for the compiler and the caches.
            for (var round = 0; round <= options.Rounds; round++)
            {
                var (service, bare, whole) = (new List<double>(), new List<double>(), new List<double>());
                for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < options.Seconds; )
                {
                    var start = Stopwatch.GetTimestamp();
                    if (await connection.SendAsync(request) != StatusCodes.Status200OK)
                    {
                        throw new InvalidOperationException("A search was refused.");
                    }

                    service.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    start = Stopwatch.GetTimestamp();
                    await ReadAsync();
                    bare.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    start = Stopwatch.GetTimestamp();
                    await words.ExecuteScalarAsync();
                    await ReadAsync();
                    whole.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                if (round > 0)
                {
                    rounds.Add(new Round(Middle(service), Middle(bare), Middle(whole)));
                }
            }

            return rounds;
        }

        public async ValueTask DisposeAsync()
        {
            await words.DisposeAsync();
            await statement.DisposeAsync();
        }

        private async Task ReadAsync()
        {
            await using var reader = await statement.ExecuteReaderAsync();
            await reader.ReadAsync();
            for (var column = 0; column < reader.FieldCount; column++)
            {
                _ = reader.GetValue(column);
            }
        }

        private static IEnumerable<Guid> Ids(JsonArray items, string member) => items.Select(x => x![member]!.GetValue<Guid>());
    }
}
