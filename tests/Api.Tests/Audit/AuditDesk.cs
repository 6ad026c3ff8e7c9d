using Npgsql;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Audit;

/// <summary>A database with a sealed audit trail of five entries: the first two users, and three that the administrator registered.</summary>
public sealed class AuditDesk : IAsyncDisposable
{
    public const string Verification = "/api/v1/audit-trail/verification";

    private static readonly string[] Applicant = ["applicant"];

    private AuditDesk(ApiFixture api) => Api = api;

    public ApiFixture Api { get; }

    public ApiClient Administrator { get; private set; } = null!;

    public ApiClient Auditor { get; private set; } = null!;

    public static async Task<AuditDesk> StartAsync()
    {
        var desk = new AuditDesk(await ApiFixture.StartAsync());
        desk.Administrator = await desk.Api.SignInAsync("administrator");
        desk.Auditor = await desk.Api.SignInAsync("auditor");
        foreach (var name in new[] { "first", "second", "third" })
        {
            await desk.RegisterAsync(name);
        }

        await desk.SealedAsync();
        return desk;
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    public async Task<Guid> RegisterAsync(string userName) => (
            await Administrator.PostAsync(
                "/api/v1/users",
                new
                {
                    userName,
                    displayName = $"Somebody called {userName}",
                    roles = Applicant,
                }
            )
        ).Expect(201).Id;

    /// <summary>What the verification answers once nothing waits for its seal.</summary>
    public async Task<ApiReply> SealedAsync()
    {
        while (true)
        {
            var reply = (await Auditor.GetAsync($"{Verification}?limit=10000")).Expect(200);
            if (reply.Body["unsealed"]!["count"]!.GetValue<long>() == 0)
            {
                return reply;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>Does what nobody but the owner of the tables can, all guards lifted.</summary>
    public Task TamperAsync(string sql)
    {
        string[] tables = ["audit_entries", "audit_seals", "audit_heads", "audit_unsealed", "audit_personal_values"];
        var (lift, set) = (Guards("disable"), Guards("enable"));
        return Api.Database.ExecuteAsync($"{lift}; {sql}; {set}");

        string Guards(string how) => string.Join("; ", tables.Select(x => $"alter table platform.{x} {how} trigger user"));
    }

    public async Task AsServiceAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Api.Database.ServiceConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
