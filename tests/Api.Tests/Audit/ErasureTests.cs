using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Evaluation;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Audit;

/// <summary>A person is forgotten, and the chain holds.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Name = "Somebody called leaver";

    private AuditDesk desk = null!;

    public async ValueTask InitializeAsync() => desk = await AuditDesk.StartAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task AnErasedPerson_IsForgotten_AndTheChainHolds()
    {
        var person = await desk.RegisterAsync("leaver");
        await AppointAsync(person);
        Assert.Contains(Name, await TrailAsync(person), StringComparison.Ordinal);
        await desk.SealedAsync();

        var erased = (await EraseAsync(person)).Expect(201);

        var proof = (await desk.SealedAsync()).Body;
        Assert.True(proof["isIntact"]!.GetValue<bool>(), proof.ToJsonString());
        var user = (await desk.Administrator.GetAsync(erased.Headers.Location!.ToString())).Expect(200).Body;
        Assert.Equal(person, user["id"]!.GetValue<Guid>());
        Assert.Equal($"erased-{person:D}", user["displayName"]!.GetValue<string>());
        Assert.Empty(user["roles"]!.AsArray());
        Assert.Equal(0, await TracesAsync());
        var trail = await TrailAsync(person);
        Assert.DoesNotContain("leaver", trail, StringComparison.Ordinal);
        Assert.Contains("File 7", trail, StringComparison.Ordinal);
        var registration = await AfterAsync(person, "register-user");
        Assert.Equal("erased", registration["displayName"]!.GetValue<string>());
        Assert.Equal("applicant", registration["roles"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task AnErasure_ForgetsNobodyElse()
    {
        var (leaver, other) = (await desk.RegisterAsync("leaver"), await desk.RegisterAsync("other"));

        (await EraseAsync(leaver)).Expect(201);

        Assert.Equal("Somebody called other", (await AfterAsync(other, "register-user"))["displayName"]!.GetValue<string>());
    }

    [Fact]
    public async Task AnErasure_LeavesNoNameInAnyTable()
    {
        var person = await desk.RegisterAsync("leaver");
        await AppointAsync(person);
        (await EraseAsync(person)).Expect(201);

        Assert.Empty(await Traces.OfAsync(desk.Api.Database, "called leaver"));
    }

    [Fact]
    public async Task WhatAnEvaluatorToldOfItsLife_IsForgotten()
    {
        var scene = new EvaluationScene();
        await using (scene)
        {
            await scene.InitializeAsync();
            var conflict = new
            {
                applicationId = scene.Application,
                kind = "family",
                text = "My sister is its treasurer.",
            };
            var declared = (await scene.First.PostAsync("/api/v1/conflict-declarations", conflict)).Expect(201).Id;
            var administrator = await scene.Calls.Api.SignInAsync("administrator");

            (await administrator.PostAsync(Path(scene.First.UserId), Reason, 1)).Expect(201);

            Assert.Equal(
                $"erased-{scene.First.UserId:D} family",
                await scene.Calls.Api.Database.ScalarAsOwnerAsync(
                    $"select text || ' ' || kind from evaluation.conflict_declarations where id = '{declared}'"
                )
            );
            var trail = await scene.Auditor.AllAsync($"/api/v1/audit-trail?entityId={declared}");
            Assert.Equal(2, trail.Count);
            Assert.DoesNotContain("sister", string.Concat(trail.Select(x => x.ToJsonString())), StringComparison.Ordinal);
            Assert.Equal(
                0L,
                await scene.Calls.Api.Database.ScalarAsOwnerAsync(
                    "select count(*) from platform.audit_personal_values where value like '%sister%'"
                )
            );
        }
    }

    [Fact]
    public async Task AValueThatIsGoneWithoutAnErasure_IsFound_EvenIfTheUserIsThere()
    {
        var person = await desk.RegisterAsync("leaver");
        await desk.SealedAsync();

        await desk.AsServiceAsync($"delete from platform.audit_personal_values where person_id = '{person}'");

        var proof = (await desk.SealedAsync()).Body;
        Assert.Equal("value-missing", proof["firstBroken"]!["fault"]!.GetValue<string>());
    }

    [Fact]
    public async Task Erasure_IsForTheAdministrator_Once_OfSomebody()
    {
        var person = await desk.RegisterAsync("leaver");
        (await EraseAsync(Guid.CreateVersion7())).ExpectRefusal(404, "platform.user-not-found");
        (await desk.Administrator.PostAsync(Path(person), Reason)).ExpectRefusal(428, "request.version-missing");
        (await desk.Auditor.PostAsync(Path(person), Reason, 1)).ExpectRefusal(403, "access.role-missing");
        (await desk.Administrator.PostAsync(Path(person), new { reason = "" }, 1)).ExpectRefusal(400, "request.validation-failed");
        (await EraseAsync(person)).Expect(201);
        (await desk.Administrator.PostAsync(Path(person), Reason, 1)).ExpectRefusal(412, "request.version-stale");
        (await desk.Administrator.PostAsync(Path(person), Reason, 2)).ExpectRefusal(409, "platform.user-erased");
    }

    private static object Reason => new { reason = "File 7 of 2031" };

    private static string Path(Guid person) => $"/api/v1/users/{person}/erasure";

    private Task<ApiReply> EraseAsync(Guid person) => desk.Administrator.PostAsync(Path(person), Reason, 1);

    private async Task AppointAsync(Guid person)
    {
        var secretary = await desk.Api.RegisterAsync("secretary", "working-group-secretary");
        var group = (await secretary.PostAsync("/api/v1/working-groups", new { name = "The group" })).Expect(201).Id;
        var member = new
        {
            name = Name,
            college = "citizens",
            from = "2027-01-01",
            userId = person,
        };
        (await secretary.PostAsync($"/api/v1/working-groups/{group}/members", member, 1)).Expect(201);
        Assert.Contains(Name, (await secretary.GetAsync($"/api/v1/working-groups/{group}")).Text, StringComparison.Ordinal);
        Assert.Equal(3, await TracesAsync(person));
    }

    private async Task<long> TracesAsync(Guid? person = null) =>
        (long)
            (
                await desk.Api.Database.ScalarAsOwnerAsync(
                    person is null
                        ? "select count(*) from platform.audit_personal_values where value ilike '%leaver%'"
                        : $"select count(*) from platform.audit_personal_values where person_id = '{person}'"
                )
            )!;

    private async Task<string> TrailAsync(Guid person) =>
        string.Join('\n', (await desk.Auditor.AllAsync($"/api/v1/audit-trail?entityId={person}")).Select(x => x.ToJsonString()));

    private async Task<JsonNode> AfterAsync(Guid entity, string action) =>
        JsonNode.Parse(
            (await desk.Auditor.AllAsync($"/api/v1/audit-trail?entityId={entity}")).Single(x => x["action"]!.GetValue<string>() == action)[
                "after"
            ]!.GetValue<string>()
        )!;
}
