using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api.Tests.Imports;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Application.Platform;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>Keys with which machines call: told once, kept as a hash, ended in time.</summary>
public sealed class ApiKeyTests(ApiKeyTests.Desk desk) : IClassFixture<ApiKeyTests.Desk>
{
    private const string Keys = ApiKeys.Path;

    private ApiFixture Api => desk.Api;

    [Fact]
    public async Task Key_OpensAsItsUser_WithinItsScopes()
    {
        var issued = await Api.IssueKeyAsync(desk.Machine, "platform.read", "budget.read");

        var me = (await Api.WithKey(issued.Key()).GetAsync("/api/v1/me")).Expect(200).Body;

        Assert.Equal(desk.Machine, me["id"]!.GetValue<Guid>());
        Assert.Equal(["finance-system"], me["roles"]!.AsArray().Select(x => x!.GetValue<string>()));
        Assert.Equal(["budget.read", "platform.read"], me["scopes"]!.AsArray().Select(x => x!.GetValue<string>()));
    }

    [Fact]
    public async Task Key_IsToldOnce_AndKeptNowhere()
    {
        var administrator = await Api.SignInAsync("administrator");
        var body = ApiKeys.Body(desk.Machine, "api");
        var issued = (await administrator.PostAsync(Keys, body, key: "once")).Expect(201);

        var again = (await administrator.PostAsync(Keys, body, key: "once")).Expect(201);
        var read = (await administrator.GetAsync($"{Keys}/{issued.Id}")).Expect(200);

        Assert.Equal(issued.Id, again.Id);
        Assert.Null(again.Body["key"]);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(issued.Key()[..10], read.Body["prefix"]!.GetValue<string>());
        Assert.DoesNotContain(issued.Key()[10..], read.Text, StringComparison.Ordinal);
        foreach (var table in new[] { "api_keys", "idempotency_records", "audit_entries", "outbox_messages" })
        {
            Assert.Equal(
                0L,
                await Api.Database.ScalarAsOwnerAsync(
                    $"select count(*) from platform.{table} x where x::text like '%{issued.Key()[10..]}%'"
                )
            );
        }
    }

    [Fact]
    public async Task Key_BringsItsOwnChecksum_SoThatAScannerKnowsIt()
    {
        var key = (await Api.IssueKeyAsync(desk.Machine, "api")).Key();

        Assert.Matches("^sik_[0-9A-Za-z]{49}$", key);
        Assert.Equal(Crc32Of(key[4..47]), FromBase62(key[47..]));
        Assert.NotEqual(key[4..47], (await Api.IssueKeyAsync(desk.Machine, "api")).Key()[4..47]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(52)]
    public async Task TypingMistake_AsksTheDatabaseNothing(int place)
    {
        var key = (await Api.IssueKeyAsync(desk.Machine, "api")).Key();
        var mistyped = key[..place] + (key[place] == 'x' ? 'y' : 'x') + key[(place + 1)..];

        (await Api.WithKey(mistyped).GetAsync("/api/v1/me")).ExpectRefusal(401, "access.not-signed-in");

        Assert.Equal(0, Api.Commands.Last);
    }

    [Fact]
    public async Task WhateverStandsAgainstAKey_TheAnswerAndTheWorkAreTheSame()
    {
        var revoked = await Api.IssueKeyAsync(desk.Machine, "api");
        (await (await Api.SignInAsync("administrator")).PostAsync($"{Keys}/{revoked.Id}/revocation", version: 1)).Expect(201);
        var elsewhere = ApiKeys.Body(desk.Machine, "api");
        elsewhere["allowedNetworks"] = new JsonArray("192.0.2.0/24");
        var expired = ApiKeys.Body(desk.Machine, "api");
        expired["expiresAt"] = TimeProvider.System.GetUtcNow().AddMinutes(30);
        var old = (await Api.IssueAsync(expired)).Key();
        var foreign = (await Api.IssueAsync(elsewhere)).Key();
        await using var later = Api.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.FromHours(1))));
        var answers = new HashSet<string>();
        foreach (var key in new[] { ApiKeyText.New(), revoked.Key(), foreign, old })
        {
            foreach (var path in new[] { "/api/v1/me", "/api/v1/calls", "/api/v1/users" })
            {
                var reply = (await later.WithKey(key).GetAsync(path)).ExpectRefusal(401, "access.not-signed-in");
                reply.Body.AsObject().Remove("traceId");
                answers.Add($"{reply.Body.ToJsonString()} {later.Commands.Last}");
            }
        }

        Assert.Single(answers);
        Assert.EndsWith(" 1", answers.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.7", true)]
    [InlineData("203.0.113.0/24", "203.0.114.7", false)]
    [InlineData("203.0.113.7/32", "203.0.113.7", true)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.0/24", "2001:db8::7", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::7", true)]
    [InlineData("2001:db8::/32", "2001:db9::7", false)]
    [InlineData("2001:db8::/32", "203.0.113.7", false)]
    [InlineData("0.0.0.0/0", "198.51.100.1", true)]
    public async Task Key_OpensFromItsNetworksOnly(string network, string address, bool opens)
    {
        var body = ApiKeys.Body(desk.Machine, "api");
        body["allowedNetworks"] = new JsonArray("192.0.2.0/24", network);
        var key = (await Api.IssueAsync(body)).Key();
        using var http = desk.Proxied.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);

        using var answer = await http.GetAsync(new Uri("/api/v1/me", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(opens ? 200 : 401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Rotation_GivesAnotherKey_AndBothOpenForTheOverlap()
    {
        var administrator = await Api.SignInAsync("administrator");
        var former = await Api.IssueKeyAsync(desk.Machine, "platform.read");
        var body = new { overlapDays = 2, expiresAt = TimeProvider.System.GetUtcNow().AddYears(1) };

        var next = (await administrator.PostAsync($"{Keys}/{former.Id}/rotation", body, former.Version)).Expect(201);

        Assert.Equal($"{Keys}/{next.Id}", next.Headers.Location!.ToString());
        Assert.Equal("platform.read", (await administrator.GetAsync($"{Keys}/{next.Id}")).Body["scopes"]![0]!.GetValue<string>());
        await AssertOpensAsync(Api, former, next);
        Assert.Equal("replaced", (await StatusAsync(Api, former))["status"]!.GetValue<string>());
        Assert.Equal(next.Id, (await StatusAsync(Api, former))["replacedBy"]!.GetValue<Guid>());
        await using var later = Api.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.FromHours(47))));
        await AssertOpensAsync(later, former, next);
        await using var over = Api.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.FromHours(49))));
        await AssertOpensAsync(over, next);
        (await over.WithKey(former.Key()).GetAsync("/api/v1/me")).Expect(401);
        Assert.Equal("expired", (await StatusAsync(over, former))["status"]!.GetValue<string>());
        (await administrator.PostAsync($"{Keys}/{former.Id}/rotation", body, former.Version + 1)).ExpectRefusal(
            409,
            "platform.api-key-replaced"
        );
    }

    [Fact]
    public async Task Rotation_WithoutOverlap_EndsTheFormerKeyAtOnce_AndNeverProlongsIt()
    {
        var administrator = await Api.SignInAsync("administrator");
        var (former, short1) = (await Api.IssueKeyAsync(desk.Machine, "platform.read"), ApiKeys.Body(desk.Machine, "platform.read"));
        short1["expiresAt"] = TimeProvider.System.GetUtcNow().AddHours(1);
        var brief = await Api.IssueAsync(short1);
        var year = TimeProvider.System.GetUtcNow().AddYears(1);

        var next = await administrator.PostAsync($"{Keys}/{former.Id}/rotation", new { overlapDays = 0, expiresAt = year }, 1);
        await administrator.PostAsync($"{Keys}/{brief.Id}/rotation", new { overlapDays = 30, expiresAt = year }, 1);

        await AssertOpensAsync(Api, next.Expect(201));
        (await Api.WithKey(former.Key()).GetAsync("/api/v1/me")).Expect(401);
        Assert.True((await StatusAsync(Api, brief))["expiresAt"]!.GetValue<DateTimeOffset>() < TimeProvider.System.GetUtcNow().AddHours(2));
    }

    [Fact]
    public async Task Revocation_EndsAKeyForGood()
    {
        var administrator = await Api.SignInAsync("administrator");
        var key = await Api.IssueKeyAsync(desk.Machine, "platform.read");
        await AssertOpensAsync(Api, key);
        var path = $"{Keys}/{key.Id}";

        (await administrator.PostAsync($"{path}/revocation")).ExpectRefusal(428, "request.version-missing");
        (await administrator.PostAsync($"{path}/revocation", version: 7)).ExpectRefusal(412, "request.version-stale");
        (await administrator.PostAsync($"{path}/revocation", version: 1)).Expect(201);

        (await Api.WithKey(key.Key()).GetAsync("/api/v1/me")).Expect(401);
        var read = await StatusAsync(Api, key);
        Assert.Equal("revoked", read["status"]!.GetValue<string>());
        Assert.All(read["allowedActions"]!.AsArray(), x => Assert.Equal("platform.api-key-ended", x!["reason"]!.GetValue<string>()));
        (await administrator.PostAsync($"{path}/revocation", version: 2)).ExpectRefusal(409, "platform.api-key-ended");
        var rotation = new { overlapDays = 1, expiresAt = TimeProvider.System.GetUtcNow().AddYears(1) };
        (await administrator.PostAsync($"{path}/rotation", rotation, 2)).ExpectRefusal(409, "platform.api-key-ended");
        (await administrator.GetAsync($"{Keys}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "platform.api-key-not-found");
    }

    [Theory]
    [InlineData("expiresAt", "\"2020-01-01T00:00:00Z\"", 422, "platform.api-key-expiry-invalid")]
    [InlineData("expiresAt", "\"2199-01-01T00:00:00Z\"", 422, "platform.api-key-expiry-invalid")]
    [InlineData("userId", "\"01980000-0000-7000-8000-00000000dead\"", 422, "platform.unknown-user")]
    [InlineData("allowedNetworks", "[\"203.0.113.0/24\", \"203.0.113.7/24\"]", 422, "platform.api-key-network-invalid")]
    [InlineData("allowedNetworks", "[\"203.0.113.0/33\"]", 422, "platform.api-key-network-invalid")]
    [InlineData("allowedNetworks", "[\"::ffff:203.0.113.0/120\"]", 422, "platform.api-key-network-invalid")]
    [InlineData("allowedNetworks", "[\"somewhere\"]", 400, "request.validation-failed")]
    [InlineData("allowedNetworks", "[null]", 400, "request.validation-failed")]
    [InlineData("allowedNetworks", "null", 400, "request.validation-failed")]
    [InlineData("scopes", "[]", 400, "request.validation-failed")]
    [InlineData("scopes", "[\"everything\"]", 400, "request.validation-failed")]
    [InlineData("scopes", "[null]", 400, "request.validation-failed")]
    public async Task Key_ThatMayNotBe_IsRefused(string member, string value, int status, string code)
    {
        var body = ApiKeys.Body(desk.Machine, "api");
        body[member] = JsonNode.Parse(value);

        (await (await Api.SignInAsync("administrator")).PostAsync(Keys, body)).ExpectRefusal(status, code);
    }

    [Theory]
    [InlineData("decision-recorder")]
    [InlineData("administrator")]
    [InlineData("finance-orderer")]
    public async Task WhoDecidesSignsOrAdministers_HasNoKey(string role)
    {
        var person = await Api.RegisterAsync($"person-{role}", role, "auditor");

        (await (await Api.SignInAsync("administrator")).PostAsync(Keys, ApiKeys.Body(person.UserId, "api"))).ExpectRefusal(
            422,
            "platform.api-key-for-a-person"
        );
    }

    [Fact]
    public async Task ARoleThatComesLater_ComesWithNoKey()
    {
        var machine = await Api.RegisterAsync("promoted-machine", "auditor");
        var issued = await Api.IssueKeyAsync(machine.UserId, "api");
        var caller = Api.WithKey(issued.Key());
        (await caller.GetAsync("/api/v1/users")).Expect(200);

        await Api.Database.ExecuteAsync("update platform.users set roles = '{auditor,administrator}' where user_name = 'promoted-machine'");

        var me = (await caller.GetAsync("/api/v1/me")).Expect(200).Body;
        Assert.Equal(["auditor"], me["roles"]!.AsArray().Select(x => x!.GetValue<string>()));
        var rotation = new { overlapDays = 1, expiresAt = TimeProvider.System.GetUtcNow().AddYears(1) };
        (await (await Api.SignInAsync("administrator")).PostAsync($"{Keys}/{issued.Id}/rotation", rotation, 1)).ExpectRefusal(
            422,
            "platform.api-key-for-a-person"
        );
    }

    [Fact]
    public async Task LastUse_IsWrittenBesideTheRequests_AtMostOnceAMinute()
    {
        var issued = await Api.IssueKeyAsync(desk.Machine, "api");
        await using var instance = Api.StartAnother();
        (await (await instance.SignInAsync("administrator")).GetAsync("/api/v1/users")).Expect(200);
        var withToken = instance.Commands.Last;
        var auditor = instance.WithKey((await Api.IssueKeyAsync(desk.Reader, "platform.read")).Key());
        (await auditor.GetAsync("/api/v1/users")).Expect(200);
        Assert.Equal(withToken + 1, instance.Commands.Last);
        await AssertOpensAsync(instance, issued);
        Assert.Null((await StatusAsync(Api, issued))["lastUsedAt"]);

        await SweepAsync(instance);

        var first = (await StatusAsync(Api, issued))["lastUsedAt"]!.GetValue<DateTimeOffset>();
        Assert.True((TimeProvider.System.GetUtcNow() - first).Duration() < TimeSpan.FromMinutes(1));
        await AssertOpensAsync(instance, issued);
        await SweepAsync(instance);
        Assert.Equal(first, (await StatusAsync(Api, issued))["lastUsedAt"]!.GetValue<DateTimeOffset>());
        await using var later = Api.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.FromMinutes(2))));
        await AssertOpensAsync(later, issued);
        await SweepAsync(later);
        var read = await StatusAsync(Api, issued);
        Assert.True(read["lastUsedAt"]!.GetValue<DateTimeOffset>() - first > TimeSpan.FromMinutes(1));
        Assert.Equal(1, read["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task List_IsOfAUser_PageByPage()
    {
        var machine = await Api.RegisterAsync("many-keys", "finance-system");
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (await Api.IssueKeyAsync(machine.UserId, "api")).Id);
        }

        var auditor = await Api.SignInAsync("auditor");
        var first = (await auditor.GetAsync($"{Keys}?userId={machine.UserId}&limit=2")).Expect(200).Body;
        var second = (await auditor.GetAsync($"{Keys}?userId={machine.UserId}&limit=2&cursor={first["nextCursor"]}")).Expect(200).Body;

        Assert.Equal(ids, first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(x => x!["id"]!.GetValue<Guid>()));
        Assert.Null(second["nextCursor"]);
    }

    [Fact]
    public async Task Requests_CountForTheKeysUser_WhateverTheKey()
    {
        string[] keys = [(await Api.IssueKeyAsync(desk.Reader, "api")).Key(), (await Api.IssueKeyAsync(desk.Reader, "api")).Key()];
        using var service = await KestrelService.StartAsync(Api, settings: ("RateLimits:CallerPerMinute", "3"));
        var left = new List<string>();
        foreach (var key in new[] { keys[0], keys[1], keys[0] })
        {
            using var http = service.CreateClient();
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
            using var answer = await http.GetAsync(new Uri("/api/v1/calls", UriKind.Relative), TestContext.Current.CancellationToken);
            left.Add(answer.Headers.GetValues("RateLimit").Single());
        }

        Assert.Equal(["\"caller\";r=2", "\"caller\";r=1", "\"caller\";r=0"], left);
    }

    private static async Task AssertOpensAsync(ApiFixture api, params ApiReply[] issued)
    {
        foreach (var key in issued)
        {
            (await api.WithKey(key.Key()).GetAsync("/api/v1/me")).Expect(200);
        }
    }

    private static async Task<JsonNode> StatusAsync(ApiFixture api, ApiReply issued) =>
        (await (await api.SignInAsync("administrator")).GetAsync($"{Keys}/{issued.Id}")).Expect(200).Body;

    private static async Task SweepAsync(ApiFixture api)
    {
        foreach (var sweep in SweepCommands.All.Where(x => x.GetType().Name == "NoteApiKeyUses"))
        {
            await using var scope = api.Services.CreateAsyncScope();
            var dispatcher = scope.ServiceProvider.GetRequiredService<IDispatcher>();
            Assert.False((await dispatcher.SendAsync(sweep, TestContext.Current.CancellationToken)).IsFailure);
        }
    }

    // As a scanner that has only the format would compute it.
    private static uint Crc32Of(string text)
    {
        var crc = uint.MaxValue;
        foreach (var character in text)
        {
            crc ^= character;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static uint FromBase62(string text) =>
        text.Aggregate(
            0u,
            (value, x) =>
                (value * 62) + (uint)"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".IndexOf(x, StringComparison.Ordinal)
        );

    /// <summary>A machine, a reading machine, and a service behind a proxy.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        public ApiFixture Api { get; private set; } = null!;

        public Guid Machine { get; private set; }

        public Guid Reader { get; private set; }

        public KestrelService Proxied { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Api = await ApiFixture.StartAsync();
            Machine = (await Api.RegisterAsync("night-run", "finance-system")).UserId;
            Reader = (await Api.RegisterAsync("reading-run", "auditor")).UserId;
            Proxied = await KestrelService.StartAsync(Api, settings: ("Edge:Proxies:0", "127.0.0.1"));
        }

        public ValueTask DisposeAsync()
        {
            Proxied.Dispose();
            return Api.DisposeAsync();
        }
    }
}
