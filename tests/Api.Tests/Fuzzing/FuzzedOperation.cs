using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>An operation of the document, with ids that exist and callers who may send it.</summary>
/// <param name="Id">Its id in the document.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path with the ids of the scene.</param>
/// <param name="Media">Media type of its body; null when it has none.</param>
/// <param name="Schema">Schema of its body.</param>
/// <param name="Query">Its query parameters.</param>
/// <param name="Examples">Bodies that are valid, with the ids of the scene.</param>
/// <param name="Bundle">The body of an upload.</param>
/// <param name="Tokens">Of callers who may send it; null for nobody known.</param>
internal sealed record FuzzedOperation(
    string Id,
    string Method,
    string Path,
    string? Media,
    JsonNode? Schema,
    IReadOnlyList<JsonNode> Query,
    IReadOnlyList<JsonNode> Examples,
    byte[] Bundle,
    IReadOnlyList<string?> Tokens
)
{
    public JsonNode? Example(Random random) => Examples.Count == 0 ? null : Examples[random.Next(Examples.Count)].DeepClone();
}
