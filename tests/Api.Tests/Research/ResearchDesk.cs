using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Research;

/// <summary>A decided call with a grant, and the research network that an editor keeps beside it.</summary>
public sealed class ResearchDesk : IAsyncLifetime
{
    public const string Partners = "/api/v1/research/partners";

    public const string Subjects = "/api/v1/research/subjects";

    public const string Consents = "/api/v1/research/consents";

    public const string Agreements = "/api/v1/research/agreements";

    public const string Publications = "/api/v1/research/publications";

    public CatalogueDesk Catalogue { get; } = new();

    public ApiFixture Api => Catalogue.Api;

    public ApiClient Editor => Catalogue.Editor;

    public ApiClient Auditor => Catalogue.Scene.Auditor;

    /// <summary>Acts for the organisation that got the grant.</summary>
    public ApiClient Holder => Catalogue.Holder;

    public string GrantConsents => $"/api/v1/grants/{Catalogue.Grant}/research-consents";

    public async ValueTask InitializeAsync() => await Catalogue.InitializeAsync();

    public ValueTask DisposeAsync() => Catalogue.DisposeAsync();

    public static JsonObject Profile(string name = "Laboratoire des communs", Guid? parent = null, params string[] themes) =>
        new()
        {
            ["name"] = name,
            ["parentId"] = parent,
            ["themes"] = Codes(themes),
            ["website"] = "https://communs.example/",
            ["place"] = new JsonObject { ["communeCode"] = "57463", ["commune"] = "Metz" },
            ["description"] = "It studies what is held in common.",
        };

    public static JsonObject Partner(string kind = "laboratory", JsonObject? profile = null) =>
        new() { ["kind"] = kind, ["profile"] = profile ?? Profile() };

    public static JsonObject Subject(Guid partner, string text = "Machines shared by artisans.", params string[] themes) =>
        new()
        {
            ["direction"] = "offered",
            ["kind"] = "thesis",
            ["title"] = "Workshops in common",
            ["text"] = text,
            ["themes"] = Codes(themes),
            ["partnerId"] = partner,
            ["from"] = "2014-09-01",
            ["until"] = "2017-08-31",
        };

    public static JsonObject Agreement(Guid partner, string reference) =>
        new()
        {
            ["reference"] = reference,
            ["partnerId"] = partner,
            ["signedOn"] = "2014-01-10",
            ["from"] = "2014-02-01",
            ["until"] = "2015-01-31",
        };

    public static JsonObject Publication(string title = "Held in common", string? doi = null) =>
        new()
        {
            ["kind"] = "article",
            ["publicationTitle"] = title,
            ["authors"] = new JsonArray(
                new JsonObject { ["familyName"] = "Noël", ["givenName"] = "Éloïse" },
                new JsonObject { ["familyName"] = "Collectif des ateliers" }
            ),
            ["issuedYear"] = 2013,
            ["doi"] = doi,
            ["containerTitle"] = "Revue des communs",
        };

    public static JsonObject Consent(string until = "2014-12-31", params string[] data) =>
        new() { ["data"] = new JsonArray([.. data.Length == 0 ? ["project"] : data.Select(x => (JsonNode)x)]), ["until"] = until };

    public async Task<Guid> RegisterPartnerAsync(string kind = "laboratory", JsonObject? profile = null) =>
        (await Editor.PostAsync(Partners, Partner(kind, profile))).Expect(201).Id;

    public async Task<Guid> DraftSubjectAsync(JsonObject? subject = null) =>
        (await Editor.PostAsync(Subjects, subject ?? Subject(await RegisterPartnerAsync()))).Expect(201).Id;

    public async Task<Guid> PublishSubjectAsync(JsonObject? subject = null)
    {
        var id = await DraftSubjectAsync(subject);
        (await PostAsync(Editor, $"{Subjects}/{id}", "publication")).Expect(201);
        return id;
    }

    public async Task<Guid> ConsentAsync(string until = "2014-12-31", params string[] data) =>
        (await Holder.PostAsync(GrantConsents, Consent(until, data))).Expect(201).Id;

    public async Task WithdrawAsync(Guid consent) => (await PostAsync(Holder, $"{Consents}/{consent}", "withdrawal")).Expect(201);

    /// <summary>Posts with the version that the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, string path, string action, object? body = null) =>
        await caller.PostAsync($"{path}/{action}", body, await VersionAsync(path));

    public async Task<ApiReply> PutAsync(string path, object body) => await Editor.PutAsync(path, body, await VersionAsync(path));

    public async Task<JsonNode> ReadAsync(string path) => (await Auditor.GetAsync(path)).Expect(200).Body;

    public async Task<JsonArray> MatchesAsync(ApiClient caller, Guid subject, string kind) =>
        (await caller.GetAsync($"{Subjects}/{subject}/matches")).Expect(200).Body[kind]!.AsArray();

    public static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    public static Guid Id(JsonNode node, string member = "id") => node[member]!.GetValue<Guid>();

    public static IReadOnlyList<string> Texts(JsonNode node, string member) =>
        [.. node[member]!.AsArray().Select(x => x!.GetValue<string>())];

    private async Task<int> VersionAsync(string path) => (await Auditor.GetAsync(path)).Expect(200).Version;

    private static JsonArray Codes(string[] themes) => new([.. themes.Length == 0 ? ["culture"] : themes.Select(x => (JsonNode)x)]);
}
