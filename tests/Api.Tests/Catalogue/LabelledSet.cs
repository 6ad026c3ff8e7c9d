using System.Reflection;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>The 60 labelled innovations, published; what the set says is in its README.</summary>
public sealed class LabelledSet : IAsyncLifetime
{
    private readonly CatalogueDesk desk = new();
    private readonly Dictionary<string, Guid> ids = [];

    public ApiClient Reader => desk.Api.Anonymous();

    public CatalogueDesk Desk => desk;

    /// <summary>Key of each, and of the one that it is labelled to be most like.</summary>
    public IReadOnlyDictionary<string, string> Likes { get; private set; } = null!;

    public Guid this[string key] => ids[key];

    public string KeyOf(Guid id) => ids.Single(x => x.Value == id).Key;

    public async ValueTask InitializeAsync()
    {
        await desk.InitializeAsync();
        var all = Read();
        Likes = all.ToDictionary(x => x["key"]!.GetValue<string>(), x => x["like"]!.GetValue<string>());
        foreach (var innovation in all)
        {
            ids[innovation["key"]!.GetValue<string>()] = await desk.PublishAsync(ContentOf(innovation), DnaOf(innovation));
        }
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    public static JsonObject DnaOf(string key) => DnaOf(Read().Single(x => x["key"]!.GetValue<string>() == key));

    private static List<JsonNode> Read()
    {
        const string name = "SocialInnovation.Api.Tests.Catalogue.Labelled.innovations.json";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return [.. JsonNode.Parse(stream)!["innovations"]!.AsArray().Select(x => x!)];
    }

    private static JsonObject ContentOf(JsonNode innovation) =>
        new()
        {
            ["title"] = innovation["title"]!.DeepClone(),
            ["summary"] = innovation["summary"]!.DeepClone(),
            ["story"] = innovation["story"]!.DeepClone(),
            ["stage"] = innovation["stage"]!.DeepClone(),
            ["initiator"] = innovation["initiator"]!.DeepClone(),
            ["themes"] = new JsonArray("culture"),
            ["places"] = new JsonArray(innovation["place"]!.DeepClone()),
        };

    private static JsonObject DnaOf(JsonNode innovation) => innovation["dna"]!.DeepClone().AsObject();
}
