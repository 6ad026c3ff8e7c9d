using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>
/// The database as the wall behind the service: whoever holds its connection owns nothing, changes no table and no line of what is
/// append-only. Each rule is asked of every schema and table that there is, so that a new one can't be forgotten.
/// </summary>
public sealed class SecondWallTests : IAsyncLifetime
{
    private const string Schemas = """
        (select n.oid, n.nspname as name from pg_namespace n
            where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')) s
        """;

    // Partitions included.
    private const string Tables = $"""
        (select c.oid, c.oid::regclass::text as name, c.relnamespace, c.relispartition from pg_class c
            where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace in (select oid from {Schemas})) t
        """;

    private const string AppendOnly = """
        (with recursive tree as (
            select d.objoid as oid from pg_description d
                where d.classoid = 'pg_class'::regclass and d.objsubid = 0 and d.description like 'append-only%'
            union all
            select i.inhrelid from pg_inherits i join tree on i.inhparent = tree.oid)
        select oid, oid::regclass::text as name from tree) a
        """;

    private ApiFixture api = null!;

    public async ValueTask InitializeAsync()
    {
        api = await ApiFixture.StartAsync();
        // So that something stands in the audit trail.
        await api.RegisterAsync("second-auditor", "auditor");
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Service_OwnsNothing_AndIsNobodyElse()
    {
        Assert.Empty(
            await NamesAsync(
                "select classid::regclass::text || ' ' || objid from pg_shdepend where deptype = 'o' and refobjid = $1::regrole"
            )
        );
        Assert.Empty(await NamesAsync("select roleid::regrole::text from pg_auth_members where member = $1::regrole"));
        Assert.Empty(
            await NamesAsync(
                """
                select rolname::text from pg_roles where oid = $1::regrole
                    and (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls)
                """
            )
        );
    }

    [Fact]
    public async Task Service_CreatesNothing()
    {
        var schemas = await NamesAsync($"select name::text from {Schemas} where $1 is not null");
        Assert.Superset(
            new HashSet<string>
            {
                "platform",
                "calls",
                "applications",
                "evaluation",
                "budget",
                "working_group",
                "catalogue",
                "blog",
                "research",
                "identity",
            },
            schemas.ToHashSet()
        );
        foreach (var schema in schemas.Append("public"))
        {
            await AssertRefusedAsync($"create table {schema}.mine (id int)");
            await AssertRefusedAsync($"create function {schema}.mine() returns int language sql as 'select 1'");
            await AssertRefusedAsync($"drop schema {schema} cascade");
        }

        await AssertRefusedAsync("create schema mine");
        await AssertRefusedAsync("create temporary table mine (id int)");
    }

    [Fact]
    public async Task Service_ChangesNoTable()
    {
        var tables = await NamesAsync(
            "select oid::regclass::text from pg_class where relkind in ('r', 'p') and not relispartition "
                + $"and relnamespace in (select oid from {Schemas}) and $1 is not null"
        );
        Assert.InRange(tables.Count, 30, int.MaxValue);
        foreach (var table in tables)
        {
            await AssertRefusedAsync($"alter table {table} add column mine int");
            await AssertRefusedAsync($"alter table {table} disable trigger user");
            await AssertRefusedAsync($"drop table {table} cascade");
        }

        Assert.Empty(await NamesAsync($"select name from {Tables} where has_table_privilege($1, oid, 'truncate, references, trigger')"));
    }

    [Fact]
    public async Task Service_HasItsGrantsInEverySchema()
    {
        Assert.Empty(await NamesAsync($"select name::text from {Schemas} where not has_schema_privilege($1, oid, 'usage')"));
        Assert.Empty(await NamesAsync($"select name from {Tables} where not has_table_privilege($1, oid, 'select')"));
        Assert.Empty(await NamesAsync($"select name from {Tables} where not has_any_column_privilege($1, oid, 'insert')"));
        Assert.Empty(
            await NamesAsync(
                $"""
                select name from (
                    select c.oid, c.oid::regclass::text as name from pg_class c
                    where c.relkind = 'S' and c.relnamespace in (select oid from {Schemas}) offset 0) sequences
                where not has_sequence_privilege($1, oid, 'usage')
                """
            )
        );
    }

    [Fact]
    public async Task Service_ChangesNothingAppendOnly()
    {
        var tables = await NamesAsync($"select name from {AppendOnly} where $1 is not null");
        Assert.Superset(
            new HashSet<string>
            {
                "platform.audit_entries",
                "platform.audit_seals",
                "platform.audit_heads",
                "budget.accounts",
                "budget.envelope_transfers",
                "catalogue.innovation_versions",
                "catalogue.replication_versions",
                "budget.ledger_transactions",
                "budget.ledger_postings",
            },
            tables.ToHashSet()
        );
        Assert.Empty(
            await NamesAsync(
                $"""
                select name from {AppendOnly}
                where has_table_privilege($1, oid, 'delete, truncate') or has_any_column_privilege($1, oid, 'update')
                """
            )
        );
    }

    [Fact]
    public async Task Owner_IsRefusedByATriggerOfEachAppendOnlyTable()
    {
        // Bits of tgtype: 2 before, 8 delete, 16 update, 32 truncate. The ledger moves the balances of its accounts itself.
        Assert.Empty(
            await NamesAsync(
                $"""
                select name || ' ' || word
                from {AppendOnly}, (values (8, 'delete'), (16, 'update'), (32, 'truncate')) as way (bit, word)
                where $1 is not null and a.oid <> 'budget.accounts'::regclass and not exists (
                    select from pg_trigger g where g.tgrelid = a.oid and g.tgfoid = 'platform.refuse_change'::regproc
                        and g.tgenabled in ('O', 'A') and g.tgqual is null and g.tgtype & 2 = 2 and g.tgtype & bit = bit)
                """
            )
        );
        foreach (var (table, column) in new[] { ("entries", "action"), ("seals", "chain_hash"), ("heads", "key_id") })
        {
            foreach (var way in (string[])[$"update platform.audit_{table} set {column} = {column}", $"delete from platform.audit_{table}"])
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => api.Database.ExecuteAsync(way));
                Assert.EndsWith("is append-only", refused.MessageText, StringComparison.Ordinal);
            }
        }
    }

    private async Task AssertRefusedAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.ServiceConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)
        );
        Assert.True(refused.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{sql}: {refused.Message}");
    }

    /// <summary>What a query of the owner's finds; its parameter is the service's role.</summary>
    private async Task<List<string>> NamesAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.OwnerConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = DatabaseRoles.Service } },
        };
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var names = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
