using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Benchmarks;

/// <summary>How many entries the ledger takes in a second, beside the rows that the same server takes from pgbench, one to a transaction.</summary>
internal static class LedgerCost
{
    private const double Goal = 0.25;
    private const int Lines = 2;
    private const int Contributions = 2;
    private const int EntriesOfMovement = 2 * Lines * Contributions;

    // Enough for every movement of a run, and never short.
    private static readonly Money Reserved = new(9_000_000_000m);

    public static async Task<int> RunAsync(Options options)
    {
        // The fixture finds the service's files by a list in the working directory, as a test runner sets it.
        Environment.CurrentDirectory = AppContext.BaseDirectory;
        await using var fixture = await ApiFixture.StartAsync();
        // Its first client migrates nothing, but makes the database known.
        await fixture.MoveClockAsync(TimeProvider.System.GetUtcNow());
        await using var app = ServiceHost.Build(
            fixture.Database.ServiceConnectionString,
            Convert.ToHexString(RandomNumberGenerator.GetBytes(32))
        );
        await fixture.Database.ExecuteAsync(
            "create schema benchmark; create table benchmark.plain (id bigserial primary key, amount numeric(18, 2) not null)"
        );
        var apart = new List<Place>();
        for (var i = 0; i < options.Connections; i++)
        {
            apart.Add(await Place.FillAsync(app.Services));
        }

        var rounds = new List<Round>();
        // The first round is for the compiler and the caches.
        for (var number = 0; number <= options.Rounds; number++)
        {
            var round = new Round(
                await Pgbench.RunAsync(fixture.Database.OwnerConnectionString, options),
                await BookAsync(app.Services, apart, options),
                await BookAsync(app.Services, [.. apart.Select(_ => apart[0])], options)
            );
            Console.WriteLine(round);
            if (number > 0)
            {
                rounds.Add(round);
            }
        }

        await CheckAsync(fixture.Database);
        if (options.Output is { } file)
        {
            var text = new StringBuilder("# What an entry of the ledger costs\n\n");
            await Report.MeasuredOnAsync(text, fixture.Database);
            await File.WriteAllTextAsync(file, Tell(text, rounds, options));
        }

        return 0;
    }

    /// <summary>Entries per second, each client booking one movement after the other at its place.</summary>
    private static async Task<double> BookAsync(IServiceProvider services, IReadOnlyList<Place> places, Options options)
    {
        var (start, length) = (Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(options.Seconds));
        var booked = await Task.WhenAll(
            places.Select(place =>
                Task.Run(async () =>
                {
                    var movements = 0;
                    for (; Stopwatch.GetElapsedTime(start) < length; movements++)
                    {
                        await place.CommitAsync(services);
                    }

                    return movements;
                })
            )
        );
        return booked.Sum() * EntriesOfMovement / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Every movement balances, and every account holds the sum of its entries.</summary>
    private static async Task CheckAsync(TestDatabase database)
    {
        var wrong = await database.ScalarAsOwnerAsync(
            """
            select (select count(*) from (select from budget.ledger_postings group by transaction_id having sum(amount) <> 0) m)
                + (select count(*) from budget.accounts a left join (
                    select account_id, sum(amount) as amount from budget.ledger_postings group by account_id) p on p.account_id = a.id
                    where a.balance <> coalesce(p.amount, 0))
            """
        );
        if (wrong is not 0L)
        {
            throw new InvalidOperationException($"{wrong} movements or accounts are out of balance.");
        }
    }

    private static string Tell(StringBuilder text, List<Round> rounds, Options options)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"{rounds.Count} rounds of {options.Seconds} s, {options.Connections} clients; medians.\n\n"
        );
        text.Append("| what | per second | ratio | lowest and highest ratio of a round | goal |\n| --- | ---: | ---: | ---: | ---: |\n");
        Line(text, "pgbench: rows of a plain table, one to a transaction", rounds, x => x.Rows, null);
        Line(text, "entries of the ledger, each client on an envelope of its own", rounds, x => x.Apart, Goal);
        Line(text, "entries of the ledger, all clients on one envelope", rounds, x => x.Together, null);
        return text.Append('\n').Append(Reading).Append('\n').ToString();
    }

    private static void Line(StringBuilder text, string what, List<Round> rounds, Func<Round, double> rate, double? goal)
    {
        var ratios = rounds.Select(x => rate(x) / x.Rows).Order().ToList();
        var middle = rounds.Select(rate).Order().ElementAt(rounds.Count / 2);
        text.Append(CultureInfo.InvariantCulture, $"| {what} | {middle:0} | {ratios[ratios.Count / 2]:0.00} | ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{ratios[0]:0.00} to {ratios[^1]:0.00} | {goal?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none"} |\n"
        );
    }

    private const string Reading = """
        ## How to read it

        A movement is the commitment of a grant over the two lines of its envelope and two contributions, as an award books it: eight entries and
        four new accounts in one transaction, through `ILedger.PostAsync` within the service's unit of work, in a scope of its own as a request
        has it. The database moves eight balances by its trigger and checks at the end of the statement that the movement balances for each contribution.
        What else an award does (HTTP, reading, rules, the grant's row, the audit trail) is not in it. Both sides have the same number of
        clients on the same server, which does not wait for the disk, and take turns.

        Clients that take from one envelope wait for each other, for each moves the same balances; so do the awards of one call, and the ledger
        can't be overdrawn. The last row says what is left then.

        At the end the program ends with an error where a movement does not balance, or an account does not hold the sum of its entries.

        `./build/bench ledger` makes this file anew.
        """;

    /// <summary>Rows and entries per second.</summary>
    private sealed record Round(double Rows, double Apart, double Together);

    /// <summary>An envelope with money in it.</summary>
    private sealed class Place
    {
        private readonly FundId fund = new(Guid.CreateVersion7());
        private readonly Guid[] lines = [.. Enumerable.Range(0, Lines).Select(_ => Guid.CreateVersion7())];
        private readonly Contribution[] contributions =
        [
            .. Enumerable
                .Range(0, Contributions)
                .Select(x => new Contribution(Guid.CreateVersion7(), $"Financer {x}", 2031, Reserved, new DateOnly(2031, 1, 1))),
        ];

        public static async Task<Place> FillAsync(IServiceProvider services)
        {
            var place = new Place();
            var day = new DateOnly(2031, 1, 1);
            await BookAsync(
                services,
                [
                    .. place.contributions.Select(x => Movement.Signature(place.fund, x, day)),
                    Movement.Reservation(place.fund, place.Shares(new Money(Reserved.Amount / Lines)), day),
                ]
            );
            return place;
        }

        public Task CommitAsync(IServiceProvider services)
        {
            var grant = Grant.Award(
                new GrantId(Guid.CreateVersion7()),
                default,
                default,
                default,
                default,
                default,
                "culture",
                new Money(EntriesOfMovement / 2),
                new AidGround(default, null, null),
                "31CP-1",
                new DateOnly(2031, 2, 1),
                Shares(new Money(1))
            );
            return BookAsync(services, [Movement.Commitment(fund, grant)]);
        }

        private static async Task BookAsync(IServiceProvider services, IReadOnlyList<Movement> movements)
        {
            await using var scope = services.CreateAsyncScope();
            var ledger = scope.ServiceProvider.GetRequiredService<ILedger>();
            var result = await scope
                .ServiceProvider.GetRequiredService<IUnitOfWork>()
                .ExecuteAsync(
                    async () =>
                    {
                        await ledger.PostAsync(movements, default);
                        return Result.Success;
                    },
                    default
                );
            if (result.IsFailure)
            {
                throw new InvalidOperationException(result.Error.Code);
            }
        }

        private List<GrantShare> Shares(Money amount) =>
            [.. lines.SelectMany(line => contributions.Select(x => new GrantShare(line, x.Id, x.Financer, x.FiscalYear, amount)))];
    }

    /// <summary>PostgreSQL's own program for measuring.</summary>
    private static class Pgbench
    {
        private const string Insert = "insert into benchmark.plain (amount) values (1);";

        /// <summary>Transactions per second.</summary>
        public static async Task<double> RunAsync(string connection, Options options)
        {
            var script = Path.Combine(Path.GetTempPath(), $"ledger-{Environment.ProcessId}.sql");
            await File.WriteAllTextAsync(script, Insert);
            var server = new NpgsqlConnectionStringBuilder(connection);
            var start = new ProcessStartInfo(
                "pgbench",
                [
                    "--no-vacuum",
                    $"--file={script}",
                    $"--client={options.Connections}",
                    $"--jobs={Math.Min(options.Connections, Environment.ProcessorCount)}",
                    $"--time={Math.Max(1, (int)options.Seconds)}",
                    $"--host={server.Host}",
                    $"--port={server.Port}",
                    $"--username={server.Username}",
                    server.Database!,
                ]
            )
            {
                RedirectStandardOutput = true,
                Environment = { ["PGPASSWORD"] = server.Password },
            };
            using var process =
                Process.Start(start) ?? throw new InvalidOperationException("pgbench is missing: it comes with PostgreSQL's programs.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            File.Delete(script);
            const string Rate = "tps = ";
            var line = output.Split('\n').Single(x => x.StartsWith(Rate, StringComparison.Ordinal));
            return double.Parse(line[Rate.Length..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
    }
}
