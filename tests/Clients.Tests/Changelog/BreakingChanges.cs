using System.Text.Json.Nodes;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>Says in words what a client of one document would no longer find in another.</summary>
internal sealed class BreakingChanges
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private readonly SchemaChanges schemas;
    private readonly List<string> found = [];

    private BreakingChanges(JsonNode former, JsonNode now) => schemas = new SchemaChanges(former, now, found.Add);

    public static IReadOnlyList<string> Between(JsonNode former, JsonNode now)
    {
        var changes = new BreakingChanges(former, now);
        foreach (var (path, methods) in former["paths"]!.AsObject())
        {
            foreach (var method in Methods.Where(x => methods![x] is not null))
            {
                changes.CompareOperation($"{method.ToUpperInvariant()} {path}", methods![method]!, now["paths"]![path]?[method]);
            }
        }

        return [.. changes.found.Distinct()];
    }

    private void CompareOperation(string name, JsonNode former, JsonNode? now)
    {
        if (now is null)
        {
            found.Add($"{name} is gone");
            return;
        }

        if (Text(former["operationId"]) != Text(now["operationId"]))
        {
            found.Add($"{name} has another operationId: {Text(former["operationId"])} became {Text(now["operationId"])}");
        }

        if (IsOpen(former) && !IsOpen(now))
        {
            found.Add($"{name} wants a token");
        }

        CompareParameters(name, former, now);
        CompareBody(name, former["requestBody"], now["requestBody"]);
        CompareResponses(name, former["responses"]!.AsObject(), now["responses"]!.AsObject());
    }

    private void CompareParameters(string name, JsonNode former, JsonNode now)
    {
        var (old, current) = (ParametersOf(former), ParametersOf(now));
        foreach (var (key, parameter) in old)
        {
            if (!current.TryGetValue(key, out var same))
            {
                found.Add($"{name}: the parameter {key} is gone");
                continue;
            }

            if (!IsRequired(parameter) && IsRequired(same))
            {
                found.Add($"{name}: the parameter {key} must be sent");
            }

            schemas.CompareSent($"{name} {key}", parameter["schema"]!, same["schema"]!);
        }

        foreach (var (key, _) in current.Where(x => !old.ContainsKey(x.Key) && IsRequired(x.Value)))
        {
            found.Add($"{name}: the new parameter {key} must be sent");
        }
    }

    private void CompareBody(string name, JsonNode? former, JsonNode? now)
    {
        if ((former is null || !IsRequired(former)) && now is not null && IsRequired(now))
        {
            found.Add($"{name}: a body must be sent");
        }

        foreach (var (media, content) in former?["content"]?.AsObject() ?? [])
        {
            if (now?["content"]?[media] is { } same)
            {
                schemas.CompareSent($"{name} body", content!["schema"]!, same["schema"]!);
            }
            else
            {
                found.Add($"{name}: no body of the type {media} is taken");
            }
        }
    }

    private void CompareResponses(string name, JsonObject former, JsonObject now)
    {
        foreach (var (status, response) in former.Where(x => x.Key[0] == '2'))
        {
            if (now[status] is not { } same)
            {
                found.Add($"{name}: the answer {status} is gone");
                continue;
            }

            foreach (var header in response!["headers"]?.AsObject().Select(x => x.Key).Where(x => same["headers"]?[x] is null) ?? [])
            {
                found.Add($"{name}: the answer {status} has no header {header}");
            }

            foreach (var (media, content) in response["content"]?.AsObject() ?? [])
            {
                if (same["content"]?[media] is { } answer)
                {
                    schemas.CompareReceived($"{name} {status}", content!["schema"]!, answer["schema"]!);
                }
                else
                {
                    found.Add($"{name}: the answer {status} is not of the type {media}");
                }
            }
        }
    }

    private static Dictionary<string, JsonNode> ParametersOf(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? []).ToDictionary(x => $"{Text(x!["name"])} in {Text(x["in"])}", x => x!);

    private static bool IsRequired(JsonNode node) => node["required"]?.GetValue<bool>() == true;

    // An empty requirement among those of an operation says that it can be had without a token.
    private static bool IsOpen(JsonNode operation) =>
        operation["security"] is not JsonArray requirements || requirements.Count == 0 || requirements.Any(x => x!.AsObject().Count == 0);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
