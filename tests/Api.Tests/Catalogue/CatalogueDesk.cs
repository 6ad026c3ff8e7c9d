using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>A decided call with a grant, its holder, two editors, and innovations brought as far as a test needs them.</summary>
public sealed class CatalogueDesk : IAsyncLifetime
{
    public const string Innovations = "/api/v1/innovations";

    private const string Siren = "732829320";

    public BudgetScene Scene { get; private set; } = null!;

    public ApiFixture Api => Scene.Api;

    /// <summary>Acts for the organisation that got the grant.</summary>
    public ApiClient Holder { get; private set; } = null!;

    public ApiClient Editor { get; private set; } = null!;

    /// <summary>Another editor, who wrote nothing.</summary>
    public ApiClient Publisher { get; private set; } = null!;

    public Guid Grant { get; private set; }

    public Guid Organisation { get; private set; }

    public Task StartAsync(bool isNotified) => BeginAsync(isNotified);

    public async ValueTask InitializeAsync() => await BeginAsync(true);

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    public static async Task<ApiReply> SendPictureAsync(
        ApiClient author,
        Guid innovation,
        byte[] file,
        string query = "?alternativeFr=Ici"
    ) => await author.PostBytesAsync($"{Innovations}/{innovation}/pictures{query}", file, "image/png", "*");

    public async Task<Guid> AddPictureAsync(ApiClient author, Guid innovation, byte[] file) =>
        (await SendPictureAsync(author, innovation, file)).Expect(201).Body["pictureId"]!.GetValue<Guid>();

    public static async Task<ApiReply> SendDocumentAsync(
        ApiClient author,
        Guid innovation,
        string fileName,
        byte[] file,
        string mediaType = "application/octet-stream",
        Guid? key = null
    )
    {
        var path = $"{Innovations}/{innovation}/documents?fileName={Uri.EscapeDataString(fileName)}";
        return await author.PostBytesAsync(path, file, mediaType, "*", key);
    }

    /// <summary>Uploads a document, a PDF when none is given.</summary>
    /// <returns>By what a DNA names it.</returns>
    public static async Task<string> UploadAsync(ApiClient author, Guid innovation, string fileName, byte[]? file = null) =>
        (await SendDocumentAsync(author, innovation, fileName, file ?? SampleDocuments.Pdf())).Expect(201).Body["url"]!.GetValue<string>();

    public async Task<ApiReply> ArrangeAsync(ApiClient author, Guid innovation, params JsonObject[] pictures) =>
        await PutAsync(author, innovation, new JsonObject { ["pictures"] = new JsonArray([.. pictures]) }, "/pictures");

    private async Task BeginAsync(bool isNotified)
    {
        var bundle = new BudgetBundle(1000, new BundledApplication(600, Siren: Siren), new BundledApplication(500));
        Scene = await BudgetScene.StartAsync(bundle with { IsNotified = isNotified });
        Holder = await Api.SignInAsync(BudgetBundle.User($"applicant-{Siren}"));
        Editor = await Api.RegisterAsync("editor", "editor");
        Publisher = await Api.RegisterAsync("publisher", "editor");
        Grant = await Scene.GrantOfAsync(0);
        var application = (await Holder.GetAsync($"/api/v1/applications/{Scene.Applications[0]}")).Expect(200).Body;
        Organisation = application["organisationId"]!.GetValue<Guid>();
    }

    public static JsonObject Content(string title = "Shared workshop") =>
        JsonNode
            .Parse(
                """
                {
                  "summary": "Machines that everybody uses.",
                  "story": "It *began* in Metz.",
                  "stage": "established",
                  "initiator": "public-private",
                  "themes": ["culture"],
                  "places": [
                    { "communeCode": "57463", "commune": "Metz", "latitude": "49.1193", "longitude": "6.1757" },
                    { "communeCode": "54395", "commune": "Nancy" }
                  ],
                  "results": [
                    {
                      "indicator": "Jobs made", "figure": "3.5", "unit": "full-time jobs", "from": "2013-01-01", "until": "2013-12-31",
                      "evidence": "The payroll of the cooperative.", "evidenceUrl": "https://atelier.example/bilan-2013.pdf"
                    }
                  ]
                }
                """
            )!
            .AsObject()
            .With("title", title);

    public static JsonObject Dna(string need = "Artisans can't afford machines that they use once a week.") =>
        JsonNode
            .Parse(
                """
                {
                  "steps": [
                    {
                      "key": "find-depot", "title": "Find a depot", "durationDays": 90, "description": "An empty one.",
                      "stakeholders": [{ "name": "The commune", "moment": "before" }, { "name": "The artisans", "moment": "at-start" }]
                    },
                    { "key": "equip", "title": "Equip it", "durationDays": 30 }
                  ],
                  "resources": [
                    { "key": "manager", "kind": "people", "title": "A manager, half-time" },
                    {
                      "key": "machines", "kind": "investment", "title": "Machines", "description": "Used ones do.",
                      "amount": { "amount": "30000.00", "currency": "EUR" }
                    }
                  ],
                  "legalBasis": [{ "key": "scic", "title": "A cooperative of collective interest", "description": "Loi du 10 septembre 1947." }],
                  "partners": [{ "key": "commune", "title": "The commune" }],
                  "successConditions": [{ "key": "booking", "title": "Booking is easy" }],
                  "risks": [{ "key": "noise", "title": "Noise", "response": "Work ends at eight.", "description": "Neighbours complained." }],
                  "indicators": [{ "key": "hours", "title": "Hours booked a month" }],
                  "adaptable": [{ "key": "trades", "title": "Which trades" }],
                  "core": [{ "key": "shared", "title": "Machines are nobody's own" }],
                  "documents": [
                    {
                      "key": "statutes", "title": "Statutes", "url": "https://atelier.example/statuts.odt", "licence": "CC-BY-SA-4.0"
                    }
                  ]
                }
                """
            )!
            .AsObject()
            .With("need", need);

    public async Task<Guid> DraftAsync(ApiClient author, JsonObject? content = null, Guid? organisation = null)
    {
        var body = new JsonObject { ["content"] = content ?? Content(), ["organisationId"] = organisation };
        return (await author.PostAsync(Innovations, body)).Expect(201).Id;
    }

    public async Task<Guid> PublishAsync(JsonObject? content = null, JsonObject? dna = null)
    {
        var id = await DraftAsync(Editor, content);
        if (dna is not null)
        {
            (await PutAsync(Editor, id, dna, "/dna")).Expect(200);
        }

        (await PostAsync(Editor, id, "submission")).Expect(201);
        (await PostAsync(Publisher, id, "publication")).Expect(201);
        return id;
    }

    /// <summary>Posts with the version that the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, Guid id, string action, object? body = null) =>
        await caller.PostAsync($"{Innovations}/{id}/{action}", body, await VersionAsync(id));

    public async Task<ApiReply> PutAsync(ApiClient caller, Guid id, object body, string part = "") =>
        await caller.PutAsync($"{Innovations}/{id}{part}", body, await VersionAsync(id));

    public async Task<JsonNode> ReadAsync(Guid id) => (await Scene.Auditor.GetAsync($"{Innovations}/{id}")).Expect(200).Body;

    private async Task<int> VersionAsync(Guid id) => (await ReadAsync(id))["version"]!.GetValue<int>();
}

internal static class JsonBodies
{
    /// <summary>The same object with one member set.</summary>
    public static JsonObject With(this JsonObject body, string member, JsonNode? value)
    {
        body[member] = value;
        return body;
    }
}
