using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class ReadinessTests(ReplicationDesk desk) : IClassFixture<ReplicationDesk>
{
    private const string Innovations = CatalogueDesk.Innovations;

    [Fact]
    public async Task Questions_ComeFromThePublishedDna_InTheCallersLanguage()
    {
        var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
        var path = $"{Innovations}/{innovation}/readiness-questions";

        var questions = (await desk.Api.Anonymous().GetAsync(path, ("Accept-Language", "fr"))).Expect(200).Body["items"]!.AsArray();

        Assert.Equal(
            ["core", "legalBasis", "partners", "resources", "resources", "steps", "steps", "successConditions", "risks", "indicators"],
            questions.Select(x => Text(x!, "part"))
        );
        Assert.Equal([5, 5, 3, 3, 3, 2, 2, 2, 1, 1], questions.Select(x => x!["weight"]!.GetValue<int>()));
        Assert.Equal("Avez-vous ce partenaire : « The commune » ?", Text(questions[2]!, "question"));
        var english = (await desk.Api.Anonymous().GetAsync($"{path}?cursor=2&limit=1")).Expect(200).Body;
        Assert.Equal("Do you have this partner: “The commune”?", Text(english["items"]![0]!, "question"));
        Assert.Equal("3", Text(english, "nextCursor"));
    }

    [Fact]
    public async Task Check_TellsPartByPart_AndWhomToAsk_TheNearestFirst()
    {
        var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
        var épinal = await desk.DeclareAsync(innovation, "established");
        var nancy = ReplicationDesk
            .Declaration(desk.OtherOrganisation, "established")
            .With("place", ReplicationDesk.Place("54395", "Nancy", "48.6921", "6.1844"));
        (await desk.TryDeclareAsync(desk.Stranger, innovation, nancy)).Expect(201);
        await desk.DeclareAsync(innovation, "running");
        var body = Answers(("core", "shared", "have"), ("steps", "find-depot", "partly"), ("partners", "commune", "lack"));
        (body["latitude"], body["longitude"]) = ("49.1193", "6.1757");

        var check = (await CheckAsync(innovation, body)).Expect(200).Body;

        Assert.Equal(
            (1, 12, 54, "22.22"),
            (Number(check, "publishedVersion"), Number(check, "points"), Number(check, "mostPoints"), Text(check, "sharePercent"))
        );
        var parts = check["parts"]!.AsArray();
        Assert.Equal(
            [("core", 10, 10), ("legalBasis", 0, 10), ("partners", 0, 6), ("resources", 0, 12), ("steps", 2, 8)],
            parts.Take(5).Select(x => (Text(x!, "part"), Number(x!, "points"), Number(x!, "mostPoints")))
        );
        Assert.Equal(("100.00", "18.52"), (Text(parts[0]!, "sharePercent"), Text(parts[0]!, "weightPercent")));
        var step = parts[4]!["elements"]![0]!;
        Assert.Equal(["The commune", "The artisans"], step["ask"]!.AsArray().Select(x => x!.GetValue<string>()));
        Assert.Equal(("partly", "unknown"), (Text(step, "answer"), Text(parts[4]!["elements"]![1]!, "answer")));
        Assert.Equal(
            [("Nancy", 48), ("Épinal", 107)],
            check["established"]!.AsArray().Select(x => (Text(x!, "commune"), Number(x!, "distanceKm")))
        );
        var nowhere = (await CheckAsync(innovation, Answers())).Expect(200).Body;
        Assert.Equal(["Nancy", "Épinal"], nowhere["established"]!.AsArray().Select(x => Text(x!, "commune")));
        Assert.Equal("0.00", Text(nowhere, "sharePercent"));
        Assert.Null(nowhere["established"]![0]!["distanceKm"]);
        (
            await desk.PostAsync(desk.Catalogue.Editor, $"{ReplicationDesk.Replications}/{épinal}", "withdrawal", new { reason = "No." })
        ).Expect(201);
        Assert.Single((await CheckAsync(innovation, Answers())).Expect(200).Body["established"]!.AsArray());
    }

    [Fact]
    public async Task Check_NamesWhoseInnovationItIs_ForWhatTheDnaNamesNobody()
    {
        var (catalogue, regions) = (desk.Catalogue, await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna()));
        var held = await catalogue.DraftAsync(catalogue.Holder, CatalogueDesk.Content(), catalogue.Organisation);
        (await catalogue.PutAsync(catalogue.Holder, held, CatalogueDesk.Dna(), "/dna")).Expect(200);
        (await catalogue.PostAsync(catalogue.Holder, held, "submission")).Expect(201);
        (await catalogue.PostAsync(catalogue.Publisher, held, "publication")).Expect(201);
        var shown = (await desk.Api.Anonymous().GetAsync($"{CatalogueDesk.Innovations}/{held}")).Expect(200).Body;

        Assert.Equal(Text(shown, "organisationName"), Text((await CheckAsync(held, Answers())).Expect(200).Body, "holderName"));
        Assert.Null((await CheckAsync(regions, Answers())).Expect(200).Body["holderName"]);
    }

    [Fact]
    public async Task Check_IsRefusedWithThePlaceOfItsFault()
    {
        var innovation = await desk.Catalogue.PublishAsync(dna: CatalogueDesk.Dna());
        var half = Answers();
        half["latitude"] = "49.1";
        foreach (
            var (body, code, pointer) in new[]
            {
                (Answers(("core", "other", "have")), "catalogue.unknown-question", "#/answers/0"),
                (Answers(("adaptable", "trades", "have")), "catalogue.unknown-question", "#/answers/0"),
                (Answers(("core", "shared", "have"), ("core", "shared", "lack")), "catalogue.answer-repeated", "#/answers/1"),
                (half, "catalogue.coordinates-incomplete", "#/longitude"),
            }
        )
        {
            Assert.Equal(pointer, Text((await CheckAsync(innovation, body)).ExpectRefusal(422, code).Body["errors"]![0]!, "pointer"));
        }

        var bare = await desk.Catalogue.PublishAsync();
        (await CheckAsync(bare, Answers())).ExpectRefusal(404, "catalogue.dna-not-found");
        (await desk.Api.Anonymous().GetAsync($"{Innovations}/{bare}/readiness-questions")).ExpectRefusal(404, "catalogue.dna-not-found");
        (await CheckAsync(Guid.CreateVersion7(), Answers())).ExpectRefusal(404, "catalogue.innovation-not-found");
    }

    private Task<ApiReply> CheckAsync(Guid innovation, JsonObject body) =>
        desk.Api.Anonymous().PostAsync($"{Innovations}/{innovation}/readiness-checks", body, key: null);

    private static JsonObject Answers(params (string Part, string Key, string Answer)[] answers) =>
        new()
        {
            ["answers"] = new JsonArray([
                .. answers.Select(x => new JsonObject
                {
                    ["part"] = x.Part,
                    ["elementKey"] = x.Key,
                    ["answer"] = x.Answer,
                }),
            ]),
        };

    private static int Number(JsonNode node, string member) => node[member]!.GetValue<int>();

    private static string Text(JsonNode node, string member) => ReplicationDesk.Text(node, member);
}
