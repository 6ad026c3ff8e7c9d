using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SocialInnovation.Api.OpenApi;

/// <summary>
/// The steps of which the document's examples are made, in the order in which they work: the main job from an empty database to awards,
/// then every other operation. They stand in the files of the folder of this name. A text <c>{callId}</c> in them stands for an id that
/// an earlier step kept; in the document it is a UUID that exists nowhere.
/// </summary>
internal sealed partial class Walk
{
    public const string MainJob = "main-job";
    public const string Beyond = "beyond";

    private readonly JsonObject answers = Load("answers");

    public IReadOnlyList<WalkStep> MainSteps { get; } = Read(MainJob);

    public IReadOnlyList<WalkStep> BeyondSteps { get; } = Read(Beyond);

    public IEnumerable<WalkStep> All => MainSteps.Concat(BeyondSteps);

    /// <summary>What the operation answered when the walk was last recorded; null when it has not been.</summary>
    public JsonNode? AnswerTo(string operation) => answers[operation] is { } answer ? Resolve(answer) : null;

    /// <summary>The id that stands in the document for the one that a step keeps under this name.</summary>
    public static string StandIn(string name) =>
        $"0193a7a0-0000-7000-8000-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..12]}";

    private static List<WalkStep> Read(string file)
    {
        var steps = Resolve(Load(file)["steps"]!).Deserialize<List<WalkStep>>(JsonSerializerOptions.Web)!;
        return steps.GroupBy(x => x.Example).All(x => x.Select(y => $"{y.Operation} {y.Body?.ToJsonString()}").Distinct().Count() == 1)
            ? steps
            : throw new InvalidOperationException($"Two different steps of {file} have one title.");
    }

    private static JsonObject Load(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"SocialInnovation.Api.OpenApi.Walk.{file}.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    private static JsonNode Resolve(JsonNode node) =>
        JsonNode.Parse(Placeholder().Replace(node.ToJsonString(), match => StandIn(match.Groups[1].Value)))!;

    [GeneratedRegex(@"\{([a-z][A-Za-z0-9]*)\}")]
    private static partial Regex Placeholder();
}

/// <summary>One step: one request.</summary>
/// <param name="Operation">Id of the operation.</param>
/// <param name="Title">What is done; steps of one title are the same request.</param>
/// <param name="Body">The body to send.</param>
/// <param name="Parameters">Path and query parameters.</param>
/// <param name="Keeps">By the name of an id to keep: the member of the answer that holds it.</param>
/// <param name="Bundle">For an upload: the example bundle to send.</param>
internal sealed record WalkStep(
    string Operation,
    string Title,
    JsonNode? Body = null,
    Dictionary<string, string>? Parameters = null,
    Dictionary<string, string>? Keeps = null,
    string? Bundle = null
)
{
    /// <summary>Name of the example in the document.</summary>
    public string Example => string.Join('-', Title.ToLowerInvariant().Split([' ', ',', '\'', ':'], StringSplitOptions.RemoveEmptyEntries));
}
