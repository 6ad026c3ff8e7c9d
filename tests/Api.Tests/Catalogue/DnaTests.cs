using System.Text.Json.Nodes;
using NJsonSchema;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class DnaTests(CatalogueDesk desk) : IClassFixture<CatalogueDesk>
{
    private const string Innovations = CatalogueDesk.Innovations;

    [Fact]
    public async Task Dna_IsReadAsItWasWritten_AndItsVersionsStay()
    {
        var id = await desk.PublishAsync(dna: CatalogueDesk.Dna());
        var path = $"{Innovations}/{id}/dna";
        (await desk.PostAsync(desk.Editor, id, "revision")).Expect(201);
        (await desk.PutAsync(desk.Editor, id, CatalogueDesk.Dna("Another need."), "/dna")).Expect(200);
        var anonymous = desk.Api.Anonymous();

        var read = (await anonymous.GetAsync(path)).Expect(200);

        var dna = read.Body["dna"]!;
        Assert.Equal(("find-depot", 90), (Text(dna["steps"]![0]!, "key"), dna["steps"]![0]!["durationDays"]!.GetValue<int>()));
        Assert.Equal("before", Text(dna["steps"]![0]!["stakeholders"]![0]!, "moment"));
        Assert.Equal("30000.00", Text(dna["resources"]![1]!["amount"]!, "amount"));
        Assert.Equal("CC-BY-SA-4.0", Text(dna["documents"]![0]!, "licence"));
        Assert.Equal(CatalogueDesk.Dna()["need"]!.GetValue<string>(), Text(dna, "need"));
        Assert.Equal("Another need.", Text((await desk.Editor.GetAsync(path)).Expect(200).Body["dna"]!, "need"));
        Assert.Equal(304, (await anonymous.GetAsync(path, ("If-None-Match", read.Headers.ETag!.ToString()))).Status);
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PutAsync(desk.Editor, id, CatalogueDesk.Dna(), "/dna")).ExpectRefusal(409, "catalogue.innovation-not-draft");
        (await desk.PostAsync(desk.Publisher, id, "publication")).Expect(201);
        Assert.Equal("Another need.", Text((await anonymous.GetAsync(path)).Expect(200).Body["dna"]!, "need"));
        Assert.Equal(Text(dna, "need"), Text((await anonymous.GetAsync($"{path}?version=1")).Expect(200).Body["dna"]!, "need"));
        (await anonymous.GetAsync($"{path}?version=3")).ExpectRefusal(404, "catalogue.version-not-found");
    }

    [Fact]
    public async Task WithoutDna_NothingIsShown()
    {
        var id = await desk.PublishAsync();

        foreach (var part in new[] { "dna", "dna/export", $"dna/comparison?with={id}" })
        {
            (await desk.Api.Anonymous().GetAsync($"{Innovations}/{id}/{part}")).ExpectRefusal(404, "catalogue.dna-not-found");
        }
    }

    [Theory]
    [InlineData(
        "partners",
        """[{"key": "a", "title": "A"}, {"key": "a", "title": "B"}]""",
        "catalogue.dna-key-repeated",
        "#/partners/1/key"
    )]
    [InlineData(
        "resources",
        """[{"key": "a", "kind": "operating", "title": "A"}]""",
        "catalogue.dna-amount-misplaced",
        "#/resources/0/amount"
    )]
    [InlineData(
        "documents",
        """[{"key": "a", "title": "A", "url": "https://a.example/a", "licence": "CC-BY-SA"}]""",
        "catalogue.unknown-licence",
        "#/documents/0/licence"
    )]
    public async Task Dna_IsRefusedWithThePlaceOfItsFault(string part, string value, string code, string pointer)
    {
        var id = await desk.DraftAsync(desk.Editor);

        var refused = await desk.PutAsync(desk.Editor, id, CatalogueDesk.Dna().With(part, JsonNode.Parse(value)), "/dna");

        Assert.Equal(pointer, Text(refused.ExpectRefusal(422, code).Body["errors"]![0]!, "pointer"));
    }

    [Theory]
    [InlineData("documents", """[{"key": "a", "title": "A", "url": "http://a.example/a", "licence": "MIT"}]""")]
    [InlineData("steps", """[{"key": "a", "title": "A", "durationDays": 0}]""")]
    [InlineData("steps", """[{"key": "A b", "title": "A", "durationDays": 1}]""")]
    public async Task Dna_IsWithinItsBounds(string part, string value)
    {
        var id = await desk.DraftAsync(desk.Editor);

        var refused = await desk.PutAsync(desk.Editor, id, CatalogueDesk.Dna().With(part, JsonNode.Parse(value)), "/dna");

        refused.ExpectRefusal(400, "request.validation-failed");
    }

    [Fact]
    public async Task Comparison_IsPartByPart()
    {
        var changed = CatalogueDesk.Dna();
        changed["steps"]![1]!["durationDays"] = 45;
        changed["partners"] = new JsonArray(new JsonObject { ["key"] = "bank", ["title"] = "A bank" });
        var (here, there) = (await desk.PublishAsync(dna: CatalogueDesk.Dna()), await desk.PublishAsync(dna: changed));
        var path = $"{Innovations}/{here}/dna/comparison?with={there}";

        var lines = (await desk.Api.Anonymous().GetAsync($"{path}&version=1&withVersion=1&limit=100")).Expect(200).Body["items"]!.AsArray();

        Assert.Equal(
            [("steps", "equip", "changed"), ("partners", "commune", "only-here"), ("partners", "bank", "only-there")],
            lines.Where(x => Text(x!, "kind") != "same").Select(x => (Text(x!, "part"), Text(x!, "elementKey"), Text(x!, "kind")))
        );
        Assert.Equal(
            ["durationDays"],
            lines.Single(x => Text(x!, "kind") == "changed")!["members"]!.AsArray().Select(x => x!.GetValue<string>())
        );
        var first = (await desk.Api.Anonymous().GetAsync($"{path}&limit=4")).Expect(200).Body;
        Assert.Equal("4", Text(first, "nextCursor"));
        var draft = await desk.DraftAsync(desk.Editor);
        foreach (var unknown in new[] { draft, Guid.CreateVersion7() })
        {
            (await desk.Api.Anonymous().GetAsync($"{Innovations}/{here}/dna/comparison?with={unknown}")).ExpectRefusal(
                422,
                "catalogue.unknown-dna"
            );
        }
    }

    [Fact]
    public async Task Comparison_IsOfTwoVersionsOfOneInnovation_Too()
    {
        var id = await desk.PublishAsync(dna: CatalogueDesk.Dna());
        var changed = CatalogueDesk.Dna();
        changed["steps"]![1]!["durationDays"] = 45;
        (await desk.PostAsync(desk.Editor, id, "revision")).Expect(201);
        (await desk.PutAsync(desk.Editor, id, changed, "/dna")).Expect(200);
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Publisher, id, "publication")).Expect(201);

        var path = $"{Innovations}/{id}/dna/comparison?with={id}&version=1&withVersion=2&limit=100";
        var lines = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body["items"]!.AsArray();

        var line = Assert.Single(lines, x => Text(x!, "kind") != "same")!;
        Assert.Equal(("steps", "equip", "changed"), (Text(line, "part"), Text(line, "elementKey"), Text(line, "kind")));
    }

    [Fact]
    public async Task Export_ConformsToTheSchemaThatItNames()
    {
        var small = new JsonObject { ["need"] = "A need." };
        foreach (var dna in new[] { CatalogueDesk.Dna(), small })
        {
            var id = await desk.PublishAsync(dna: dna);
            var export = (await desk.Api.Anonymous().GetAsync($"{Innovations}/{id}/dna/export")).Expect(200);
            var address = new Uri(Text(export.Body, "$schema"));
            var published = (await desk.Api.Anonymous().GetAsync(address.PathAndQuery)).Expect(200);
            Assert.Equal("application/schema+json", published.MediaType);
            var schema = await JsonSchema.FromJsonAsync(published.Text, TestContext.Current.CancellationToken);

            Assert.Empty(schema.Validate(export.Text));
            Assert.NotEmpty(schema.Validate(export.Text.Replace("\"need\":", "\"needs\":", StringComparison.Ordinal)));
        }
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
