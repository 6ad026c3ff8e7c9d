using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;
using SocialInnovation.Testing;

namespace SocialInnovation.EndToEnd.Tests;

public sealed class TestDatabaseTests
{
    [Fact]
    public async Task Databases_MadeAtTheSameTime_AreSeparate()
    {
        var databases = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => TestDatabase.CreateAsync(TestContext.Current.CancellationToken))
        );
        foreach (var database in databases)
        {
            Assert.Equal(0L, await ScalarAsync(database.OwnerConnectionString, "CREATE TABLE memo (id int); SELECT count(*) FROM memo"));
        }

        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }

        var gone = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(databases[0].OwnerConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, gone.SqlState);
    }

    [Fact]
    public async Task Service_InATestDatabase_CreatesNothing()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(DatabaseRoles.Service, await ScalarAsync(database.ServiceConnectionString, "SELECT current_user::text"));
        foreach (
            var statement in (string[])["CREATE SCHEMA mine", "CREATE TABLE public.mine (id int)", "CREATE TEMPORARY TABLE mine (id int)"]
        )
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(database.ServiceConnectionString, statement));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task Sorting_AndCase_AreThoseOfTheIcuRootCollation()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            "école,Edmond,été,zèbre",
            await ScalarAsync(
                database.ServiceConnectionString,
                "SELECT string_agg(word, ',' ORDER BY word) FROM unnest(ARRAY['zèbre', 'été', 'Edmond', 'école']) AS word"
            )
        );
        Assert.Equal("ÉTÉ", await ScalarAsync(database.ServiceConnectionString, "SELECT upper('été')"));
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
