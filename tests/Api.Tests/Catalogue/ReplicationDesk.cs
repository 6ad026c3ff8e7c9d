using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>Organisations that replicate what the catalogue publishes.</summary>
public sealed class ReplicationDesk : IAsyncLifetime
{
    public const string Replications = "/api/v1/replications";

    public const string Adaptations = "/api/v1/adaptations";

    public CatalogueDesk Catalogue { get; } = new();

    public ApiFixture Api => Catalogue.Api;

    /// <summary>Acts for an organisation of its own.</summary>
    public ApiClient Replicator { get; private set; } = null!;

    public Guid Organisation { get; private set; }

    /// <summary>Acts for another one.</summary>
    public ApiClient Stranger { get; private set; } = null!;

    public Guid OtherOrganisation { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Catalogue.InitializeAsync();
        (Replicator, Organisation) = await SomebodyAsync("replicator");
        (Stranger, OtherOrganisation) = await SomebodyAsync("stranger");
    }

    public ValueTask DisposeAsync() => Catalogue.DisposeAsync();

    public async Task<(ApiClient Client, Guid Organisation)> SomebodyAsync(string name)
    {
        var client = await Api.RegisterAsync($"replication.{name}", "applicant");
        return (client, (await ApplicationScene.RegisterOrganisationAsync(client)).Id);
    }

    public static JsonObject Declaration(Guid organisation, string status = "interested", Guid? parent = null) =>
        new()
        {
            ["organisationId"] = organisation,
            ["place"] = Place("88160", "Épinal", "48.1744", "6.4512"),
            ["summary"] = "The same for woodworkers.",
            ["status"] = status,
            ["parentId"] = parent,
        };

    public static JsonObject Place(string code, string commune, string? latitude = null, string? longitude = null) =>
        new()
        {
            ["communeCode"] = code,
            ["commune"] = commune,
            ["latitude"] = latitude,
            ["longitude"] = longitude,
        };

    public Task<ApiReply> TryDeclareAsync(ApiClient client, Guid innovation, JsonObject body) =>
        client.PostAsync($"{CatalogueDesk.Innovations}/{innovation}/replications", body);

    public async Task<Guid> DeclareAsync(Guid innovation, string status = "interested", Guid? parent = null) =>
        (await TryDeclareAsync(Replicator, innovation, Declaration(Organisation, status, parent))).Expect(201).Id;

    /// <summary>Posts with the version that the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, string path, string action, object? body = null) =>
        await caller.PostAsync($"{path}/{action}", body, await VersionAsync(path));

    public async Task<ApiReply> ForkAsync(ApiClient caller, Guid replication, JsonObject dna) =>
        await caller.PutAsync($"{Replications}/{replication}/dna", dna, await VersionAsync($"{Replications}/{replication}"));

    public async Task<Guid> ProposeAsync(Guid replication, params (string Part, string? Key)[] elements) =>
        (await Replicator.PostAsync($"{Replications}/{replication}/adaptations", Proposal(elements))).Expect(201).Id;

    public static JsonObject Proposal(params (string Part, string? Key)[] elements) =>
        new()
        {
            ["elements"] = new JsonArray([.. elements.Select(x => new JsonObject { ["part"] = x.Part, ["elementKey"] = x.Key })]),
            ["reason"] = "It works better.",
        };

    /// <summary>The example's DNA with a longer equipping, another partner, and none of the first.</summary>
    public static JsonObject Fork()
    {
        var dna = CatalogueDesk.Dna();
        dna["steps"]![1]!["durationDays"] = 60;
        dna["partners"] = new JsonArray(new JsonObject { ["key"] = "bank", ["title"] = "A bank" });
        return dna;
    }

    public async Task<JsonArray> ItemsAsync(string path) => (await Api.Anonymous().GetAsync(path)).Expect(200).Body["items"]!.AsArray();

    public static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private async Task<int> VersionAsync(string path) => (await Catalogue.Scene.Auditor.GetAsync(path)).Expect(200).Version;
}
