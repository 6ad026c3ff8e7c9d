using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Calls;

/// <summary>A call's way from its draft to its end, and every turn at which it is refused.</summary>
public sealed class CallTransitionTests(CallDesk desk) : IClassFixture<CallDesk>
{
    private static readonly string[] Actions =
    [
        "archiving",
        "cancellation",
        "closing-change",
        "corrigenda",
        "notifications",
        "publication",
    ];

    [Theory]
    [InlineData("draft", "archiving:not-decided closing-change:not-published corrigenda:not-published publication:envelope-missing")]
    [InlineData("published", "archiving:not-decided publication:not-a-draft")]
    [InlineData("open", "archiving:not-decided publication:not-a-draft")]
    [InlineData("closed", "archiving:not-decided closing-change:already-closed corrigenda:already-closed publication:not-a-draft")]
    [InlineData(
        "cancelled",
        "archiving:not-decided cancellation:already-ended closing-change:already-closed corrigenda:already-closed publication:not-a-draft"
    )]
    public async Task AllowedActions_InEachState_SayWhatThePostsAnswer(string status, string refusals)
    {
        var expected = refusals.Split(' ').Select(x => x.Split(':')).ToDictionary(x => x[0], x => $"calls.{x[1]}");
        expected["notifications"] = "access.role-missing";
        var id = await desk.InAsync(status);
        var version = await desk.VersionAsync(id);

        var read = (await desk.Manager.GetAsync($"{CallDesk.Calls}/{id}")).Expect(200).Body;

        Assert.Equal(status, read["status"]!.GetValue<string>());
        Assert.Equal(Actions, read["allowedActions"]!.AsArray().Select(x => x!["action"]!.GetValue<string>()));
        foreach (var action in read["allowedActions"]!.AsArray())
        {
            var name = action!["action"]!.GetValue<string>();
            var code = expected.GetValueOrDefault(name);
            Assert.Equal((code is null, code), (action["allowed"]!.GetValue<bool>(), action["reason"]?.GetValue<string>()));
            if (code is not null)
            {
                var kind = code switch
                {
                    "access.role-missing" => 403,
                    "calls.envelope-missing" => 422,
                    _ => 409,
                };
                (await SendAsync(desk.Manager, id, name, version)).ExpectRefusal(kind, code);
            }
        }

        Assert.Equal(version, await desk.VersionAsync(id));
        foreach (var allowed in Actions.Except(expected.Keys))
        {
            (await SendAsync(desk.Manager, await desk.InAsync(status), allowed, version)).Expect(201);
        }
    }

    [Fact]
    public async Task Transition_WithoutOrWithAStaleVersion_ChangesNothing()
    {
        var id = await desk.InAsync("open");
        var version = await desk.VersionAsync(id);

        foreach (var action in Actions.Except(["notifications"]))
        {
            (await SendAsync(desk.Manager, id, action, null)).ExpectRefusal(428, "request.version-missing");
            (await SendAsync(desk.Manager, id, action, version - 1)).ExpectRefusal(412, "request.version-stale");
        }

        Assert.Equal((version, "open"), (await desk.VersionAsync(id), await desk.StatusAsync(id)));
    }

    [Fact]
    public async Task Transition_ByAManagerWhoIsNotNamed_OrByAnyOther_IsForbidden()
    {
        var id = await desk.InAsync("open");
        var version = await desk.VersionAsync(id);

        foreach (var action in Actions.Except(["notifications"]))
        {
            (await SendAsync(desk.Stranger, id, action, version)).ExpectRefusal(403, "calls.not-named-on-call");
            (await SendAsync(desk.Auditor, id, action, version)).ExpectRefusal(403, "access.role-missing");
            (await SendAsync(desk.Api.Anonymous(), id, action, version)).ExpectRefusal(401, "access.not-signed-in");
        }

        var actions = (await desk.Stranger.GetAsync($"{CallDesk.Calls}/{id}")).Body["allowedActions"]!.AsArray();
        Assert.All(actions, x => Assert.False(x!["allowed"]!.GetValue<bool>()));
        Assert.Equal(version, await desk.VersionAsync(id));
    }

    [Fact]
    public async Task Transition_OfACallThatIsNot_IsNotFound_BeforeItsBodyIsRead()
    {
        var unknown = Guid.CreateVersion7();
        foreach (var action in Actions.Except(["notifications"]))
        {
            (await SendAsync(desk.Manager, unknown, action, null)).ExpectRefusal(404, "calls.not-found");
        }

        (await desk.Manager.PostAsync($"{CallDesk.Calls}/{unknown}/cancellation", "{", 1)).ExpectRefusal(404, "calls.not-found");
        (await desk.Manager.PutAsync($"{CallDesk.Calls}/{unknown}", CallBodies.Terms(), 1)).ExpectRefusal(404, "calls.not-found");
        (await desk.Api.Anonymous().GetAsync($"{CallDesk.Calls}/{unknown}")).ExpectRefusal(404, "calls.not-found");
    }

    public static TheoryData<string, string, string> UnfitTerms =>
        new()
        {
            {
                "weights",
                """{ "criteria": [{ "code": "effects", "title": "E", "weight": 99, "minimumMark": 0, "maximumMark": 5 }] }""",
                "weights-not-hundred"
            },
            { "dates", """{ "closesAt": "2031-09-02T07:00:00Z" }""", "closing-not-after-opening" },
            { "past", """{ "opensAt": "2031-08-01T00:00:00Z", "closesAt": "2031-08-02T00:00:00Z" }""", "closing-passed" },
            { "ceiling", """{ "grantCeiling": { "amount": "230000.01", "currency": "EUR" } }""", "ceiling-above-envelope" },
        };

    [Theory]
    [MemberData(nameof(UnfitTerms))]
    public async Task Publication_OfTermsThatDoNotHold_IsRefused_AndMendedByAReplacement(string name, string change, string code)
    {
        await desk.Api.MoveClockAsync(CallDesk.BeforeOpening);
        var id = await desk.DraftAsync(body =>
        {
            body["title"] = name;
            body["tieBreaks"] = new JsonArray("effects", "reference");
            foreach (var (member, value) in JsonNode.Parse(change)!.AsObject())
            {
                body[member] = value!.DeepClone();
            }
        });
        await desk.ReserveAsync(id);

        (await desk.PostAsync(desk.Manager, id, "publication")).ExpectRefusal(422, $"calls.{code}");
        Assert.Equal("draft", await desk.StatusAsync(id));
        (await desk.Api.Anonymous().GetAsync($"{CallDesk.Calls}/{id}")).ExpectRefusal(404, "calls.not-found");

        (await desk.Manager.PutAsync($"{CallDesk.Calls}/{id}", CallBodies.Terms(), await desk.VersionAsync(id))).Expect(200);
        (await desk.PostAsync(desk.Manager, id, "publication")).Expect(201);
        Assert.Equal("published", await desk.StatusAsync(id));
    }

    [Fact]
    public async Task Publication_WithTheCeilingAtTheEnvelope_IsTaken()
    {
        await desk.Api.MoveClockAsync(CallDesk.BeforeOpening);
        var id = await desk.DraftAsync();
        await desk.ReserveAsync(id, "45000.00");

        (await desk.PostAsync(desk.Manager, id, "publication")).Expect(201);
    }

    [Fact]
    public async Task Publication_FreezesTheTerms_ACorrigendumMendsTheTextsOnly()
    {
        var id = await desk.InAsync("published");
        var before = (await desk.ReadAsync(id)).AsObject();

        (await desk.Manager.PutAsync($"{CallDesk.Calls}/{id}", CallBodies.Terms(), await desk.VersionAsync(id))).ExpectRefusal(
            409,
            "calls.not-a-draft"
        );
        (await desk.PostAsync(desk.Manager, id, "corrigenda", """{"title":"A","description":null,"criteria":[]}""")).Expect(400);
        (await desk.PostAsync(desk.Manager, id, "corrigenda", new { title = "Mended", description = "Better." })).Expect(201);

        var after = (await desk.ReadAsync(id)).AsObject();
        Assert.Equal(("Mended", "Better."), (after["title"]!.GetValue<string>(), after["description"]!.GetValue<string>()));
        foreach (var member in new[] { "title", "description", "version" })
        {
            before.Remove(member);
            after.Remove(member);
        }

        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task ClosingChange_MovesItLaterOnly_AndOnlyBeforeItHasPassed()
    {
        var id = await desk.InAsync("open");

        foreach (var seconds in new[] { -1, 0 })
        {
            var refused = await desk.PostAsync(desk.Manager, id, "closing-change", Later(seconds));
            Assert.Equal(
                "#/closesAt",
                refused.ExpectRefusal(422, "calls.closing-not-later").Body["errors"]![0]!["pointer"]!.GetValue<string>()
            );
        }

        (await desk.PostAsync(desk.Manager, id, "closing-change", Later(3600))).Expect(201);
        await desk.Api.MoveClockAsync(CallDesk.ClosesAt.AddMinutes(30));
        Assert.Equal("open", await desk.StatusAsync(id));
        await desk.Api.MoveClockAsync(CallDesk.ClosesAt.AddMinutes(61));
        Assert.Equal("closed", await desk.StatusAsync(id));
        (await desk.PostAsync(desk.Manager, id, "closing-change", Later(7200))).ExpectRefusal(409, "calls.already-closed");
    }

    [Fact]
    public async Task Sweep_WritesTheClosing_AndNothingDependsOnIt()
    {
        var id = await desk.InAsync("open");
        var (status, version) = ("published", await desk.VersionAsync(id));
        await desk.SweepAsync();
        Assert.Equal((status, version), (await StoredAsync(id), await desk.VersionAsync(id)));

        await desk.Api.MoveClockAsync(CallDesk.AfterClosing);
        Assert.Equal((status, "closed"), (await StoredAsync(id), await desk.StatusAsync(id)));
        Assert.Contains(id, await ListAsync("closed"));
        await desk.SweepAsync();

        Assert.Equal(("closed", "closed"), (await StoredAsync(id), await desk.StatusAsync(id)));
        Assert.Contains(id, await ListAsync("closed"));
        var written = await desk.VersionAsync(id);
        await desk.SweepAsync();
        Assert.Equal(written, await desk.VersionAsync(id));
    }

    [Theory]
    [InlineData("abandoned")]
    [InlineData("unsuccessful")]
    public async Task Cancellation_OfAPublishedCall_TellsThePublicWhy(string reason)
    {
        var id = await desk.InAsync("closed");
        (await desk.PostAsync(desk.Manager, id, "cancellation", new { reason = "bored", explanation = "So." })).Expect(400);
        (await desk.PostAsync(desk.Manager, id, "cancellation", new { reason, explanation = "" })).Expect(400);

        (await desk.PostAsync(desk.Manager, id, "cancellation", new { reason, explanation = "So it is." })).Expect(201);

        var seen = (await desk.Api.Anonymous().GetAsync($"{CallDesk.Calls}/{id}")).Expect(200);
        Assert.Equal("cancelled", seen.Body["status"]!.GetValue<string>());
        Assert.Equal(reason, seen.Body["cancellationReason"]!.GetValue<string>());
        Assert.Equal("So it is.", seen.Body["cancellationExplanation"]!.GetValue<string>());
        Assert.Null(seen.Body["allowedActions"]);
        Assert.Null(seen.Body["managers"]);
    }

    [Fact]
    public async Task Cancellation_OfADraft_LeavesItUnknownToThePublic()
    {
        var id = await desk.InAsync("draft");

        (await desk.PostAsync(desk.Manager, id, "cancellation", CallDesk.Cancellation)).Expect(201);

        Assert.Equal("cancelled", await desk.StatusAsync(id));
        (await desk.Api.Anonymous().GetAsync($"{CallDesk.Calls}/{id}")).ExpectRefusal(404, "calls.not-found");
        Assert.DoesNotContain(id, await ListAsync("cancelled", desk.Api.Anonymous()));
        Assert.Contains(id, await ListAsync("cancelled"));
    }

    private static object Later(int seconds) => new { closesAt = CallDesk.ClosesAt.AddSeconds(seconds) };

    private static Task<ApiReply> SendAsync(ApiClient caller, Guid id, string action, int? version) =>
        caller.PostAsync(
            $"{CallDesk.Calls}/{id}/{action}",
            action switch
            {
                "cancellation" => CallDesk.Cancellation,
                "closing-change" => Later(60),
                "corrigenda" => new { title = "Mended", description = "Better." },
                _ => null,
            },
            version
        );

    private async Task<List<Guid>> ListAsync(string status, ApiClient? caller = null) =>
        [
            .. (await (caller ?? desk.Auditor).GetAsync($"{CallDesk.Calls}?limit=100&status={status}")).Expect(200).Body["items"]!
                .AsArray()
                .Select(x => x!["id"]!.GetValue<Guid>()),
        ];

    private async Task<string> StoredAsync(Guid id)
    {
        await using var connection = new NpgsqlConnection(desk.Api.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select status from calls.calls where id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }
}
