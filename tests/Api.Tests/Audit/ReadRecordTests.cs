using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Evaluation;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Audit;

/// <summary>Who reads personal data is in the trail with what was read and from where; who reads its own is not.</summary>
public sealed class ReadRecordTests(EvaluationScene scene) : IClassFixture<EvaluationScene>
{
    private const string Trail = "/api/v1/audit-trail";

    [Fact]
    public async Task UsersThatAreListed_AreNamed()
    {
        var administrator = await AsAsync("administrator");
        var users = (await administrator.GetAsync("/api/v1/users?limit=3")).Expect(200).Body["items"]!.AsArray();

        var row = await LastReadingAsync("list-users");

        Assert.Equal("user", row["entityType"]!.GetValue<string>());
        Assert.Equal(users.Select(x => x!["id"]!.GetValue<Guid>()), Ids(row));
        Assert.Equal(Ids(row)[0], row["entityId"]!.GetValue<Guid>());
        Assert.Null(row["before"]);
        Assert.NotNull(row["traceId"]);
        Assert.NotNull(row["actorId"]);
    }

    [Fact]
    public async Task Readings_AreFoundByWhatWasRead()
    {
        var administrator = await AsAsync("administrator");
        var user = (await administrator.GetAsync("/api/v1/users?limit=2")).Expect(200).Body["items"]![1]!["id"]!.GetValue<Guid>();

        var found = await (await AsAsync("auditor")).AllAsync($"{Trail}?entityId={user}");

        Assert.Contains(found, x => x["action"]!.GetValue<string>() == "list-users");
        Assert.All(found, x => Assert.True(x["entityId"]!.GetValue<Guid>() == user || Ids(x).Contains(user)));
    }

    [Fact]
    public async Task ApplicationsSheetsAndPanels_AreRecorded()
    {
        await scene.Manager.GetAsync($"/api/v1/applications/{scene.Application}");
        Assert.Equal([scene.Application], Ids(await LastReadingAsync("get-application")));

        await scene.DeclareIndependenceAsync(scene.First);
        await scene.AssignAsync(scene.First);
        var sheets = (await scene.Manager.GetAsync("/api/v1/score-sheets?limit=100")).Expect(200).Body["items"]!.AsArray();
        Assert.NotEmpty(sheets);
        Assert.Equal(sheets.Select(x => x!["id"]!.GetValue<Guid>()), Ids(await LastReadingAsync("list-score-sheets")));

        var panel = (await scene.Manager.GetAsync($"{scene.Call}/panel")).Expect(200).Body["members"]!.AsArray();
        Assert.Equal(panel.Select(x => x!["userId"]!.GetValue<Guid>()), Ids(await LastReadingAsync("get-panel")));
    }

    [Fact]
    public async Task TheTrailItself_IsReadUnderEyesToo()
    {
        var auditor = await AsAsync("auditor");
        var read = (await auditor.GetAsync($"{Trail}?limit=4")).Expect(200).Body["items"]!.AsArray();

        Assert.Contains(
            await auditor.AllAsync(Trail),
            x => x["action"]!.GetValue<string>() == "read-audit-trail" && Ids(x).SequenceEqual(read.Select(y => y!["id"]!.GetValue<Guid>()))
        );
    }

    [Fact]
    public async Task OnesOwnData_PublicOnes_AndRefusals_LeaveNoRow()
    {
        var before = await CountAsync();

        (await scene.First.GetAsync("/api/v1/me")).Expect(200);
        (await scene.First.GetAsync("/api/v1/score-sheets")).Expect(200);
        (await scene.Calls.Applicant.GetAsync($"/api/v1/applications/{scene.Application}")).Expect(200);
        (await scene.Calls.Applicant.GetAsync("/api/v1/me/applications")).Expect(200);
        (await scene.Calls.Api.Anonymous().GetAsync("/api/v1/calls")).Expect(200);
        (await scene.First.GetAsync("/api/v1/users")).Expect(403);
        (await scene.Manager.GetAsync($"/api/v1/applications/{Guid.CreateVersion7()}")).Expect(404);
        (await (await AsAsync("administrator")).GetAsync("/api/v1/users?userName=nobody")).Expect(200);

        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("127.0.0.1", "198.51.100.4")]
    [InlineData("192.0.2.7", "127.0.0.1")]
    public async Task TheCallersAddress_IsWhatANamedProxySays(string proxy, string expected)
    {
        using var service = await KestrelService.StartAsync(scene.Calls.Api, settings: [("Edge:Proxies:0", proxy)]);
        using var http = service.CreateClient();
        http.DefaultRequestHeaders.Authorization = await service.SignInAsync("administrator");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.4");
        using var read = await http.GetAsync("/api/v1/users?limit=1", TestContext.Current.CancellationToken);
        read.EnsureSuccessStatusCode();
        using var write = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users")
        {
            Content = new StringContent(
                $$"""{"userName": "from-{{proxy}}", "displayName": "A", "roles": ["applicant"]}""",
                MediaTypeHeaderValue.Parse("application/json")
            ),
        };
        write.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var written = await http.SendAsync(write, TestContext.Current.CancellationToken);
        written.EnsureSuccessStatusCode();

        Assert.Equal(expected, (await LastAsync("list-users"))["origin"]!.GetValue<string>());
        Assert.Equal(expected, (await LastAsync("register-user"))["origin"]!.GetValue<string>());
    }

    private Task<ApiClient> AsAsync(string userName) => scene.Calls.Api.SignInAsync(userName);

    private async Task<JsonObject> LastReadingAsync(string action)
    {
        var row = await LastAsync(action);
        Assert.NotNull(row["readIds"]);
        return row;
    }

    private async Task<JsonObject> LastAsync(string action) =>
        (await (await AsAsync("auditor")).AllAsync(Trail)).Last(x => x["action"]!.GetValue<string>() == action);

    private async Task<long> CountAsync() =>
        (long)(await scene.Calls.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.audit_entries"))!;

    private static IReadOnlyList<Guid> Ids(JsonObject row) => [.. row["readIds"]?.AsArray().Select(x => x!.GetValue<Guid>()) ?? []];
}
