using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class SearchTests(LabelledSet set) : IClassFixture<LabelledSet>
{
    private const string Search = CatalogueDesk.Innovations + "/search";
    private const string Map = CatalogueDesk.Innovations + "/map";

    [Theory]
    [InlineData("musicien hospitaliers", "musique-couloirs", false)]
    [InlineData("MUSICIENS pédiatrie", "musique-couloirs", false)]
    [InlineData("musiciens pediatrie", "musique-couloirs", false)]
    [InlineData("musicein pédiatri", "musique-couloirs", true)]
    [InlineData("jardn", "friche-potagere", true)]
    [InlineData("épicerrie", "epicerie-coup-pouce", true)]
    [InlineData("covoitturage", "bancs-covoit", true)]
    public async Task Words_AreFoundWithoutAccents_AndMisspelt(string question, string expected, bool isMisspelt)
    {
        var answer = await AskAsync($"q={Uri.EscapeDataString(question)}&limit=10");

        Assert.Equal(isMisspelt, answer["replacedWords"]!.AsArray().Count > 0);
        Assert.Contains(expected, KeysOf(answer));
        Assert.All(answer["items"]!.AsArray(), x => Assert.NotEmpty(x!["matchedIn"]!.AsArray()));
    }

    [Fact]
    public async Task EnglishTexts_AreFoundByAnyFormOfTheirWords()
    {
        var id = await set.Desk.PublishAsync(CatalogueDesk.Content("Bakeries that teach baking"));

        var answer = await AskAsync("q=bakery+teaching");

        Assert.Equal(id, answer["items"]!.AsArray().Single()!["id"]!.GetValue<Guid>());
        Assert.Equal(["title"], answer["items"]![0]!["matchedIn"]!.AsArray().Select(x => x!.GetValue<string>()));
        (await set.Desk.PostAsync(set.Desk.Editor, id, "withdrawal", new { reason = "Closed." })).Expect(201);
        Assert.Empty((await AskAsync("q=bakery+teaching"))["items"]!.AsArray());
    }

    [Fact]
    public async Task AFacet_LeavesItsOwnFilterOut_AndKeepsTheOthers()
    {
        var all = await AskAsync("");
        var some = await AskAsync("initiator=public&stage=established");

        var (total, byInitiator) = (Total(all), Facet(all, "byInitiator"));
        Assert.Equal(total, byInitiator.Values.Sum());
        Assert.True(byInitiator.Count == 3, "each kind of initiator occurs");
        Assert.Equal(Total(await AskAsync("stage=established")), Facet(some, "byInitiator").Values.Sum());
        Assert.Equal(byInitiator["public"], Facet(some, "byStage").Values.Sum());
        Assert.Equal(Facet(some, "byInitiator")["public"], Total(some));
        Assert.Equal(Facet(some, "byStage")["established"], Total(some));
        foreach (var (department, count) in Facet(all, "byDepartment"))
        {
            Assert.Equal(count, Total(await AskAsync($"department={department}")));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("q=commune")]
    [InlineData("near=48.6921,6.1844&within=200")]
    public async Task Pages_HoldEachInnovationOnce_InTheOrderOfTheWhole(string question)
    {
        var whole = (await AskAsync($"{question}&limit=100"))["items"]!.AsArray().Select(Id).ToList();
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await AskAsync($"{question}&limit=7{(cursor is null ? "" : $"&cursor={cursor}")}");
            paged.AddRange(page["items"]!.AsArray().Select(Id));
            cursor = page["nextCursor"]?.GetValue<string>();
        } while (cursor is not null);

        Assert.True(whole.Count > 7, "the answer has more than a page");
        Assert.Equal(whole, paged);

        static Guid Id(JsonNode? x) => x!["id"]!.GetValue<Guid>();
    }

    [Fact]
    public async Task Near_FindsWhatLiesWithin_NearestFirst_WithItsDistance()
    {
        var answer = await AskAsync("near=48.6921,6.1844&within=40&limit=100");

        var metres = answer["items"]!.AsArray().Select(x => x!["distanceMetres"]!.GetValue<int>()).ToList();
        Assert.NotEmpty(metres);
        Assert.Equal(metres.Order(), metres);
        Assert.All(metres, x => Assert.InRange(x, 0, 40_000));
        var wider = await AskAsync("near=48.6921,6.1844&within=500&limit=100");
        Assert.Equal(metres.Count, wider["items"]!.AsArray().Count(x => x!["distanceMetres"]!.GetValue<int>() <= 40_000));
        // Nancy to Metz, the two centres: 47.5 km on the sphere.
        var metz = await AskAsync("near=49.1193,6.1757&within=500&limit=100&department=54");
        Assert.InRange(metz["items"]!.AsArray().Min(x => x!["distanceMetres"]!.GetValue<int>()), 20_000, 47_700);
    }

    [Fact]
    public async Task Map_IsGeoJson_OfThePlacesInTheRectangle()
    {
        var reply = (await set.Reader.GetAsync($"{Map}?box=6.0,48.5,6.4,48.9")).Expect(200);

        Assert.Equal("application/geo+json", reply.MediaType);
        var map = reply.Body;
        Assert.Equal("FeatureCollection", map["type"]!.GetValue<string>());
        var features = map["features"]!.AsArray();
        Assert.NotEmpty(features);
        Assert.Equal(features.Count, map["numberReturned"]!.GetValue<int>());
        Assert.Equal(features.Count, map["numberMatched"]!.GetValue<int>());
        foreach (var feature in features)
        {
            Assert.Equal(["type", "geometry", "properties"], feature!.AsObject().Select(x => x.Key));
            Assert.Equal(("Feature", "Point"), (Text(feature, "type"), Text(feature["geometry"]!, "type")));
            var coordinates = feature["geometry"]!["coordinates"]!.AsArray();
            Assert.Equal(2, coordinates.Count);
            Assert.InRange(coordinates[0]!.GetValue<double>(), 6.0, 6.4);
            Assert.InRange(coordinates[1]!.GetValue<double>(), 48.5, 48.9);
        }

        var found = await AskAsync("box=6.0,48.5,6.4,48.9&limit=100");
        Assert.Equal(
            features.Select(x => x!["properties"]!["innovationId"]!.GetValue<Guid>()).Distinct().Order(),
            found["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>()).Order()
        );
        var near = (await set.Reader.GetAsync($"{Map}?near=48.6921,6.1844&within=10&q=jardin")).Expect(200).Body;
        Assert.All(
            near["features"]!.AsArray(),
            x => Assert.StartsWith("54", Text(x!["properties"]!, "communeCode"), StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("box=6.4,48.5,6.0,48.9", 422, "catalogue.box-empty")]
    [InlineData("box=6.0,48.9,6.4,48.5", 422, "catalogue.box-empty")]
    [InlineData("within=10", 422, "catalogue.centre-missing")]
    [InlineData("q=le+la+de", 422, "catalogue.question-empty")]
    [InlineData("box=6.0,48.5", 400, "request.validation-failed")]
    [InlineData("near=91,6", 400, "request.validation-failed")]
    [InlineData("near=48,6&within=501", 400, "request.validation-failed")]
    [InlineData("stage=old", 400, "request.validation-failed")]
    public async Task WhatCantBeAsked_IsRefusedByName(string question, int status, string code)
    {
        foreach (var path in new[] { Search, Map })
        {
            (await set.Reader.GetAsync($"{path}?{question}")).ExpectRefusal(status, code);
        }
    }

    [Theory]
    [InlineData("'")]
    [InlineData(@"\")]
    [InlineData("a' | 'b")]
    [InlineData("jardin & !hopital")]
    [InlineData("l'aujourd'hui")]
    [InlineData("%_")]
    public async Task SignsOfTheQueryLanguage_AreOnlySigns(string question)
    {
        var reply = await set.Reader.GetAsync($"{Search}?q={Uri.EscapeDataString(question)}");

        Assert.True(reply.Status is 200 or 422, reply.Text);
    }

    private async Task<JsonNode> AskAsync(string question) => (await set.Reader.GetAsync($"{Search}?{question}")).Expect(200).Body;

    private IEnumerable<string> KeysOf(JsonNode answer) => answer["items"]!.AsArray().Select(x => set.KeyOf(x!["id"]!.GetValue<Guid>()));

    private static int Total(JsonNode answer) => answer["total"]!.GetValue<int>();

    private static Dictionary<string, int> Facet(JsonNode answer, string name) =>
        answer["facets"]![name]!.AsArray().ToDictionary(x => Text(x!, "term"), x => x!["count"]!.GetValue<int>());

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
