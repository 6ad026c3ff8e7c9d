using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;

namespace SocialInnovation.EndToEnd.Tests;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("social-innovation-cluster-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task SecondStart_FindsTheData()
    {
        await using (var first = await StartAsync())
        {
            await ExecuteAsync(first.OwnerConnectionString, "create table kept (id int)", "insert into kept values (7)");
        }

        await using var second = await StartAsync();

        Assert.Equal(7, await ScalarAsync(second.OwnerConnectionString, "select id from kept"));
    }

    [Fact]
    public async Task Start_WhileItRuns_UsesTheRunningServerAndLeavesItRunning()
    {
        await using var first = await StartAsync();
        await using (var second = await StartAsync())
        {
            Assert.Equal(first.AdminConnectionString, second.AdminConnectionString);
        }

        Assert.Equal(1, await ScalarAsync(first.OwnerConnectionString, "select 1"));
    }

    [Fact]
    public async Task Start_AfterTheServerWasKilled_StartsAgain()
    {
        await using (var killed = await StartAsync())
        {
            var pid = (int)(await ScalarAsync(killed.AdminConnectionString, "select pg_backend_pid()"))!;
            var server = int.Parse(
                File.ReadLines($"/proc/{pid}/status").Single(x => x.StartsWith("PPid:", StringComparison.Ordinal)).Split('\t')[1],
                System.Globalization.CultureInfo.InvariantCulture
            );
            System.Diagnostics.Process.GetProcessById(server).Kill();
            await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);

            await using var again = await StartAsync();
            Assert.Equal(1, await ScalarAsync(again.OwnerConnectionString, "select 1"));
        }
    }

    [Fact]
    public async Task TheServicesRole_OwnsNothingAndMakesNothing()
    {
        await using var postgres = await StartAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            ExecuteAsync(postgres.ServiceConnectionString, "create schema mine")
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await Assert.ThrowsAsync<PostgresException>(() =>
            ExecuteAsync(postgres.ServiceConnectionString, "create table public.mine (id int)")
        );
    }

    private Task<EmbeddedPostgres> StartAsync() =>
        EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, Durable: false), TestContext.Current.CancellationToken);

    private static async Task ExecuteAsync(string connectionString, params string[] statements)
    {
        foreach (var statement in statements)
        {
            await ScalarAsync(connectionString, statement);
        }
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
