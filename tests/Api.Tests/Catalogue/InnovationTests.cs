using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class InnovationTests(CatalogueDesk desk) : IClassFixture<CatalogueDesk>
{
    private const string Innovations = CatalogueDesk.Innovations;

    [Fact]
    public async Task Innovation_GoesFromDraftToPublication_AndIsReadByEverybody()
    {
        var id = await desk.DraftAsync(desk.Holder, organisation: desk.Organisation);
        var path = $"{Innovations}/{id}";
        (await desk.Api.Anonymous().GetAsync(path)).ExpectRefusal(404, "catalogue.innovation-not-found");
        (await desk.PostAsync(desk.Holder, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Editor, id, "return", new { reason = "Where is the evidence?" })).Expect(201);
        Assert.Equal("Where is the evidence?", Text(await desk.ReadAsync(id), "returnReason"));
        (await desk.PutAsync(desk.Holder, id, CatalogueDesk.Content("Better"))).Expect(200);
        (await desk.PostAsync(desk.Holder, id, "submission")).Expect(201);
        Assert.Equal(
            [
                ("dna", false),
                ("document", false),
                ("edit", false),
                ("picture", false),
                ("pictures", false),
                ("publication", true),
                ("return", true),
                ("revision", false),
                ("submission", false),
                ("withdrawal", true),
            ],
            (await desk.Editor.GetAsync(path)).Expect(200).Body["allowedActions"]!
                .AsArray()
                .Select(x => (Text(x!, "action"), IsAllowed(x!)))
        );
        (await desk.PostAsync(desk.Editor, id, "publication")).Expect(201);

        var read = (await desk.Api.Anonymous().GetAsync(path)).Expect(200);

        Assert.Equal(("published", "Better"), (Text(read.Body, "status"), Text(read.Body["content"]!, "title")));
        Assert.Equal("It *began* in Metz.", Text(read.Body["content"]!, "story"));
        Assert.Equal("49.1193", Text(read.Body["content"]!["places"]![0]!, "latitude"));
        Assert.Equal("3.5", Text(read.Body["content"]!["results"]![0]!, "figure"));
        Assert.Null(read.Body["allowedActions"]);
        var tag = read.Headers.ETag!.ToString();
        Assert.Equal(304, (await desk.Api.Anonymous().GetAsync(path, ("If-None-Match", tag))).Status);
    }

    [Fact]
    public async Task Revision_LeavesThePublishedVersionReadable_UntilTheNextOne()
    {
        var id = await desk.PublishAsync();
        var path = $"{Innovations}/{id}";
        (await desk.PostAsync(desk.Editor, id, "revision")).Expect(201);
        (await desk.PutAsync(desk.Editor, id, CatalogueDesk.Content("Second"))).Expect(200);
        Assert.Equal("Shared workshop", Text((await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body["content"]!, "title"));
        Assert.Equal("published", Text((await desk.Holder.GetAsync(path)).Expect(200).Body, "status"));
        Assert.Equal("Second", Text((await desk.ReadAsync(id))["content"]!, "title"));
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Publisher, id, "publication")).Expect(201);

        var versions = (await desk.Api.Anonymous().GetAsync($"{path}/versions")).Expect(200).Body["items"]!.AsArray();

        Assert.Equal([(2, "Second"), (1, "Shared workshop")], versions.Select(x => (x!["number"]!.GetValue<int>(), Text(x, "title"))));
        var first = (await desk.Api.Anonymous().GetAsync($"{path}/versions/1")).Expect(200).Body;
        Assert.Equal("Shared workshop", Text(first["content"]!, "title"));
        (await desk.Api.Anonymous().GetAsync($"{path}/versions/3")).ExpectRefusal(404, "catalogue.version-not-found");
        await Assert.ThrowsAnyAsync<Exception>(() =>
            desk.Api.Database.ExecuteAsync($"update catalogue.innovation_versions set number = 7 where innovation_id = '{id}'")
        );
    }

    [Fact]
    public async Task Withdrawal_TakesItOutOfThePublicEye()
    {
        var id = await desk.PublishAsync(CatalogueDesk.Content("To be withdrawn"));
        (await desk.PostAsync(desk.Editor, id, "withdrawal", new { reason = "Over." })).Expect(201);

        (await desk.Api.Anonymous().GetAsync($"{Innovations}/{id}")).ExpectRefusal(404, "catalogue.innovation-not-found");
        (await desk.Api.Anonymous().GetAsync($"{Innovations}/{id}/versions/1")).ExpectRefusal(404, "catalogue.innovation-not-found");
        Assert.DoesNotContain("To be withdrawn", (await desk.Api.Anonymous().GetAsync($"{Innovations}?limit=100")).Expect(200).Text);
        Assert.Equal("Over.", Text(await desk.ReadAsync(id), "withdrawalReason"));
        (await desk.PostAsync(desk.Editor, id, "withdrawal", new { reason = "Over." })).ExpectRefusal(
            409,
            "catalogue.innovation-already-withdrawn"
        );
    }

    [Fact]
    public async Task WhoeverWroteIt_DoesNotPublishIt_AndEachTransitionHasItsState()
    {
        var id = await desk.DraftAsync(desk.Editor);
        (await desk.PostAsync(desk.Publisher, id, "publication")).ExpectRefusal(409, "catalogue.innovation-not-in-review");
        (await desk.PostAsync(desk.Editor, id, "revision")).ExpectRefusal(409, "catalogue.innovation-not-published");
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Editor, id, "publication")).ExpectRefusal(403, "catalogue.own-work");
        (await desk.PutAsync(desk.Editor, id, CatalogueDesk.Content())).ExpectRefusal(409, "catalogue.innovation-not-draft");
    }

    [Fact]
    public async Task EditorOfTheHoldersOrganisation_DoesNotPublishItsInnovation()
    {
        var both = await desk.Api.RegisterAsync("both", "applicant", "editor");
        (await JoinAsync(both, "editor")).Expect(201);
        var id = await desk.DraftAsync(desk.Holder, organisation: desk.Organisation);
        (await desk.PostAsync(desk.Holder, id, "submission")).Expect(201);

        (await desk.PostAsync(both, id, "publication")).ExpectRefusal(403, "catalogue.own-work");
    }

    [Fact]
    public async Task Applicants_WriteForTheirOwnOrganisation()
    {
        var stranger = await desk.Api.RegisterAsync("stranger", "applicant");
        var reader = await desk.Api.RegisterAsync("reader", "applicant");
        (await JoinAsync(reader, "reader")).Expect(201);
        var body = new JsonObject { ["content"] = CatalogueDesk.Content() };
        (await desk.Holder.PostAsync(Innovations, body)).ExpectRefusal(422, "catalogue.holder-missing");
        body["organisationId"] = desk.Organisation;
        (await stranger.PostAsync(Innovations, body)).ExpectRefusal(422, "catalogue.unknown-organisation");
        (await reader.PostAsync(Innovations, body)).ExpectRefusal(403, "catalogue.reader-only");
        var id = await desk.DraftAsync(desk.Holder, organisation: desk.Organisation);
        (await desk.PostAsync(reader, id, "submission")).ExpectRefusal(403, "catalogue.reader-only");
        (await desk.PostAsync(stranger, id, "submission")).ExpectRefusal(404, "catalogue.innovation-not-found");
        (await desk.PostAsync(stranger, await desk.PublishAsync(), "withdrawal", new { reason = "Mine." })).ExpectRefusal(
            403,
            "catalogue.not-a-member"
        );
        Assert.Contains(id.ToString(), (await reader.GetAsync($"{Innovations}?status=draft&limit=100")).Expect(200).Text);
        Assert.Empty((await stranger.GetAsync($"{Innovations}?status=draft")).Expect(200).Body["items"]!.AsArray());
        Assert.Empty((await desk.Api.Anonymous().GetAsync($"{Innovations}?status=draft")).Expect(200).Body["items"]!.AsArray());
    }

    [Theory]
    [InlineData("themes", """["culture", "space-travel"]""", "catalogue.unknown-theme", "#/content/themes/1")]
    [InlineData("themes", """["culture", "culture"]""", "catalogue.theme-repeated", "#/content/themes/1")]
    [InlineData(
        "places",
        """[{"communeCode": "57463", "commune": "Metz", "latitude": "49"}]""",
        "catalogue.coordinates-incomplete",
        "#/content/places/0"
    )]
    [InlineData(
        "results",
        """[{"indicator": "a", "figure": "1", "unit": "b", "from": "2014-01-02", "until": "2014-01-01", "evidence": "c"}]""",
        "catalogue.period-invalid",
        "#/content/results/0/until"
    )]
    public async Task Content_IsRefusedWithThePlaceOfItsFault(string member, string value, string code, string pointer)
    {
        var body = new JsonObject { ["content"] = CatalogueDesk.Content().With(member, JsonNode.Parse(value)) };

        var refused = (await desk.Editor.PostAsync(Innovations, body)).ExpectRefusal(422, code);

        Assert.Equal(pointer, Text(refused.Body["errors"]![0]!, "pointer"));
    }

    [Theory]
    [InlineData("latitude", "90.1")]
    [InlineData("latitude", "49.1193001")]
    [InlineData("longitude", "180.5")]
    [InlineData("communeCode", "2C004")]
    public async Task Place_IsWithinItsBounds(string member, string value)
    {
        var content = CatalogueDesk.Content();
        content["places"]![0]![member] = value;

        (await desk.Editor.PostAsync(Innovations, new JsonObject { ["content"] = content })).ExpectRefusal(
            400,
            "request.validation-failed"
        );
    }

    [Theory]
    [InlineData("de")]
    [InlineData("EN")]
    [InlineData("")]
    public async Task Language_IsOneOfTheTwo(string language)
    {
        var body = new JsonObject { ["content"] = CatalogueDesk.Content().With("language", language) };

        (await desk.Editor.PostAsync(Innovations, body)).ExpectRefusal(400, "request.validation-failed");
    }

    [Fact]
    public async Task Incomplete_IsNotSubmitted()
    {
        var id = await desk.DraftAsync(desk.Editor, CatalogueDesk.Content().With("story", null));

        (await desk.PostAsync(desk.Editor, id, "submission")).ExpectRefusal(422, "catalogue.innovation-incomplete");
    }

    [Fact]
    public async Task List_IsFiltered_AndPaged()
    {
        var corsica = CatalogueDesk.Content("Corsica").With("themes", new JsonArray("housing-and-mobility")).With("initiator", "private");
        corsica["places"] = new JsonArray(new JsonObject { ["communeCode"] = "2A004", ["commune"] = "Ajaccio" });
        var other = await desk.PublishAsync(CatalogueDesk.Content("Another"));
        var id = await desk.PublishAsync(corsica);

        foreach (var query in new[] { "department=2A", "department=2A&theme=housing-and-mobility&initiator=private" })
        {
            Assert.Equal([id], await IdsAsync($"{Innovations}?{query}"));
        }

        Assert.Empty(await IdsAsync($"{Innovations}?department=2A&initiator=public"));
        var first = (await desk.Api.Anonymous().GetAsync($"{Innovations}?limit=1")).Expect(200).Body;
        Assert.Equal(id, first["items"]![0]!["id"]!.GetValue<Guid>());
        Assert.Equal([other], await IdsAsync($"{Innovations}?limit=1&cursor={Text(first, "nextCursor")}"));
    }

    private async Task<List<Guid>> IdsAsync(string path) =>
        [.. (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>())];

    private async Task<ApiReply> JoinAsync(ApiClient member, string role)
    {
        var organisation = $"/api/v1/organisations/{desk.Organisation}";
        var version = (await desk.Holder.GetAsync(organisation)).Expect(200).Version;
        return await desk.Holder.PostAsync($"{organisation}/members", new { userId = member.UserId, role }, version);
    }

    private static bool IsAllowed(JsonNode action) => action["allowed"]!.GetValue<bool>();

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
