using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Applications;

public sealed class DraftingTests : IAsyncLifetime
{
    private ApplicationScene scene = null!;

    public async ValueTask InitializeAsync() => scene = await ApplicationScene.StartAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Draft_ByAMember_GetsTheCallsNextReference()
    {
        var first = (await scene.Applicant.PostAsync(ApplicationScene.Applications, scene.DraftBody())).Expect(201);
        var second = (await scene.Applicant.PostAsync(ApplicationScene.Applications, scene.DraftBody())).Expect(201);

        Assert.Equal("CALL-1-0001", first.Body["reference"]!.GetValue<string>());
        Assert.Equal("CALL-1-0002", second.Body["reference"]!.GetValue<string>());
        var read = (await scene.Applicant.GetAsync(first.Headers.Location!.ToString())).Expect(200);
        Assert.Equal("draft", read.Body["state"]!.GetValue<string>());
        Assert.Equal("public-private", read.Body["content"]!["initiator"]!.GetValue<string>());
        Assert.Equal("30000.00", read.Body["content"]!["plan"]!["costs"]![0]!["amount"]!["amount"]!.GetValue<string>());
    }

    [Fact]
    public async Task Draft_BetweenPublicationAndOpening_IsTaken()
    {
        await scene.Api.MoveClockAsync(ApplicationScene.BeforeOpening);

        (await scene.Applicant.PostAsync(ApplicationScene.Applications, scene.DraftBody())).Expect(201);
    }

    [Fact]
    public async Task Draft_AfterClosing_IsRefused()
    {
        var id = await scene.DraftAsync();
        await scene.Api.MoveClockAsync(ApplicationScene.AfterClosing);

        (await scene.Applicant.PostAsync(ApplicationScene.Applications, scene.DraftBody())).ExpectRefusal(422, "applications.call-closed");
        (await scene.Applicant.PutAsync($"{ApplicationScene.Applications}/{id}", ApplicationBodies.Content(scene.Siren), 1)).ExpectRefusal(
            422,
            "applications.call-closed"
        );
    }

    [Fact]
    public async Task Draft_ToACallThatIsNotPublished_SaysNoMoreThanToACallThatIsNot()
    {
        var unpublished = scene.DraftBody();
        unpublished["callId"] = await scene.DraftCallAsync("CALL-2");
        var unknown = scene.DraftBody();
        unknown["callId"] = Guid.CreateVersion7();

        var first = (await scene.Applicant.PostAsync(ApplicationScene.Applications, unpublished)).Expect(422);
        var second = (await scene.Applicant.PostAsync(ApplicationScene.Applications, unknown)).Expect(422);

        Assert.Equal(second.Code, first.Code);
        Assert.Equal(second.Body["detail"]!.GetValue<string>(), first.Body["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Draft_ForAnOrganisationOfOthers_IsRefused()
    {
        var other = await scene.Api.RegisterAsync("other", "applicant");

        (await other.PostAsync(ApplicationScene.Applications, scene.DraftBody())).ExpectRefusal(422, "applications.not-own-organisation");
        (await scene.Instructor.PostAsync(ApplicationScene.Applications, scene.DraftBody())).ExpectRefusal(403, "access.role-missing");
    }

    [Theory]
    [InlineData("siret", "67895644300011", "applications.siret-invalid")]
    [InlineData("siret", "73282932000074", "applications.siret-of-another-organisation")]
    [InlineData("theme", "sport", "applications.unknown-theme")]
    public async Task Content_ThatDoesNotFit_IsRefusedAtItsMember(string member, string value, string code)
    {
        var draft = scene.DraftBody();
        draft["content"]![member] = value;
        var content = ApplicationBodies.Content(scene.Siren);
        content[member] = value;
        var id = await scene.DraftAsync();

        var posted = (await scene.Applicant.PostAsync(ApplicationScene.Applications, draft)).ExpectRefusal(422, code);
        var put = (await scene.Applicant.PutAsync($"{ApplicationScene.Applications}/{id}", content, 1)).ExpectRefusal(422, code);

        Assert.Equal($"#/content/{member}", posted.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Equal($"#/{member}", put.Body["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Content_WithACategoryThatTheCallLacksOrNamesTwice_IsRefused()
    {
        var foreign = scene.DraftBody();
        foreign["content"]!["plan"]!["costs"]![1]!["category"] = "travel";
        var twice = scene.DraftBody();
        twice["content"]!["plan"]!["costs"]![1]!["category"] = "investment";

        var refused = (await scene.Applicant.PostAsync(ApplicationScene.Applications, foreign)).ExpectRefusal(
            422,
            "applications.unknown-category"
        );
        Assert.Equal("#/content/plan/costs/1/category", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        (await scene.Applicant.PostAsync(ApplicationScene.Applications, twice)).ExpectRefusal(422, "applications.duplicate-category");
    }

    public static TheoryData<string> Malformed =>
        [
            """{ "answers": { "why": null } }""",
            """{ "plan.costs": [null] }""",
            """{ "communeCode": "5722" }""",
            """{ "siret": "7328293200007" }""",
            """{ "projectTitle": "" }""",
            """{ "plan.requested": { "amount": "0.00", "currency": "EUR" } }""",
            """{ "plan.ownFunds": { "amount": "9999999999999999.99", "currency": "EUR" } }""",
            """{ "initiator": "Private" }""",
            """{ "colour": "blue" }""",
        ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Content_OutOfTheSchema_IsAFaultOfTheCaller(string change)
    {
        var draft = scene.DraftBody();
        foreach (var (path, value) in JsonNode.Parse(change)!.AsObject())
        {
            var at = draft["content"]!;
            var names = path.Split('.');
            foreach (var name in names.SkipLast(1))
            {
                at = at[name]!;
            }

            at[names[^1]] = value?.DeepClone();
        }

        var refused = (await scene.Applicant.PostAsync(ApplicationScene.Applications, draft)).Expect(400);

        Assert.NotEmpty(refused.Body["errors"]!.AsArray());
    }

    [Fact]
    public async Task Replace_ByTheApplicant_KeepsWhatWasSentLast()
    {
        var id = await scene.DraftAsync();
        var content = ApplicationBodies.Content(scene.Siren);
        content["answers"] = new JsonObject { ["why"] = "Because." };

        var changed = (await scene.Applicant.PutAsync($"{ApplicationScene.Applications}/{id}", content, 1)).Expect(200);

        Assert.Equal(2, changed.Version);
        var read = await scene.ReadAsync(scene.Applicant, id);
        Assert.Equal("Because.", read.Body["content"]!["answers"]!["why"]!.GetValue<string>());
        (await scene.Applicant.PutAsync($"{ApplicationScene.Applications}/{id}", content, 1)).ExpectRefusal(412, "request.version-stale");
        (await scene.Applicant.PutAsync($"{ApplicationScene.Applications}/{id}", content, null)).ExpectRefusal(
            428,
            "request.version-missing"
        );
    }

    [Fact]
    public async Task Documents_OfADraft_ComeAndGo()
    {
        var id = await scene.DraftAsync();
        var added = (await scene.AddDocumentAsync(id, "statutes")).Expect(201);
        var path = $"{ApplicationScene.Applications}/{id}/documents";

        var listed = Assert.Single((await scene.Applicant.GetAsync(path)).Expect(200).Body.AsArray())!;
        Assert.Equal("statutes", listed["kind"]!.GetValue<string>());
        Assert.Equal(ApplicationScene.WhileOpen.Date, listed["receivedAt"]!.GetValue<DateTimeOffset>().UtcDateTime.Date);

        var document = added.Body["documentId"]!.GetValue<Guid>();
        (await scene.Applicant.DeleteAsync($"{path}/{Guid.CreateVersion7()}", 2)).ExpectRefusal(404, "applications.document-not-found");
        (await scene.Applicant.DeleteAsync($"{path}/{document}", 2)).Expect(200);
        Assert.Empty((await scene.Applicant.GetAsync(path)).Expect(200).Body.AsArray());
    }

    [Fact]
    public async Task Draft_IsTheApplicantsAloneAndTheAuditors()
    {
        var id = await scene.DraftAsync();
        var path = $"{ApplicationScene.Applications}/{id}";
        var stranger = await scene.Api.RegisterAsync("stranger", "applicant", "evaluator");

        (await stranger.GetAsync(path)).ExpectRefusal(404, "applications.not-found");
        (await scene.Instructor.GetAsync(path)).ExpectRefusal(404, "applications.not-found");
        (await scene.Manager.GetAsync(path)).ExpectRefusal(404, "applications.not-found");
        (await (await scene.Api.SignInAsync("administrator")).GetAsync(path)).ExpectRefusal(404, "applications.not-found");
        (await scene.Api.Anonymous().GetAsync(path)).ExpectRefusal(401, "access.not-signed-in");
        (await (await scene.Api.SignInAsync("auditor")).GetAsync(path)).Expect(200);
    }

    [Fact]
    public async Task WithdrawnDraft_WasNeverHandedIn_AndStaysTheApplicants()
    {
        var id = await scene.DraftAsync();
        (await scene.PostAsync(scene.Applicant, id, "withdrawal")).Expect(201);

        (await scene.Instructor.GetAsync($"{ApplicationScene.Applications}/{id}")).ExpectRefusal(404, "applications.not-found");
        Assert.Equal("withdrawn", await scene.StateAsync(scene.Applicant, id));
    }

    [Fact]
    public async Task List_FiltersAndPagesWithoutGapsOrDoubles()
    {
        for (var i = 0; i < 5; i++)
        {
            await scene.DraftAsync();
        }

        await scene.SubmitAsync();
        var seen = new List<string>();
        var path = $"{ApplicationScene.Applications}?limit=2&state=draft&callId={scene.CallId}&organisationId={scene.OrganisationId}";
        for (string? next = path; next is not null; )
        {
            var page = (await scene.Applicant.GetAsync(next)).Expect(200);
            seen.AddRange(page.Body["items"]!.AsArray().Select(x => x!["reference"]!.GetValue<string>()));
            next = page.Body["nextCursor"]?.GetValue<string>() is { } cursor ? $"{path}&cursor={cursor}" : null;
        }

        Assert.Equal(Enumerable.Range(1, 5).Select(x => $"CALL-1-000{x}"), seen);
        var one = (await scene.Applicant.GetAsync($"{ApplicationScene.Applications}?reference=CALL-1-0003")).Expect(200);
        Assert.Equal("CALL-1-0003", Assert.Single(one.Body["items"]!.AsArray())!["reference"]!.GetValue<string>());
        Assert.Single((await scene.Instructor.GetAsync(ApplicationScene.Applications)).Expect(200).Body["items"]!.AsArray());
        Assert.Equal(6, (await scene.Applicant.GetAsync("/api/v1/me/applications")).Expect(200).Body["items"]!.AsArray().Count);
        (await scene.Applicant.GetAsync($"{ApplicationScene.Applications}?state=lost")).ExpectRefusal(400, "request.validation-failed");
    }
}
