using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Calls;

/// <summary>What a draft may say, who sees which calls, and how they are listed.</summary>
public sealed class CallReadingTests(CallDesk desk) : IClassFixture<CallDesk>
{
    private static readonly string[] Phases = ["draft", "published", "open", "closed", "cancelled"];

    public static TheoryData<string, string, int, string> Unfit =>
        new()
        {
            { "timeZone", "\"Europe/Metz\"", 422, "#/timeZone" },
            { "timeZone", "\"Romance Standard Time\"", 422, "#/timeZone" },
            { "tieBreaks", """["effects","beauty"]""", 422, "#/tieBreaks/1" },
            { "themes", """["culture","culture"]""", 422, "#/themes" },
            { "allocationPolicy", """{"name":"equal-shares","whenExceeded":"skip"}""", 422, "#/allocationPolicy/name" },
            { "allocationPolicy", """{"name":"bands","whenExceeded":"skip"}""", 422, "#/allocationPolicy/bands" },
            {
                "allocationPolicy",
                """{"name":"bands","whenExceeded":"skip","bands":[{"fromScore":"60","share":"80"},{"fromScore":"60","share":"60"}]}""",
                422,
                "#/allocationPolicy/bands"
            },
            { "signOffSteps", """["programme-manager","decision"]""", 422, "#/signOffSteps" },
            { "signOffSteps", "[]", 400, "#/signOffSteps" },
            { "managers", """["01980000-0000-7000-8000-000000000001"]""", 422, "#/managers/0" },
            {
                "criteria",
                """[{"code":"effects","title":"E","weight":100,"minimumMark":5,"maximumMark":5}]""",
                422,
                "#/criteria/0/maximumMark"
            },
            { "criteria", Criterion("\"levels\":[{\"mark\":6}]"), 422, "#/criteria/0/levels/0/mark" },
            { "criteria", Criterion("\"levels\":[{\"mark\":1},{\"mark\":1}]"), 422, "#/criteria/0/levels/1/mark" },
            { "criteria", Criterion("\"levels\":[{\"mark\":0},{\"mark\":5,\"name\":\"all\"}]"), 422, "#/criteria/0/levels/1/name" },
            { "criteria", Criterion("\"eliminatoryMinimum\":6"), 422, "#/criteria/0/eliminatoryMinimum" },
            { "criteria", Criterion("\"eliminatoryMinimum\":101"), 400, "#/criteria/0/eliminatoryMinimum" },
            { "criteria", Criterion("\"levels\":[null]"), 400, "#/criteria/0/levels/0" },
            { "criteria", Criterion("\"method\":\"mode\""), 400, "#/criteria/0/method" },
            { "criteria", "[null]", 400, "#/criteria/0" },
            { "documents", "[null]", 400, "#/documents/0" },
            { "questions", "[null]", 400, "#/questions/0" },
            { "eligibilityRules", "[null]", 400, "#/eligibilityRules/0" },
            {
                "eligibilityRules",
                """[{"code":"a","departments":[null],"effect":"blocking"}]""",
                400,
                "#/eligibilityRules/0/departments/0"
            },
            { "eligibilityRules", """[{"code":"a","departments":["5"],"effect":"blocking"}]""", 400, "#/eligibilityRules/0/departments/0" },
            { "themes", "[null]", 400, "#/themes/0" },
            { "themes", "[]", 400, "#/themes" },
            { "tieBreaks", "[null]", 400, "#/tieBreaks/0" },
            { "expenseCategories", """["Travel"]""", 400, "#/expenseCategories/0" },
            { "title", "\"A\\u0000B\"", 400, "#/title" },
            { "grantCeiling", """{"amount":"0.00","currency":"EUR"}""", 400, "#/grantCeiling/amount" },
            { "minimumSheets", "0", 400, "#/minimumSheets" },
            { "maximumAidRate", "\"100.01\"", 400, "#/maximumAidRate" },
            { "opensAt", "\"2031-09-02T09:00:00\"", 400, "#/opensAt" },
            { "opensAt", "\"0001-01-01T00:00:00+02:00\"", 400, "#/opensAt" },
            { "stateAidBasis", "\"DeMinimis\"", 400, "#/stateAidBasis" },
        };

    private static string Criterion(string more) =>
        $$"""[{"code":"effects","title":"E","weight":100,"minimumMark":0,"maximumMark":5,{{more}}}]""";

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task Draft_ThatDoesNotFit_IsRefusedAtItsMember_AndSoIsItsReplacement(
        string member,
        string value,
        int status,
        string pointer
    )
    {
        var id = await desk.DraftAsync();
        var (draft, terms) = (CallBodies.Draft(desk.Reference()), CallBodies.Terms());
        draft["tieBreaks"] = new JsonArray("effects");
        terms["tieBreaks"] = new JsonArray("effects");
        draft[member] = JsonNode.Parse(value);
        terms[member] = JsonNode.Parse(value);

        var posted = (await desk.Manager.PostAsync(CallDesk.Calls, draft)).Expect(status);
        var put = (await desk.Manager.PutAsync($"{CallDesk.Calls}/{id}", terms, 1)).Expect(status);

        foreach (var refused in new[] { posted, put })
        {
            Assert.Contains(pointer, refused.Body["errors"]!.AsArray().Select(x => x!["pointer"]?.GetValue<string>()));
        }

        Assert.Equal(1, await desk.VersionAsync(id));
    }

    [Fact]
    public async Task Manager_WhoIsNamed_MayAct_AndSomebodyElseMustBeAProgrammeManager()
    {
        var named = await desk.DraftAsync(x => x["managers"] = new JsonArray(desk.Stranger.UserId));
        var applicant = await desk.Api.RegisterAsync("an-applicant", "applicant");
        var terms = CallBodies.Terms();

        (await desk.Stranger.PutAsync($"{CallDesk.Calls}/{named}", terms, 1)).Expect(200);
        (await desk.Stranger.PutAsync($"{CallDesk.Calls}/{named}", terms, 2)).ExpectRefusal(403, "calls.not-named-on-call");

        terms["managers"] = new JsonArray(applicant.UserId);
        (await desk.Manager.PutAsync($"{CallDesk.Calls}/{named}", terms, 2)).ExpectRefusal(422, "calls.unknown-manager");
    }

    [Fact]
    public async Task Phase_IsOfTheInstant_BothLimitsIncluded_InReadAndList()
    {
        var id = await desk.PublishAsync();
        // The clock runs on while the test does, so that only a margin before a limit and the limit itself can be told apart.
        foreach (
            var (at, phase) in new[]
            {
                (CallDesk.OpensAt.AddMinutes(-2), "published"),
                (CallDesk.OpensAt, "open"),
                (CallDesk.ClosesAt.AddMinutes(-2), "open"),
                (CallDesk.ClosesAt.AddTicks(10), "closed"),
            }
        )
        {
            await desk.Api.MoveClockAsync(at);
            Assert.Equal(phase, await desk.StatusAsync(id));
            foreach (var word in Phases)
            {
                var items = await PageThroughAsync(desk.Auditor, $"{CallDesk.Calls}?limit=100&status={word}");
                var item = items.SingleOrDefault(x => x["id"]!.GetValue<Guid>() == id);
                Assert.Equal(word == phase ? word : null, item?["status"]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task Anonymous_SeesWhatWasPublished_AndNothingElse()
    {
        var seen = new List<Guid>();
        var ids = new Dictionary<string, Guid>();
        foreach (var status in new[] { "draft", "published", "cancelled" })
        {
            ids[status] = await desk.InAsync(status);
        }

        foreach (var caller in new[] { desk.Api.Anonymous(), await desk.Api.RegisterAsync("reader", "applicant", "evaluator") })
        {
            seen = [.. (await PageThroughAsync(caller, $"{CallDesk.Calls}?limit=2")).Select(x => x["id"]!.GetValue<Guid>())];

            Assert.DoesNotContain(ids["draft"], seen);
            Assert.Contains(ids["published"], seen);
            Assert.Contains(ids["cancelled"], seen);
            Assert.Empty(await PageThroughAsync(caller, $"{CallDesk.Calls}?status=draft"));
        }

        var read = (await desk.Api.Anonymous().GetAsync($"{CallDesk.Calls}/{ids["published"]}")).Expect(200);
        Assert.Null(read.Body["managers"]);
        Assert.Null(read.Body["allowedActions"]);
        var again = await desk.Api.Anonymous().GetAsync($"{CallDesk.Calls}/{ids["published"]}", ("If-None-Match", read.Headers.ETag!.Tag));
        Assert.Equal(304, again.Status);
    }

    [Fact]
    public async Task List_PagesInEachOrder_WithoutGapsOrDoubles_AlsoAmongEqualClosings()
    {
        await desk.Api.MoveClockAsync(CallDesk.BeforeOpening);
        var mine = new List<(Guid Id, DateTimeOffset ClosesAt)>();
        foreach (var day in new[] { 3, 1, 2, 1, 1 })
        {
            var closesAt = CallDesk.ClosesAt.AddDays(day);
            mine.Add((await desk.DraftAsync(x => x["closesAt"] = closesAt.ToString("O", CultureInfo.InvariantCulture)), closesAt));
        }

        var ids = mine.ConvertAll(x => x.Id);
        foreach (
            var (sort, expected) in new (string, IEnumerable<Guid>)[]
            {
                ("", ids.AsEnumerable().Reverse()),
                ("&sort=closesAt", mine.OrderBy(x => x.ClosesAt).ThenBy(x => ids.IndexOf(x.Id)).Select(x => x.Id)),
                ("&sort=-closesAt", mine.OrderByDescending(x => x.ClosesAt).ThenByDescending(x => ids.IndexOf(x.Id)).Select(x => x.Id)),
            }
        )
        {
            var all = await PageThroughAsync(desk.Manager, $"{CallDesk.Calls}?limit=2{sort}");
            var found = all.Select(x => x["id"]!.GetValue<Guid>()).ToList();

            Assert.Equal(found.Count, found.Distinct().Count());
            Assert.Equal(expected, found.Where(ids.Contains));
        }
    }

    [Theory]
    [InlineData("status=lost", "request.validation-failed")]
    [InlineData("status=Open", "request.validation-failed")]
    [InlineData("status=%00", "request.validation-failed")]
    [InlineData("sort=title", "request.validation-failed")]
    [InlineData("limit=101", "request.validation-failed")]
    [InlineData("cursor=%00", "request.validation-failed")]
    [InlineData("cursor=bm9uc2Vuc2U", "request.cursor-invalid")]
    public async Task List_WithAQueryOutOfTheSchema_IsAFaultOfTheCaller(string query, string code) =>
        (await desk.Manager.GetAsync($"{CallDesk.Calls}?{query}")).ExpectRefusal(400, code);

    [Fact]
    public async Task Cursor_OfAnotherOrder_IsRefused()
    {
        await desk.DraftAsync();
        await desk.DraftAsync();
        var byId = (await desk.Manager.GetAsync($"{CallDesk.Calls}?limit=1")).Body["nextCursor"]!.GetValue<string>();
        var byClosing = (await desk.Manager.GetAsync($"{CallDesk.Calls}?limit=1&sort=closesAt")).Body["nextCursor"]!.GetValue<string>();

        (await desk.Manager.GetAsync($"{CallDesk.Calls}?sort=closesAt&cursor={byId}")).ExpectRefusal(400, "request.cursor-invalid");
        (await desk.Manager.GetAsync($"{CallDesk.Calls}?cursor={byClosing}")).ExpectRefusal(400, "request.cursor-invalid");
    }

    private static async Task<List<JsonNode>> PageThroughAsync(ApiClient caller, string path)
    {
        var all = new List<JsonNode>();
        for (string? next = path; next is not null; )
        {
            var page = (await caller.GetAsync(next)).Expect(200);
            all.AddRange(page.Body["items"]!.AsArray().Select(x => x!));
            next = page.Body["nextCursor"]?.GetValue<string>() is { } cursor ? $"{path}&cursor={cursor}" : null;
        }

        return all;
    }
}
