using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.WorkingGroup;

/// <summary>The whole life of a meeting, and every turn at which it is refused.</summary>
public sealed class MeetingTests(MeetingDesk desk) : IClassFixture<MeetingDesk>
{
    private static readonly string[] Actions = ["agenda", "attendance", "cancellation", "convocation", "holding", "minutes", "votes"];

    [Fact]
    public async Task Meeting_FromItsPlanToItsMinutes_CanBeReadAtEachStep()
    {
        await desk.BeforeAsync();
        var (group, members) = await desk.FoundAsync();
        var planned = (await desk.Secretary.PostAsync(MeetingDesk.Meetings, MeetingDesk.Plan(group))).Expect(201);
        var id = planned.Id;
        Assert.Equal($"{MeetingDesk.Meetings}/{id}", planned.Headers.Location!.ToString());
        Assert.Equal("\"1\"", planned.Headers.ETag!.Tag);
        await AssertStatusAsync(id, "planned");

        var item = (await desk.PostAsync(desk.Secretary, id, "agenda", new { title = "Allocation" })).Expect(201);
        (await desk.PostAsync(desk.Secretary, id, "convocation")).Expect(201);
        var convened = await AssertStatusAsync(id, "convened");
        Assert.NotNull(convened["convenedAt"]);
        Assert.Null(convened["present"]);

        (await desk.AttendAsync(id, members.Take(2))).Expect(200);
        Assert.Null((await desk.ReadAsync(id))["quorum"]);
        await desk.BeginAsync();
        (await desk.PostAsync(desk.Secretary, id, "holding")).Expect(201);
        var held = await AssertStatusAsync(id, "held");
        Assert.Equal(members.Take(2), held["present"]!.AsArray().Select(x => x!.GetValue<Guid>()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"inOffice":3,"present":2,"required":2,"isReached":true}"""), held["quorum"]));

        var itemId = item.Body["agendaItemId"]!.GetValue<Guid>();
        (await desk.PostAsync(desk.Secretary, id, "votes", MeetingDesk.Vote(itemId, 1, 0, 1))).Expect(201);
        (await desk.PostAsync(desk.Secretary, id, "minutes", new { text = "All agreed." })).Expect(201);
        var minuted = await AssertStatusAsync(id, "minuted");
        Assert.Equal("All agreed.", minuted["minutes"]!.GetValue<string>());
        var opinion = Assert.Single(minuted["opinions"]!.AsArray())!;
        Assert.Equal(itemId, opinion["agendaItemId"]!.GetValue<Guid>());
        Assert.True(opinion["isFavourable"]!.GetValue<bool>());
        Assert.Equal(
            (1, 0, 1),
            (opinion["inFavour"]!.GetValue<int>(), opinion["against"]!.GetValue<int>(), opinion["abstentions"]!.GetValue<int>())
        );
        Assert.Equal(7, minuted["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task Cancellation_TellsItsReason()
    {
        var (id, _) = await desk.InAsync("convened");

        (await desk.PostAsync(desk.Secretary, id, "cancellation", new { reason = "Snow." })).Expect(201);

        var read = await AssertStatusAsync(id, "cancelled");
        Assert.Equal("Snow.", read["cancellationReason"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("planned", "attendance:meeting-not-convened holding:meeting-not-convened minutes:meeting-not-held votes:meeting-not-held")]
    [InlineData("convened", "convocation:meeting-not-planned holding:too-early minutes:meeting-not-held votes:meeting-not-held")]
    [InlineData(
        "held",
        "agenda:agenda-closed attendance:meeting-not-convened cancellation:meeting-already-over convocation:meeting-not-planned holding:meeting-not-convened"
    )]
    [InlineData(
        "minuted",
        "agenda:agenda-closed attendance:meeting-not-convened cancellation:meeting-already-over convocation:meeting-not-planned holding:meeting-not-convened minutes:meeting-not-held votes:meeting-not-held"
    )]
    [InlineData(
        "cancelled",
        "agenda:agenda-closed attendance:meeting-not-convened cancellation:meeting-already-over convocation:meeting-not-planned holding:meeting-not-convened minutes:meeting-not-held votes:meeting-not-held"
    )]
    public async Task AllowedActions_InEachState_SayWhatThePostsAnswer(string status, string refusals)
    {
        var expected = refusals.Split(' ').Select(x => x.Split(':')).ToDictionary(x => x[0], x => $"working-group.{x[1]}");
        var (id, item) = await desk.InAsync(status);
        var version = await desk.VersionAsync(id);

        var actions = (await desk.Secretary.GetAsync($"{MeetingDesk.Meetings}/{id}")).Expect(200).Body["allowedActions"]!.AsArray();

        Assert.Equal(Actions, actions.Select(x => x!["action"]!.GetValue<string>()));
        foreach (var action in actions)
        {
            var name = action!["action"]!.GetValue<string>();
            var code = expected.GetValueOrDefault(name);
            Assert.Equal((code is null, code), (action["allowed"]!.GetValue<bool>(), action["reason"]?.GetValue<string>()));
            if (code is not null)
            {
                (await SendAsync(desk.Secretary, id, name, item, version)).ExpectRefusal(code.EndsWith("early", Ordinal) ? 422 : 409, code);
            }
        }

        Assert.Equal(version, await desk.VersionAsync(id));
        foreach (var allowed in Actions.Except(expected.Keys))
        {
            var (meeting, itsItem) = await desk.InAsync(status);
            var reply = await SendAsync(desk.Secretary, meeting, allowed, itsItem, version);
            Assert.Equal(allowed == "attendance" ? 200 : 201, reply.Status);
        }
    }

    [Fact]
    public async Task Transition_WithoutOrWithAStaleVersion_ChangesNothing()
    {
        var (id, item) = await desk.InAsync("convened");
        var version = await desk.VersionAsync(id);

        foreach (var action in Actions)
        {
            (await SendAsync(desk.Secretary, id, action, item, null)).ExpectRefusal(428, "request.version-missing");
            (await SendAsync(desk.Secretary, id, action, item, version - 1)).ExpectRefusal(412, "request.version-stale");
            (await SendAsync(desk.Secretary, id, action, item, version + 1)).ExpectRefusal(412, "request.version-stale");
        }

        Assert.Equal(version, await desk.VersionAsync(id));
        await AssertStatusAsync(id, "convened");
    }

    [Fact]
    public async Task Transition_OfAMeetingThatIsNot_IsNotFound_BeforeItsBodyIsRead()
    {
        var unknown = Guid.CreateVersion7();

        (await desk.Secretary.GetAsync($"{MeetingDesk.Meetings}/{unknown}")).ExpectRefusal(404, "working-group.meeting-not-found");
        foreach (var action in Actions)
        {
            (await SendAsync(desk.Secretary, unknown, action, unknown, null)).ExpectRefusal(404, "working-group.meeting-not-found");
        }

        (await desk.Secretary.PostAsync($"{MeetingDesk.Meetings}/{unknown}/votes", "{", 1)).ExpectRefusal(
            404,
            "working-group.meeting-not-found"
        );
    }

    [Fact]
    public async Task Meetings_AreKeptByTheSecretaryAlone_AndReadByTheBackOffice()
    {
        var (id, item) = await desk.InAsync("held");
        var version = await desk.VersionAsync(id);
        var path = $"{MeetingDesk.Meetings}/{id}";

        foreach (var role in new[] { "programme-manager", "budget-officer", "decision-recorder", "applicant", "evaluator", "instructor" })
        {
            var caller = await desk.Api.RegisterAsync($"reader-{role}", role);
            foreach (var action in Actions)
            {
                (await SendAsync(caller, id, action, item, version)).ExpectRefusal(403, "access.role-missing");
            }

            (await caller.PostAsync(MeetingDesk.Meetings, MeetingDesk.Plan(id))).ExpectRefusal(403, "access.role-missing");
            var isReader = role is "programme-manager" or "budget-officer" or "decision-recorder";
            Assert.Equal(isReader ? 200 : 403, (await caller.GetAsync(path)).Status);
            Assert.Equal(isReader ? 200 : 403, (await caller.GetAsync(MeetingDesk.Meetings)).Status);
            if (isReader)
            {
                var actions = (await caller.GetAsync(path)).Body["allowedActions"]!.AsArray();
                Assert.All(actions, x => Assert.Equal("access.role-missing", x!["reason"]!.GetValue<string>()));
            }
        }

        (await desk.Api.Anonymous().GetAsync(path)).ExpectRefusal(401, "access.not-signed-in");
        (await SendAsync(desk.Api.Anonymous(), id, "votes", item, version)).ExpectRefusal(401, "access.not-signed-in");
        Assert.Equal(version, await desk.VersionAsync(id));
    }

    [Theory]
    [InlineData("agenda", """{"title":""}""")]
    [InlineData("agenda", """{"title":"A","colour":"blue"}""")]
    [InlineData("agenda", """{"title":"A","scenarioId":"x"}""")]
    [InlineData("votes", """{"agendaItemId":"01980000-0000-7000-8000-000000000001","inFavour":-1,"against":0,"abstentions":0}""")]
    [InlineData("votes", """{"agendaItemId":"01980000-0000-7000-8000-000000000001","inFavour":1.5,"against":0,"abstentions":0}""")]
    [InlineData("votes", """{"agendaItemId":"01980000-0000-7000-8000-000000000001","inFavour":1,"against":0}""")]
    [InlineData("minutes", """{"text":" "}""")]
    [InlineData("minutes", """{"text":"A\u0000B"}""")]
    [InlineData("cancellation", """{"reason":""}""")]
    [InlineData("cancellation", "{}")]
    public async Task Body_OutOfTheSchema_IsAFaultOfTheCaller(string action, string body)
    {
        var (id, _) = await desk.InAsync(action is "votes" or "minutes" ? "held" : "planned");
        var version = await desk.VersionAsync(id);

        (await desk.PostAsync(desk.Secretary, id, action, body)).Expect(400);

        Assert.Equal(version, await desk.VersionAsync(id));
    }

    [Fact]
    public async Task Plan_ForAGroupThatIsNot_IsRefused()
    {
        var refused = await desk.Secretary.PostAsync(MeetingDesk.Meetings, MeetingDesk.Plan(Guid.CreateVersion7()));

        Assert.Equal(
            "#/groupId",
            refused.ExpectRefusal(422, "working-group.unknown-group").Body["errors"]![0]!["pointer"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task Convocation_Repeated_HasOneEffect()
    {
        var (id, _) = await desk.InAsync("planned");
        var (key, path) = (Guid.CreateVersion7().ToString(), $"{MeetingDesk.Meetings}/{id}/convocation");
        var version = await desk.VersionAsync(id);

        var first = (await desk.Secretary.PostAsync(path, version: version, key: key)).Expect(201);
        var second = (await desk.Secretary.PostAsync(path, version: version, key: key)).Expect(201);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(version + 1, await desk.VersionAsync(id));
        (await desk.Secretary.PostAsync(path, version: version + 1, key: null)).ExpectRefusal(400, "request.idempotency-key-missing");
    }

    [Fact]
    public async Task List_FiltersByGroup_NewestFirst_WithoutGapsOrDoubles()
    {
        var (group, _) = await desk.FoundAsync(members: 0);
        var (other, _) = await desk.FoundAsync(members: 0);
        var planned = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            planned.Add(await desk.PlanAsync(group));
            await desk.PlanAsync(other);
        }

        var seen = new List<Guid>();
        for (string? next = $"{MeetingDesk.Meetings}?limit=2&groupId={group}"; next is not null; )
        {
            var page = (await desk.Auditor.GetAsync(next)).Expect(200);
            Assert.InRange(page.Body["items"]!.AsArray().Count, 1, 2);
            seen.AddRange(page.Body["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>()));
            Assert.All(page.Body["items"]!.AsArray(), x => Assert.Null(x!["allowedActions"]));
            next = page.Body["nextCursor"]?.GetValue<string>() is { } cursor
                ? $"{MeetingDesk.Meetings}?limit=2&groupId={group}&cursor={cursor}"
                : null;
        }

        Assert.Equal(planned.AsEnumerable().Reverse(), seen);
        Assert.Empty(
            (await desk.Auditor.GetAsync($"{MeetingDesk.Meetings}?groupId={Guid.CreateVersion7()}")).Expect(200).Body["items"]!.AsArray()
        );
        (await desk.Auditor.GetAsync($"{MeetingDesk.Meetings}?cursor=nonsense")).ExpectRefusal(400, "request.cursor-invalid");
        (await desk.Auditor.GetAsync($"{MeetingDesk.Meetings}?limit=101")).ExpectRefusal(400, "request.validation-failed");
        (await desk.Auditor.GetAsync($"{MeetingDesk.Meetings}?groupId=x")).ExpectRefusal(400, "request.validation-failed");
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static Task<ApiReply> SendAsync(ApiClient caller, Guid id, string action, Guid item, int? version)
    {
        var path = $"{MeetingDesk.Meetings}/{id}/{action}";
        object? body = action switch
        {
            "agenda" => new { title = "Any other business" },
            "attendance" => new { present = Array.Empty<Guid>() },
            "cancellation" => new { reason = "Snow." },
            "minutes" => new { text = "All agreed." },
            "votes" => MeetingDesk.Vote(item),
            _ => null,
        };
        return action == "attendance" ? caller.PutAsync(path, body!, version) : caller.PostAsync(path, body, version);
    }

    private async Task<JsonNode> AssertStatusAsync(Guid id, string status)
    {
        var read = await desk.ReadAsync(id);
        Assert.Equal(status, read["status"]!.GetValue<string>());
        return read;
    }
}
