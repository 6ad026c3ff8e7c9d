using Npgsql;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>The database's own guards on money, without the code above them: they are the last to be asked, so they must hold alone.</summary>
public sealed class LedgerTests(LedgerTests.Decided decided) : IClassFixture<LedgerTests.Decided>
{
    // What the server says before any trigger or constraint is asked.
    private const string NoRight = "^(permission denied|must be owner)";

    private readonly BudgetScene scene = decided.Scene;

    [Theory]
    [InlineData("update budget.ledger_postings set amount = amount * 2")]
    [InlineData("update budget.ledger_postings set account_id = account_id")]
    [InlineData("delete from budget.ledger_postings")]
    [InlineData("truncate budget.ledger_postings")]
    [InlineData("update budget.ledger_transactions set effective_on = effective_on + 1")]
    [InlineData("delete from budget.ledger_transactions")]
    [InlineData("truncate budget.ledger_transactions cascade")]
    [InlineData("update budget.accounts set balance = balance + 1")]
    [InlineData("update budget.accounts set financer = 'Somebody'")]
    [InlineData("delete from budget.accounts")]
    [InlineData("truncate budget.accounts cascade")]
    [InlineData("update budget.envelope_transfers set reason = 'Another.'")]
    [InlineData("delete from budget.envelope_transfers")]
    [InlineData("update platform.audit_entries set actor_id = null")]
    [InlineData("delete from platform.audit_entries")]
    [InlineData("truncate platform.audit_entries")]
    [InlineData("alter table budget.accounts drop constraint ck_accounts_envelope")]
    [InlineData("alter table budget.ledger_postings disable trigger all")]
    [InlineData("set session_replication_role = replica")]
    public async Task Service_NeverChangesWhatIsAppendOnly(string sql) => Assert.Matches(NoRight, await RefusalAsync(Service, sql));

    [Theory]
    [InlineData("budget.ledger_postings")]
    [InlineData("budget.ledger_transactions")]
    [InlineData("platform.audit_entries")]
    public async Task Service_NeverReachesAPartitionDirectly(string table)
    {
        var partitions = await ReadAsync<string>(
            $"select i.inhrelid::regclass::text from pg_inherits i where i.inhparent = '{table}'::regclass"
        );
        Assert.NotEmpty(partitions);

        foreach (var partition in new[] { partitions[0], partitions[^1] })
        {
            Assert.Matches(NoRight, await RefusalAsync(Service, $"update {partition} set recorded_at = recorded_at"));
            Assert.Matches(NoRight, await RefusalAsync(Service, $"delete from {partition}"));
            Assert.Matches(NoRight, await RefusalAsync(Service, $"truncate {partition} cascade"));
            // What a statement books is looked at where it names the table.
            foreach (var role in new[] { Service, Owner })
            {
                Assert.Contains(
                    "is written by the table",
                    await RefusalAsync(role, $"insert into {partition} select * from {table} limit 1")
                );
            }
        }
    }

    [Theory]
    [InlineData("update budget.ledger_postings set amount = amount * 2")]
    [InlineData("delete from budget.ledger_postings")]
    [InlineData("update budget.ledger_transactions set effective_on = effective_on + 1")]
    [InlineData("delete from budget.ledger_transactions")]
    [InlineData("update budget.accounts set balance = balance + 1")]
    [InlineData("update budget.accounts set financer = 'Somebody'")]
    [InlineData("delete from budget.accounts")]
    [InlineData("truncate budget.accounts, budget.ledger_transactions, budget.ledger_postings")]
    [InlineData("truncate budget.ledger_postings")]
    [InlineData("truncate budget.envelope_transfers")]
    [InlineData("update platform.audit_entries set actor_id = null")]
    [InlineData("delete from platform.audit_entries")]
    public async Task Owner_IsRefusedByTheTables(string sql) => Assert.Contains("append-only", await RefusalAsync(Owner, sql));

    [Fact]
    public async Task Account_IsNeverOpenedWithMoneyInIt()
    {
        var sql = $"""
            insert into budget.accounts (id, kind, fund_id, contribution_id, financer, fiscal_year, balance)
            values (gen_random_uuid(), 'fund-available', '{scene.FundId}', gen_random_uuid(), 'Nobody', 2013, 1000000)
            """;

        Assert.Matches(NoRight, await RefusalAsync(Service, sql));
        Assert.Equal("an account is opened empty", await RefusalAsync(Owner, sql));
    }

    [Fact]
    public async Task Movement_ThatTurnsOneContributionIntoAnother_IsRefused()
    {
        var before = await BalancesAsync();
        await using var movement = await Movement.BeginAsync(Service);
        movement.Add("contributions", -100, "BPI France");
        movement.Add("contributions", 100, "Région Lorraine");

        var refusal = await Assert.ThrowsAsync<PostgresException>(movement.BookAsync);

        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
        Assert.Equal(before, await BalancesAsync());
    }

    [Theory]
    [InlineData(99.99)]
    [InlineData(100.01)]
    [InlineData(null)]
    public async Task Movement_ThatDoesNotBalance_IsRefused(double? gained)
    {
        var before = await BalancesAsync();
        await using var movement = await Movement.BeginAsync(Service);
        movement.Add("contributions", -100);
        if (gained is not null)
        {
            movement.Add("fund-available", (decimal)gained);
        }

        var refusal = await Assert.ThrowsAsync<PostgresException>(movement.BookAsync);

        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
        Assert.Equal(before, await BalancesAsync());
    }

    [Fact]
    public async Task Movement_OfNothing_IsRefused()
    {
        await using var movement = await Movement.BeginAsync(Service);

        Assert.Equal("ck_ledger_postings_amount", await movement.RefusalAsync("fund-available", 0));
    }

    [Fact]
    public async Task Movement_ThatWasCommitted_TakesNoPostingMore()
    {
        var before = await BalancesAsync();
        var former = (await ReadAsync<Guid>("select id from budget.ledger_transactions limit 1"))[0];
        await using var movement = await Movement.ResumeAsync(Service, former);
        movement.Add("contributions", -5);

        await Assert.ThrowsAsync<PostgresException>(movement.BookAsync);

        Assert.Equal(before, await BalancesAsync());
    }

    [Fact]
    public async Task Envelope_IsNeverOverspent_WhateverPostsToIt()
    {
        await using var movement = await Movement.BeginAsync(Service);

        Assert.Equal("ck_accounts_envelope", await movement.RefusalAsync("envelope-available", -100_000));
    }

    [Fact]
    public async Task Fund_IsNeverOverspent_WhateverPostsToIt()
    {
        await using var movement = await Movement.BeginAsync(Service);

        Assert.Equal("ck_accounts_fund", await movement.RefusalAsync("fund-available", -100_000));
    }

    [Fact]
    public async Task Payment_AndReclaim_MoveTheGrantsMoney_AndNoCentMoreThanItHas()
    {
        var grant = await scene.GrantOfAsync(0);
        var committed = await BalanceAsync("grant-committed", grant);
        await using (var payment = await Movement.BeginAsync(Service, "payment"))
        {
            payment.Add("grant-committed", -committed, grant: grant);
            payment.Add("grant-paid", committed, grant: grant);
            await payment.BookAsync();
        }

        await using (var reclaim = await Movement.BeginAsync(Service, "reclaim"))
        {
            reclaim.Add("grant-paid", -10.01m, grant: grant);
            reclaim.Add("claims", 10.01m, grant: grant);
            await reclaim.BookAsync();
        }

        Assert.Equal(0, await BalanceAsync("grant-committed", grant));
        Assert.Equal(committed - 10.01m, await BalanceAsync("grant-paid", grant));
        Assert.Equal(10.01m, await BalanceAsync("claims", grant));
        foreach (var kind in new[] { "grant-committed", "grant-paid", "claims" })
        {
            await using var more = await Movement.BeginAsync(Service);
            Assert.Equal("ck_accounts_balance", await more.RefusalAsync(kind, -committed - 0.01m, grant));
        }

        await AssertBalancedAsync();
    }

    [Fact]
    public async Task Books_AreBalanced_MovementByMovementAndAccountByAccount() => await AssertBalancedAsync();

    private string Service => scene.Api.Database.ServiceConnectionString;

    private string Owner => scene.Api.Database.OwnerConnectionString;

    private async Task AssertBalancedAsync()
    {
        Assert.Equal([0m], await ReadAsync<decimal>("select sum(balance) from budget.accounts"));
        Assert.Empty(
            await ReadAsync<Guid>("select transaction_id from budget.ledger_postings group by transaction_id having sum(amount) <> 0")
        );
        Assert.Empty(
            await ReadAsync<Guid>(
                """
                select a.id from budget.accounts a left join budget.ledger_postings p on p.account_id = a.id
                group by a.id, a.balance having a.balance <> coalesce(sum(p.amount), 0)
                """
            )
        );
        Assert.NotEmpty(await ReadAsync<Guid>("select id from budget.accounts where balance <> 0"));
    }

    private async Task<string> BalancesAsync() =>
        (await ReadAsync<string>("select string_agg(id || ' ' || balance, ',' order by id) from budget.accounts"))[0];

    private async Task<decimal> BalanceAsync(string kind, Guid grant) =>
        (
            await ReadAsync<decimal>(
                $"select coalesce(sum(balance), 0) from budget.accounts where kind = '{kind}' and grant_id = '{grant}' and financer = '{Movement.Financer}'"
            )
        )[0];

    private async Task<List<T>> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Owner);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetFieldValue<T>(0));
        }

        return rows;
    }

    /// <summary>What the database says when it refuses a statement; null when it does not.</summary>
    private static async Task<string?> RefusalAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        try
        {
            await command.ExecuteNonQueryAsync();
            return null;
        }
        catch (PostgresException exception)
        {
            return exception.MessageText;
        }
    }

    /// <summary>A call whose envelope awards 600.00 of 1 000.00 EUR; its tests leave other money behind, so none counts on it.</summary>
    public sealed class Decided : IAsyncLifetime
    {
        public BudgetScene Scene { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600), new BundledApplication(500)));

        public ValueTask DisposeAsync() => Scene.DisposeAsync();
    }
}

/// <summary>A movement that is written straight into the tables, as the service could.</summary>
internal sealed class Movement : IAsyncDisposable
{
    public const string Financer = "BPI France";

    private readonly NpgsqlConnection connection;
    private readonly Guid id;
    private readonly List<(string Kind, decimal Amount, string Financer, Guid? Grant)> postings = [];
    private NpgsqlTransaction transaction = null!;

    private Movement(NpgsqlConnection connection, Guid id) => (this.connection, this.id) = (connection, id);

    public static async Task<Movement> BeginAsync(string connectionString, string kind = "payment")
    {
        var movement = await ResumeAsync(connectionString, Guid.CreateVersion7());
        await movement.ExecuteAsync(
            "insert into budget.ledger_transactions (id, recorded_at, kind, effective_on) values ($1, now(), $2, '2014-02-01')",
            movement.id,
            kind
        );
        return movement;
    }

    /// <summary>Another go at a movement that was written before.</summary>
    public static async Task<Movement> ResumeAsync(string connectionString, Guid id)
    {
        var movement = new Movement(new NpgsqlConnection(connectionString), id);
        await movement.connection.OpenAsync();
        movement.transaction = await movement.connection.BeginTransactionAsync();
        return movement;
    }

    public void Add(string kind, decimal amount, string financer = Financer, Guid? grant = null) =>
        postings.Add((kind, amount, financer, grant));

    /// <summary>Name of the constraint that refuses a posting whose money comes from the contributions; null when none does.</summary>
    public async Task<string?> RefusalAsync(string kind, decimal amount, Guid? grant = null)
    {
        Add(kind, amount, grant: grant);
        Add("contributions", -amount);
        try
        {
            await BookAsync();
            return null;
        }
        catch (PostgresException exception)
        {
            return exception.ConstraintName;
        }
    }

    /// <summary>Writes the postings in one statement, and commits.</summary>
    public async Task BookAsync()
    {
        foreach (var (kind, _, financer, grant) in postings.Where(x => x.Grant is not null))
        {
            await ExecuteAsync(
                """
                insert into budget.accounts (id, kind, fund_id, envelope_line_id, grant_id, contribution_id, financer, fiscal_year)
                select gen_random_uuid(), $1, fund_id, envelope_line_id, grant_id, contribution_id, financer, fiscal_year from budget.accounts
                where kind = 'grant-committed' and grant_id = $2 and financer = $3
                on conflict on constraint ux_accounts_place do nothing
                """,
                kind,
                grant!,
                financer
            );
        }

        var rows = await ExecuteAsync(
            """
            insert into budget.ledger_postings (id, recorded_at, transaction_id, account_id, amount)
            select gen_random_uuid(), t.recorded_at, t.id, a.id, p.amount
            from budget.ledger_transactions t
            cross join unnest($2::text[], $3::numeric[], $4::text[], $5::uuid[]) as p (kind, amount, financer, grant_id)
            cross join lateral (
                select id from budget.accounts
                where kind = p.kind and financer = p.financer and (p.grant_id is null or grant_id = p.grant_id) order by id limit 1
            ) a
            where t.id = $1
            """,
            id,
            postings.ConvertAll(x => x.Kind).ToArray(),
            postings.ConvertAll(x => x.Amount).ToArray(),
            postings.ConvertAll(x => x.Financer).ToArray(),
            postings.ConvertAll(x => x.Grant).ToArray()
        );
        Assert.Equal(postings.Count, rows);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return await command.ExecuteNonQueryAsync();
    }
}
