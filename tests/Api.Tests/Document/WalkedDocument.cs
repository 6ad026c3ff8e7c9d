using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialInnovation.Api.OpenApi;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Document;

/// <summary>
/// Executes the walk of the OpenAPI document with nothing but the document: its steps, its examples, its parameters. It does what Swagger
/// UI's interceptor does: the token of the last sign-in, the last ETag of the resource, a fresh key, kept ids for stand-ins, and a near expiry for a far one.
/// </summary>
internal sealed partial class WalkedDocument(ApiFixture api)
{
    // An expiry in the examples is so far away that it stands for a year from now.
    private const string Far = "2099-12-31T00:00:00Z";

    private static readonly JsonNode Document = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "build", "api", "openapi.json"))
    )!;

    private static readonly string MailedToken = Walk.StandIn("mailedToken");

    private readonly Dictionary<string, string> ids = [];
    private readonly Dictionary<string, string> tags = [];
    private readonly Dictionary<string, (string Method, string Path, JsonNode Operation)> operations = (
        from path in Document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select (Method: method.Key.ToUpperInvariant(), Path: path.Key, Operation: method.Value!)
    ).ToDictionary(x => x.Operation["operationId"]!.GetValue<string>());

    private ApiClient client = api.Anonymous();

    private string? invited;

    public IEnumerable<string> Operations => operations.Keys;

    /// <summary>The stand-in of each id that a step kept.</summary>
    public IReadOnlyDictionary<string, string> StandIns => ids.ToDictionary(x => x.Value, x => x.Key);

    public static IEnumerable<JsonNode> Steps(string walk) => Document["x-walk"]![walk]!.AsArray().Select(x => x!);

    public static JsonNode? ExampleAnswer(string operation) =>
        Document["paths"]!
            .AsObject()
            .SelectMany(x => x.Value!.AsObject())
            .Select(x => x.Value!)
            .Single(x => x["operationId"]!.GetValue<string>() == operation)["responses"]!
            .AsObject()
            .First(x => x.Key[0] == '2')
            .Value!["content"]
            ?.AsObject()
            .FirstOrDefault(x => x.Key.EndsWith("json", StringComparison.Ordinal))
            .Value?["example"];

    public async Task<ApiReply> TakeAsync(JsonNode step)
    {
        var name = step["operationId"]!.GetValue<string>();
        var (method, template, operation) = operations[name];
        if (name == "inviteMember")
        {
            invited = JsonNode.Parse(Body(step, operation)!)!["email"]!.GetValue<string>();
        }
        else if (name == "saveSearch")
        {
            invited = JsonNode.Parse(Body(step, operation)!)!["email"]!.GetValue<string>();
        }
        else if (name is "acceptInvitation" or "confirmSavedSearch")
        {
            // What no answer says: it is in the mail alone.
            ids[MailedToken] = await api.MailedTokenAsync(invited!);
        }
        else if (name == "remindEvaluators")
        {
            // The third evaluator has opened the link of its mail.
            await api.Database.ExecuteAsync("update identity.accounts set email_confirmed = true");
        }

        var path = Fill(template, step["parameters"]!.AsObject());
        var reply =
            step["bundle"] is { } bundle ? await UploadAsync(path, bundle.GetValue<string>())
            : operation["requestBody"]?["content"]?.AsObject().First() is { Key: not "application/json" } file
                ? await client.PostBytesAsync(path, SampleFiles.Of(file.Key), file.Key, IfMatch(operation, path))
            : await client.SendAsync(new HttpMethod(method), path, Body(step, operation), IfMatch(operation, path), Key(operation));
        if (reply.Status is < 200 or > 299)
        {
            throw new InvalidOperationException($"{step["title"]}: {method} {path} got {reply.Status} {reply.Text}");
        }

        foreach (var (standIn, member) in step["keeps"]!.AsObject())
        {
            ids[standIn] = Member(reply.Body, member!.GetValue<string>());
        }

        if (name == "requestAssignment")
        {
            await api.JobAsync(reply, x => x["status"]!.GetValue<string>() is "succeeded" or "failed");
        }

        Remember(path.Split('?')[0], reply);
        if (name == "issueDevelopmentToken")
        {
            client = api.Anonymous();
            client.UseToken(reply.Body["accessToken"]!.GetValue<string>());
        }

        return reply;
    }

    private async Task<ApiReply> UploadAsync(string path, string bundle)
    {
        var accepted = await client.PostBytesAsync(path, new ExampleBundle(bundle).Zip(), "application/zip");
        await api.EndOfImportAsync(accepted);
        return accepted;
    }

    private static string Member(JsonNode body, string path) =>
        path.Split('/').Aggregate(body, (node, part) => (int.TryParse(part, out var index) ? node[index] : node[part])!).GetValue<string>();

    private string Fill(string template, JsonObject parameters)
    {
        var query = new List<string>();
        foreach (var (name, value) in parameters)
        {
            var text = Resolve(value!.ToString());
            if (template.Contains($"{{{name}}}", StringComparison.Ordinal))
            {
                template = template.Replace($"{{{name}}}", text, StringComparison.Ordinal);
            }
            else
            {
                query.Add($"{name}={Uri.EscapeDataString(text)}");
            }
        }

        return query.Count == 0 ? template : $"{template}?{string.Join('&', query)}";
    }

    private string? Body(JsonNode step, JsonNode operation) =>
        operation["requestBody"]?["content"]?["application/json"]?["examples"]![step["example"]!.GetValue<string>()]?["value"] is { } body
            ? Resolve(body.ToJsonString())
            : null;

    private string Resolve(string text) =>
        Uuid()
            .Replace(text, match => ids.GetValueOrDefault(match.Value, match.Value))
            .Replace(Far, $"{TimeProvider.System.GetUtcNow().AddYears(1):O}", StringComparison.Ordinal);

    private string? IfMatch(JsonNode operation, string path)
    {
        if (!Takes(operation, "If-Match"))
        {
            return null;
        }

        for (var resource = path; resource.Length > 0; resource = resource[..resource.LastIndexOf('/')])
        {
            if (tags.TryGetValue(resource, out var tag))
            {
                return tag;
            }
        }

        return null;
    }

    private static string? Key(JsonNode operation) => Takes(operation, "Idempotency-Key") ? Guid.CreateVersion7().ToString() : null;

    private static bool Takes(JsonNode operation, string header) =>
        operation["parameters"]?.AsArray().Any(x => x!["name"]!.GetValue<string>() == header) == true;

    // The ETag is of the resource whose id the answer names, when it stands in the path; else of the new one, or of what was addressed.
    private void Remember(string path, ApiReply reply)
    {
        if (reply.Headers.ETag is not { IsWeak: false } tag)
        {
            return;
        }

        var id = (reply.Body as JsonObject)?["id"]?.GetValue<string>();
        var at = id is null ? -1 : path.IndexOf(id, StringComparison.Ordinal);
        tags[at >= 0 ? path[..(at + id!.Length)] : reply.Headers.Location?.ToString() ?? path] = tag.Tag;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}
