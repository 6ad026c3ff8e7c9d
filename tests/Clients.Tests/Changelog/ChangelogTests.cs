using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>
/// The document against the last released one (<c>build/openapi --release</c> makes it so): what would break a client fails, unless
/// <c>build/api/released/accepted-changes.json</c> says why it must be.
/// </summary>
public sealed class ChangelogTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "build", "api");

    [Fact]
    public void NothingBreaksTheClientsOfTheLastRelease()
    {
        var accepted = JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(Folder, "released", "accepted-changes.json"))
        )!;

        var breaking = BreakingChanges.Between(Released(), JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "openapi.json")))!);

        Assert.All(accepted, x => Assert.False(string.IsNullOrWhiteSpace(x.Value), $"{x.Key} is accepted without a reason"));
        Assert.Equal([], breaking.Except(accepted.Keys));
        Assert.Equal([], accepted.Keys.Except(breaking));
    }

    [Fact]
    public void ReleasedDocument_IsWhole() => Assert.True(Released()["paths"]!.AsObject().Count > 50);

    [Theory]
    [InlineData("""{"paths": {}}""", "POST /calls is gone")]
    [InlineData("""{"id": "draft"}""", "POST /calls has another operationId: draftCall became draft")]
    [InlineData("""{"security": true}""", "POST /calls wants a token")]
    [InlineData(
        """{"parameter": {"name": "sort", "in": "query", "schema": {"type": "string"}, "required": true}}""",
        "POST /calls: the new parameter sort in query must be sent"
    )]
    [InlineData("""{"limit": {"type": "integer", "maximum": 50}}""", "POST /calls limit in query has a lower maximum: 50")]
    [InlineData("""{"limitRequired": true}""", "POST /calls: the parameter limit in query must be sent")]
    [InlineData("""{"noLimit": true}""", "POST /calls: the parameter limit in query is gone")]
    [InlineData("""{"status": "200"}""", "POST /calls: the answer 201 is gone")]
    [InlineData("""{"noHeader": true}""", "POST /calls: the answer 201 has no header ETag")]
    [InlineData("""{"body": {"title": {"type": "string", "maxLength": 10}}}""", "Body.title has a lower maxLength: 10")]
    [InlineData("""{"body": {"title": {"type": "string", "maxLength": 200, "pattern": "^a"}}}""", "Body.title has another pattern: ^a")]
    [InlineData("""{"body": {"title": {"type": "string", "maxLength": 200, "minLength": 3}}}""", "Body.title has a higher minLength: 3")]
    [InlineData("""{"body": {"title": {"type": "string", "format": "uri"}}}""", "Body.title has another format: none became uri")]
    [InlineData("""{"body": {"kind": {"type": "string", "enum": ["a"]}}}""", "Body.kind no longer takes b")]
    [InlineData("""{"body": {"note": {"type": "string"}}}""", "Body.note no longer takes null")]
    [InlineData("""{"body": {"title": null}}""", "Body.title is gone")]
    [InlineData("""{"bodyRequired": ["title", "note"]}""", "Body.note must be sent")]
    [InlineData("""{"body": {"more": {"type": "string"}}, "bodyRequired": ["title", "more"]}""", "Body.more is new and must be sent")]
    [InlineData("""{"answer": {"state": {"type": "string", "enum": ["open", "shut", "ajar"]}}}""", "Answer.state can now be ajar")]
    [InlineData("""{"answer": {"id": {"type": ["string", "null"], "format": "uuid"}}}""", "Answer.id can now be null")]
    [InlineData("""{"answer": {"id": {"oneOf": [{"type": "null"}, {"type": "string", "format": "uuid"}]}}}""", "Answer.id can now be null")]
    [InlineData("""{"answer": {"id": null}}""", "Answer.id is gone")]
    [InlineData("""{"answerRequired": ["state"]}""", "Answer.id can be missing")]
    [InlineData("""{"answer": {"amount": {"type": "number"}}}""", "Answer.amount can now be number")]
    public void ABreakingChange_IsNamed(string change, string expected)
    {
        var breaking = BreakingChanges.Between(TinyDocument.Make(new JsonObject()), TinyDocument.Make(JsonNode.Parse(change)!.AsObject()));

        Assert.Contains(expected, breaking);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"body": {"title": {"type": "string", "maxLength": 300}}}""")]
    [InlineData("""{"body": {"more": {"type": "string"}}}""")]
    [InlineData("""{"body": {"kind": {"type": "string", "enum": ["a", "b", "c"]}}}""")]
    [InlineData("""{"bodyRequired": []}""")]
    [InlineData("""{"answer": {"more": {"type": "string"}}}""")]
    [InlineData("""{"answer": {"state": {"type": "string", "enum": ["open"]}}}""")]
    [InlineData("""{"limit": {"type": "integer", "maximum": 500}}""")]
    [InlineData("""{"parameter": {"name": "sort", "in": "query", "schema": {"type": "string"}}}""")]
    public void AHarmlessChange_IsNot(string change) =>
        Assert.Equal(
            [],
            BreakingChanges.Between(TinyDocument.Make(new JsonObject()), TinyDocument.Make(JsonNode.Parse(change)!.AsObject()))
        );

    private static JsonNode Released()
    {
        using var file = File.OpenRead(Path.Combine(Folder, "released", "openapi.json.gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        return JsonNode.Parse(text)!;
    }
}
