using System.Text.Json.Nodes;
using NJsonSchema;

namespace SocialInnovation.Testing.Conformity;

/// <summary>What <c>build/api/openapi.json</c> promises of each operation's answers.</summary>
internal sealed class DocumentedApi
{
    private const string Component = "#/components/schemas/";
    private const string Definition = "#/definitions/";

    private static readonly Lazy<DocumentedApi> Instance = new(Load);

    private readonly Dictionary<string, Dictionary<string, DocumentedResponse>> operations = [];

    private DocumentedApi(JsonSchema schemas) => Problem = schemas.Definitions["Problem"];

    public static DocumentedApi Current => Instance.Value;

    public JsonSchema Problem { get; }

    /// <summary>The documented answers of an operation by status; null for an operation that the document does not know.</summary>
    public IReadOnlyDictionary<string, DocumentedResponse>? Find(string operation) => operations.GetValueOrDefault(operation);

    private static DocumentedApi Load()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "build", "api", "openapi.json"));
        var document = JsonNode.Parse(text.Replace(Component, Definition, StringComparison.Ordinal))!;
        var definitions = (JsonObject)document["components"]!["schemas"]!.DeepClone();
        var answers = new List<(string Operation, string Status, string Media, string Key, JsonNode Response)>();
        foreach (var operation in document["paths"]!.AsObject().SelectMany(x => x.Value!.AsObject()).Select(x => x.Value!))
        {
            var id = operation["operationId"]!.GetValue<string>();
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                foreach (var (media, content) in response!["content"]?.AsObject() ?? [])
                {
                    var key = $"{id}-{status}-{media}";
                    definitions[key] = content!["schema"]!.DeepClone();
                    answers.Add((id, status, media, key, response));
                }

                if (response["content"] is null)
                {
                    answers.Add((id, status, "", "", response));
                }
            }
        }

        var root = JsonSchema.FromJsonAsync(new JsonObject { ["definitions"] = definitions }.ToJsonString()).GetAwaiter().GetResult();
        var api = new DocumentedApi(root);
        foreach (var (operation, status, media, key, response) in answers)
        {
            api.operations.TryAdd(operation, []);
            api.operations[operation].TryAdd(status, new DocumentedResponse(response));
            if (media.Length > 0)
            {
                api.operations[operation][status].Schemas[media] = root.Definitions[key];
            }
        }

        return api;
    }
}

/// <summary>One documented answer.</summary>
internal sealed class DocumentedResponse(JsonNode response)
{
    public Dictionary<string, JsonSchema> Schemas { get; } = [];

    /// <summary>The codes that the problem itself can have.</summary>
    public IReadOnlySet<string> Codes { get; } = Words(response["x-codes"]);

    /// <summary>The codes that its single faults can have.</summary>
    public IReadOnlySet<string> FaultCodes { get; } = Words(response["x-fault-codes"]);

    /// <summary>Names of the documented headers, and whether each is always there.</summary>
    public IReadOnlyDictionary<string, bool> Headers { get; } =
        (response["headers"]?.AsObject() ?? []).ToDictionary(
            x => x.Key,
            x => !x.Value!["$ref"]!.GetValue<string>().Contains("/Optional-", StringComparison.Ordinal),
            StringComparer.OrdinalIgnoreCase
        );

    private static HashSet<string> Words(JsonNode? list) => [.. list?.AsArray().Select(x => x!.GetValue<string>()) ?? []];
}
