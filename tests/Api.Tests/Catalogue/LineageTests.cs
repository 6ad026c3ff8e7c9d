using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class LineageTests(ReplicationDesk desk) : IClassFixture<ReplicationDesk>
{
    private const int Many = 10_000;
    private const int Deep = 12;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XNamespace GraphMl = "http://graphml.graphdrawing.org/xmlns";

    [Fact]
    public async Task Lineage_IsTheSameTree_InEachRepresentation()
    {
        var title = "Tools & <script>alert(1)</script>\u0001";
        var innovation = await desk.Catalogue.PublishAsync(CatalogueDesk.Content(title));
        var first = await desk.DeclareAsync(innovation, "established");
        var second = await desk.DeclareAsync(innovation, "running", first);
        var third = await desk.DeclareAsync(innovation, "planned", first);
        var path = $"{CatalogueDesk.Innovations}/{innovation}/lineage";

        var read = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body;

        Assert.Equal((title, 2, true), (Text(read, "title"), read["depth"]!.GetValue<int>(), read["isComplete"]!.GetValue<bool>()));
        Assert.Equal(
            [(first, 1, "established"), (second, 2, "running"), (third, 2, "planned")],
            read["nodes"]!.AsArray().Select(x => (Id(x!, "id"), x!["depth"]!.GetValue<int>(), Text(x, "status")))
        );
        var edges = new[] { (innovation, first), (first, second), (first, third) };
        Assert.Equal(edges, read["edges"]!.AsArray().Select(x => (Id(x!, "from"), Id(x!, "to"))));
        Assert.Equal("88", Text(read["nodes"]![0]!, "department"));

        var graph = await XmlAsync($"{path}/graph", "application/graphml+xml");
        Assert.Equal(4, graph.Descendants(GraphMl + "node").Count());
        Assert.Equal(
            edges,
            graph
                .Descendants(GraphMl + "edge")
                .Select(x => (Guid.Parse(x.Attribute("source")!.Value), Guid.Parse(x.Attribute("target")!.Value)))
        );

        var drawing = await XmlAsync($"{path}/drawing", "image/svg+xml");
        Assert.Empty(drawing.Descendants(Svg + "script"));
        Assert.Equal("Replications of “Tools & <script>alert(1)</script>”", drawing.Root!.Element(Svg + "title")!.Value);
        Assert.Equal("3 replications, 1 planned, 1 running, 1 established.", drawing.Root.Element(Svg + "desc")!.Value);
        Assert.Equal(4, drawing.Descendants(Svg + "circle").Count());
        Assert.Equal(3, drawing.Descendants(Svg + "path").Count());
        var places = drawing.Descendants(Svg + "circle").Select(x => (x.Attribute("cx")!.Value, x.Attribute("cy")!.Value)).ToList();
        Assert.Equal([("24", "52"), ("324", "52"), ("624", "38"), ("624", "66")], places);
        var french = await XmlAsync($"{path}/drawing", "image/svg+xml", "fr");
        Assert.Equal("3 réplications, 1 en projet, 1 en cours, 1 pérennisé.", french.Root!.Element(Svg + "desc")!.Value);
    }

    [Fact]
    public async Task WithoutReplications_TheTreeIsItsRoot()
    {
        var innovation = await desk.Catalogue.PublishAsync();
        var path = $"{CatalogueDesk.Innovations}/{innovation}/lineage";

        var read = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body;

        Assert.Equal((0, 0), (read["depth"]!.GetValue<int>(), read["nodes"]!.AsArray().Count));
        Assert.Single((await XmlAsync($"{path}/drawing", "image/svg+xml")).Descendants(Svg + "circle"));
        var draft = await desk.Catalogue.DraftAsync(desk.Catalogue.Editor);
        var hidden = $"{CatalogueDesk.Innovations}/{draft}/lineage";
        (await desk.Api.Anonymous().GetAsync(hidden)).ExpectRefusal(404, "catalogue.innovation-not-found");
        (await desk.Catalogue.Editor.GetAsync(hidden)).Expect(200);
    }

    [Fact]
    public async Task TenThousandReplications_TwelveDeep_AreReadByAsManyCommandsAsOne()
    {
        var few = await desk.Catalogue.PublishAsync();
        await desk.DeclareAsync(few);
        (await desk.Api.Anonymous().GetAsync($"{CatalogueDesk.Innovations}/{few}/lineage")).Expect(200);
        var commands = desk.Api.Commands.Last;
        var innovation = await desk.Catalogue.PublishAsync();
        await FillAsync(innovation, Many, 0x1000_0000);
        var path = $"{CatalogueDesk.Innovations}/{innovation}/lineage";

        var read = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body;

        Assert.Equal(commands, desk.Api.Commands.Last);
        Assert.Single(desk.Api.Commands.Most["getLineage"], x => x.Contains("with recursive", StringComparison.Ordinal));
        var nodes = read["nodes"]!.AsArray();
        Assert.Equal((Many, Deep, true), (nodes.Count, read["depth"]!.GetValue<int>(), read["isComplete"]!.GetValue<bool>()));
        var depths = nodes.ToDictionary(x => Id(x!, "id"), x => x!["depth"]!.GetValue<int>());
        Assert.Equal(Enumerable.Range(1, Deep), depths.Values.Distinct().Order());
        Assert.All(
            read["edges"]!.AsArray(),
            x => Assert.Equal(depths[Id(x!, "to")] - 1, Id(x!, "from") == innovation ? 0 : depths[Id(x!, "from")])
        );
        Assert.Equal(Many + 1, (await XmlAsync($"{path}/drawing", "image/svg+xml")).Descendants(Svg + "circle").Count());

        await FillAsync(innovation, 1, 0x2000_0000);

        var cut = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body;
        Assert.Equal((Many, false), (cut["nodes"]!.AsArray().Count, cut["isComplete"]!.GetValue<bool>()));
    }

    // Twelve layers; each replication follows one of the layer above it.
    private Task FillAsync(Guid innovation, int count, int first)
    {
        static string IdOf(int first, string n) => $"('01980000-0000-7000-8000-' || lpad(to_hex({first} + {n}), 12, '0'))::uuid";
        return desk.Api.Database.ExecuteAsync(
            $$"""
            insert into catalogue.replications
                (id, innovation_id, parent_id, organisation_id, place, department, summary, status, steps, origin_version, changes, version)
            select {{IdOf(first, "n")}}, '{{innovation}}', case when n >= 834 then {{IdOf(first, "(n / 834 - 1) * 834 + n * 7 % 834")}} end,
                '{{desk.Organisation}}', '{"communeCode": "57463", "commune": "Metz"}', '57', 'One of many.', 'running',
                '[{"status": "running", "on": "2014-01-01"}]', 1, '{}', 1
            from generate_series(0, {{count - 1}}) n
            """
        );
    }

    private async Task<XDocument> XmlAsync(string path, string mediaType, string language = "en")
    {
        var http = desk.Api.Anonymous().Http;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptLanguage.ParseAdd(language);
        var cancellation = TestContext.Current.CancellationToken;
        using var response = await http.SendAsync(request, cancellation);
        Assert.Equal((200, mediaType), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return XDocument.Parse(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation)).TrimStart('\uFEFF'));
    }

    private static Guid Id(JsonNode node, string member) => node[member]!.GetValue<Guid>();

    private static string Text(JsonNode node, string member) => ReplicationDesk.Text(node, member);
}
