using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests;

public sealed class CallTests : IAsyncLifetime
{
    private ApiFixture api = null!;
    private ApiClient manager = null!;

    public async ValueTask InitializeAsync()
    {
        api = await ApiFixture.StartAsync();
        manager = await api.RegisterAsync("m01", "programme-manager");
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Draft_ByAManager_IsCreatedAndCanBeRead()
    {
        var created = (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-1"))).Expect(201);

        Assert.Equal("\"1\"", created.Headers.ETag!.Tag);
        var read = (await manager.GetAsync(created.Headers.Location!.ToString())).Expect(200);
        Assert.Equal("draft", read.Body["status"]!.GetValue<string>());
        Assert.Equal("45000.00", read.Body["grantCeiling"]!["amount"]!.GetValue<string>());
        Assert.True(read.Headers.CacheControl is { NoStore: true, Private: true });
    }

    [Fact]
    public async Task Draft_IsUnknownToThePublicAndToApplicants()
    {
        var id = (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-2"))).Expect(201).Id;
        var applicant = await api.RegisterAsync("a-call-2", "applicant");

        (await api.Anonymous().GetAsync($"/api/v1/calls/{id}")).ExpectRefusal(404, "calls.not-found");
        (await applicant.GetAsync($"/api/v1/calls/{id}")).ExpectRefusal(404, "calls.not-found");
    }

    [Fact]
    public async Task Draft_ByAnApplicant_IsForbidden()
    {
        var applicant = await api.RegisterAsync("a-call-3", "applicant");

        (await applicant.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-3"))).ExpectRefusal(403, "access.role-missing");
        (await api.Anonymous().PostAsync("/api/v1/calls", CallBodies.Draft("CALL-3"))).ExpectRefusal(401, "access.not-signed-in");
    }

    [Fact]
    public async Task Draft_WithAReferenceThatIsTaken_IsRefused()
    {
        (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-4"))).Expect(201);

        (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-4"))).ExpectRefusal(422, "calls.reference-taken");
    }

    [Fact]
    public async Task Draft_OutOfTheSchemasBounds_NamesEachFaultAtItsPointer()
    {
        var body = CallBodies.Draft("CALL-5");
        body["criteria"]![1]!["weight"] = 0;
        body["title"] = "";

        var refused = (await manager.PostAsync("/api/v1/calls", body)).ExpectRefusal(400, "request.validation-failed");

        var pointers = refused.Body["errors"]!.AsArray().Select(x => x!["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        Assert.Equal(["#/criteria/1/weight", "#/title"], pointers);
    }

    [Fact]
    public async Task Replace_WithoutOrWithAStaleVersion_ChangesNothing()
    {
        var id = (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-6"))).Expect(201).Id;
        var terms = CallBodies.Terms();
        terms["title"] = "Another title";

        (await manager.PutAsync($"/api/v1/calls/{id}", terms, version: null)).ExpectRefusal(428, "request.version-missing");
        (await manager.PutAsync($"/api/v1/calls/{id}", terms, version: 7)).ExpectRefusal(412, "request.version-stale");
        Assert.Equal(1, (await manager.GetAsync($"/api/v1/calls/{id}")).Version);

        Assert.Equal(2, (await manager.PutAsync($"/api/v1/calls/{id}", terms, version: 1)).Expect(200).Version);
    }

    [Fact]
    public async Task Replace_ByAManagerWhoIsNotNamed_IsForbidden()
    {
        var id = (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-7"))).Expect(201).Id;
        var other = await api.RegisterAsync("m02", "programme-manager");

        (await other.PutAsync($"/api/v1/calls/{id}", CallBodies.Terms(), 1)).ExpectRefusal(403, "calls.not-named-on-call");
    }

    [Fact]
    public async Task Draft_Repeated_HasOneEffect()
    {
        var key = Guid.CreateVersion7().ToString();
        var body = CallBodies.Draft("CALL-8");

        var first = (await manager.PostAsync("/api/v1/calls", body, key: key)).Expect(201);
        var second = (await manager.PostAsync("/api/v1/calls", body, key: key)).Expect(201);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-9"), key: key)).ExpectRefusal(
            422,
            "request.idempotency-key-reused"
        );
        (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-9"), key: null)).ExpectRefusal(
            400,
            "request.idempotency-key-missing"
        );
    }

    [Fact]
    public async Task List_PagesByKeysetWithoutGapsOrDoubles()
    {
        foreach (var i in Enumerable.Range(10, 5))
        {
            (await manager.PostAsync("/api/v1/calls", CallBodies.Draft($"CALL-{i}"))).Expect(201);
        }

        var seen = new List<string>();
        var path = "/api/v1/calls?limit=2&status=draft&sort=closesAt";
        while (path is not null)
        {
            var page = (await manager.GetAsync(path)).Expect(200);
            seen.AddRange(page.Body["items"]!.AsArray().Select(x => x!["reference"]!.GetValue<string>()));
            path = page.Body["nextCursor"]?.GetValue<string>() is { } cursor
                ? $"/api/v1/calls?limit=2&status=draft&sort=closesAt&cursor={cursor}"
                : null;
        }

        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
        (await manager.GetAsync("/api/v1/calls?cursor=nonsense")).ExpectRefusal(400, "request.cursor-invalid");
        (await manager.GetAsync("/api/v1/calls?limit=0")).ExpectRefusal(400, "request.validation-failed");
        (await manager.GetAsync("/api/v1/calls?limit=abc")).ExpectRefusal(400, "request.validation-failed");
    }

    [Fact]
    public async Task Draft_LeavesAnAuditRow()
    {
        var id = (await manager.PostAsync("/api/v1/calls", CallBodies.Draft("CALL-20"))).Expect(201).Id;
        var auditor = await api.SignInAsync("auditor");

        var row = Assert.Single((await auditor.GetAsync($"/api/v1/audit-trail?entityId={id}")).Expect(200).Body["items"]!.AsArray())!;

        Assert.Equal("draft-call", row["action"]!.GetValue<string>());
        Assert.Equal(manager.UserId, row["actorId"]!.GetValue<Guid>());
        var after = JsonNode.Parse(row["after"]!.GetValue<string>())!;
        Assert.Equal("CALL-20", after["reference"]!.GetValue<string>());
    }
}
