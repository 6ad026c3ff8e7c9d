using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>Reads a bundle's files as anyone would who types them into forms; no value in them is quoted.</summary>
internal static class BundleFile
{
    public static List<Dictionary<string, string>> Rows(ExampleBundle bundle, string file)
    {
        var lines = bundle.Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(x => x.TrimEnd('\r')).ToList();
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(x => x.First, x => x.Second))];
    }

    public static JsonObject Euros(string amount) => ApplicationBodies.Euros(amount);

    public static JsonArray Copy(JsonNode list) => list.DeepClone().AsArray();

    public static string Word(this JsonNode node, string member) => node[member]!.GetValue<string>();
}
