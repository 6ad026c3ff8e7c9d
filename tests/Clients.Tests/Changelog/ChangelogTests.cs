using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>
/// Today's document against the released one (<c>build/openapi --release</c> makes it so), for which the programs out there were written:
/// what would break them fails, unless <c>build/api/released/accepted-changes.json</c> says why it must be.
/// </summary>
public sealed class ChangelogTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "build", "api");

    private static readonly ApiChanges Changes = ApiComparison.Compare(
        Released(),
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "openapi.json")))!
    );

    /// <summary>A change as it is named here, and why it had to be.</summary>
    private static readonly Dictionary<string, string> Accepted = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(Folder, "released", "accepted-changes.json"))
    )!;

    [Fact]
    public void Document_BreaksNothingThatWasReleased_ExceptWhatIsListedWithItsReason()
    {
        var unlisted = Changes.Breaking.Except(Accepted.Keys).ToList();

        Assert.True(
            unlisted.Count == 0,
            $"""
            Programs written for the released document break by:
            {Lines(unlisted)}
            Undo it, or list it with its reason in build/api/released/accepted-changes.json.
            Listed already:
            {Lines(Accepted.Select(x => $"{x.Key} ({x.Value})"))}
            Other changes, which break nothing:
            {Lines(Changes.Harmless)}
            """
        );
    }

    [Fact]
    public void ListedChanges_HaveAReasonAndAreStillThere()
    {
        Assert.All(Accepted, x => Assert.False(string.IsNullOrWhiteSpace(x.Value), x.Key));
        Assert.Empty(Accepted.Keys.Except(Changes.Breaking));
    }

    [Fact]
    public void ReleasedDocument_IsReadToItsLastOperation()
    {
        var nothing = JsonNode.Parse("""{ "paths": {} }""")!;

        var operations = Released().Object("paths").Sum(x => x.Value!.AsObject().Count(y => y.Value?["responses"] is not null));

        Assert.NotEqual(0, operations);
        Assert.Equal(operations, ApiComparison.Compare(Released(), nothing).Breaking.Count());
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(x => $"- {x}").DefaultIfEmpty("- nothing"));

    private static JsonNode Released()
    {
        using var file = File.OpenRead(Path.Combine(Folder, "released", "openapi.json.gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        return JsonNode.Parse(text)!;
    }
}
