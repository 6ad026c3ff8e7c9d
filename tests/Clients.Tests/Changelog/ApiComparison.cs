using System.Text.Json.Nodes;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>
/// Says what a later OpenAPI document changes for programs written against an earlier one: operations, parameters, bodies, answers,
/// headers and security. Texts, examples and names of component schemas are no change on the wire.
/// </summary>
internal sealed class ApiComparison
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly JsonNode released;
    private readonly JsonNode current;
    private readonly SchemaComparison schemas;
    private readonly ApiChanges changes = new();

    private ApiComparison(JsonNode released, JsonNode current) =>
        (this.released, this.current, schemas) = (released, current, new SchemaComparison(released, current, changes));

    public static ApiChanges Compare(JsonNode released, JsonNode current)
    {
        var comparison = new ApiComparison(released, current);
        comparison.CompareOperations();
        return comparison.changes;
    }

    private void CompareOperations()
    {
        var (before, after) = (Operations(released), Operations(current));
        foreach (var (name, operation) in before)
        {
            if (after.TryGetValue(name, out var other))
            {
                Compare(name, operation, other);
            }
            else
            {
                changes.Break(name, "the operation is gone");
            }
        }

        foreach (var name in after.Keys.Except(before.Keys))
        {
            changes.Note(name, "a new operation");
        }
    }

    private static Dictionary<string, (JsonObject Path, JsonNode Own)> Operations(JsonNode document) =>
        document
            .Object("paths")
            .SelectMany(path =>
                Methods
                    .Where(method => path.Value?[method] is not null)
                    .Select(method =>
                        (Name: $"{method.ToUpperInvariant()} {path.Key}", Path: path.Value!.AsObject(), Own: path.Value![method]!)
                    )
            )
            .ToDictionary(x => x.Name, x => (x.Path, x.Own));

    private void Compare(string name, (JsonObject Path, JsonNode Own) before, (JsonObject Path, JsonNode Own) after)
    {
        if (before.Own["operationId"]?.ToString() is { } id && after.Own["operationId"]?.ToString() != id)
        {
            changes.Break(name, $"the operation's id was {id} and is {after.Own["operationId"]}");
        }

        CompareParameters(name, Parameters(released, before), Parameters(current, after));
        CompareRequestBody(name, released.Resolve(before.Own["requestBody"]), current.Resolve(after.Own["requestBody"]));
        CompareResponses(name, before.Own.Object("responses"), after.Own.Object("responses"));
        CompareSecurity(name, Security(released, before.Own), Security(current, after.Own));
    }

    private static Dictionary<string, JsonNode> Parameters(JsonNode document, (JsonObject Path, JsonNode Own) operation)
    {
        var all = new Dictionary<string, JsonNode>();
        foreach (var parameter in operation.Path.Array("parameters").Concat(operation.Own.Array("parameters")))
        {
            var own = document.Resolve(parameter)!;
            all[$"{own["in"]} parameter {own["name"]}"] = own;
        }

        return all;
    }

    private void CompareParameters(string name, Dictionary<string, JsonNode> before, Dictionary<string, JsonNode> after)
    {
        foreach (var (key, parameter) in before)
        {
            if (!after.TryGetValue(key, out var other))
            {
                changes.Break(name, $"the {key} is gone");
                continue;
            }

            if (!parameter.IsTrue("required") && other.IsTrue("required"))
            {
                changes.Break(name, $"the {key} has become required");
            }

            schemas.Compare($"{name}, {key}", parameter["schema"], other["schema"], Direction.Request);
        }

        foreach (var (key, parameter) in after.Where(x => !before.ContainsKey(x.Key)))
        {
            Added(name, $"a new {(parameter.IsTrue("required") ? "required" : "optional")} {key}", parameter.IsTrue("required"));
        }
    }

    private void CompareRequestBody(string name, JsonNode? before, JsonNode? after)
    {
        if (before is null)
        {
            if (after is not null)
            {
                Added(name, $"a new {(after.IsTrue("required") ? "required" : "optional")} body", after.IsTrue("required"));
            }

            return;
        }

        if (after is null)
        {
            changes.Break(name, "the body is gone");
            return;
        }

        if (!before.IsTrue("required") && after.IsTrue("required"))
        {
            changes.Break(name, "the body has become required");
        }

        CompareContent($"{name}, body", before.Object("content"), after.Object("content"), Direction.Request);
    }

    private void CompareContent(string where, JsonObject before, JsonObject after, Direction direction)
    {
        foreach (var (media, content) in before)
        {
            if (after[media] is { } other)
            {
                schemas.Compare(where, content?["schema"], other["schema"], direction);
            }
            else
            {
                changes.Break(where, $"the media type {media} is gone");
            }
        }

        foreach (var (media, _) in after.Where(x => !before.ContainsKey(x.Key)))
        {
            changes.Note(where, $"a new media type {media}");
        }
    }

    private void CompareResponses(string name, JsonObject before, JsonObject after)
    {
        foreach (var (status, response) in before)
        {
            if (after[status] is not { } other)
            {
                changes.Break(name, $"the status {status} is gone");
                continue;
            }

            var (own, now) = (released.Resolve(response), current.Resolve(other));
            CompareContent($"{name}, answer {status}", own.Object("content"), now.Object("content"), Direction.Response);
            CompareHeaders($"{name}, answer {status}", own.Object("headers"), now.Object("headers"));
        }

        foreach (var (status, _) in after.Where(x => !before.ContainsKey(x.Key)))
        {
            changes.Note(name, $"a new status {status}");
        }
    }

    private void CompareHeaders(string where, JsonObject before, JsonObject after)
    {
        foreach (var (header, value) in before)
        {
            if (after[header] is not { } other)
            {
                changes.Break(where, $"the header {header} is gone");
            }
            else if (released.Resolve(value).IsTrue("required") && !current.Resolve(other).IsTrue("required"))
            {
                changes.Break(where, $"the header {header} is no longer always there");
            }
        }

        foreach (var (header, _) in after.Where(x => !before.ContainsKey(x.Key)))
        {
            changes.Note(where, $"a new header {header}");
        }
    }

    // Each alternative is a set of schemes with their scopes; an empty one lets anybody in.
    private static List<HashSet<string>> Security(JsonNode document, JsonNode operation) =>
        (operation["security"] ?? document["security"]) is JsonArray { Count: > 0 } alternatives
            ? [.. alternatives.Select(x => x!.AsObject().SelectMany(Demands).ToHashSet())]
            :
            [
                [],
            ];

    private static IEnumerable<string> Demands(KeyValuePair<string, JsonNode?> scheme) =>
        scheme.Value is JsonArray { Count: > 0 } scopes ? scopes.Select(x => $"{scheme.Key} with {x}") : [scheme.Key];

    private void CompareSecurity(string name, List<HashSet<string>> before, List<HashSet<string>> after)
    {
        foreach (var alternative in before.Where(x => !after.Exists(y => y.IsSubsetOf(x))))
        {
            var former = alternative.Count == 0 ? "without signing in" : $"with {string.Join(" and ", alternative.Order())}";
            changes.Break(name, $"it can no longer be called {former}");
        }

        if (after.Exists(x => x.Count == 0) && !before.Exists(x => x.Count == 0))
        {
            changes.Note(name, "it can be called without signing in");
        }
    }

    private void Added(string where, string what, bool isBreaking)
    {
        if (isBreaking)
        {
            changes.Break(where, what);
        }
        else
        {
            changes.Note(where, what);
        }
    }
}
