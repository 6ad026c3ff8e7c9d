using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialInnovation.Api.Tests.Mechanisms;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>Where an attempt names the other's thing.</summary>
public enum Place
{
    Path,
    Query,
    Body,
    Member,
}

/// <summary>One attempt of somebody at a thing of the other side.</summary>
/// <param name="Caller">Who tries.</param>
/// <param name="Role">As what.</param>
/// <param name="Line">What the table of permissions says of the operation.</param>
/// <param name="Place">Where the id stands.</param>
/// <param name="Name">Of the parameter or member.</param>
/// <param name="Thing">What is aimed at.</param>
/// <param name="Request">The path and the body with an id in that place.</param>
public sealed record Attempt(
    ApiClient Caller,
    string Role,
    TableLine Line,
    Place Place,
    string Name,
    Thing Thing,
    Func<Guid, (string Path, JsonNode? Body)> Request
)
{
    /// <summary>Whether the caller's role may send the operation at all.</summary>
    public bool IsAdmitted => Line.Admitted.ContainsKey(Role);

    /// <summary>The kind of file that the operation takes in place of JSON.</summary>
    public string? FileType { get; init; }

    public string Text => $"{Line.Operation} as {Role}, {Name} of the {Place} is the other's {Thing.Name}";

    public Task<ApiReply> SendAsync(Guid id)
    {
        var (path, body) = Request(id);
        return FileType is { } type
            ? Caller.PostBytesAsync(path + ReachableScene.FileQuery(Line.Path, Line.Method), SampleFiles.Of(type), type, "*")
            : Caller.SendAsync(new HttpMethod(Line.Method), path, body, "*", Guid.CreateVersion7().ToString());
    }
}

/// <summary>Makes every attempt from the table of permissions and the document: each place that takes an id, with each thing that fits.</summary>
public sealed partial class Attempts(IReadOnlyList<TableLine> table, Side attacker, Side other)
{
    // What the server alone says; each is added to a body that does not have it.
    private static readonly Dictionary<string, string> ServersOwn = new()
    {
        ["id"] = "applications",
        ["organisationId"] = "organisations",
        ["managers"] = "users",
        ["evaluatorId"] = "users",
        ["createdBy"] = "users",
        ["status"] = string.Empty,
        ["version"] = string.Empty,
    };

    // Of which list the ids are that a parameter or a member takes.
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["callId"] = "calls",
        ["applicationId"] = "applications",
        ["applicationIds"] = "applications",
        ["organisationId"] = "organisations",
        ["evaluatorId"] = "users",
        ["userId"] = "users",
        ["managers"] = "users",
        ["actorId"] = "users",
        ["rankingId"] = "rankings",
        ["scenarioId"] = "allocation-scenarios",
        ["fundId"] = "funds",
        ["envelopeId"] = "envelopes",
        ["toEnvelopeId"] = "envelopes",
        ["meetingId"] = "meetings",
        ["groupId"] = "working-groups",
        ["documentId"] = "documents",
        ["invitationId"] = "invitations",
        ["sessionId"] = "sessions",
        ["parentId"] = "replications",
        ["innovationId"] = "innovations",
        ["assigneeId"] = "users",
        ["subjectId"] = "subjects",
        ["partnerId"] = "partners",
        ["grantId"] = "grants",
    };

    private static readonly JsonNode Document = JsonNode.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "build", "api", "openapi.json"))
    )!;

    public IEnumerable<Attempt> All() =>
        from line in table
        from person in attacker.People
        from attempt in InPath(person.Value, person.Key, line)
            .Concat(InQuery(person.Value, person.Key, line))
            .Concat(InBody(person.Value, person.Key, line))
        select attempt;

    /// <summary>The places of ids in which a role that gets in finds no thing to name: whoever adds one says here whose it is.</summary>
    public IEnumerable<string> WithoutThing() =>
        from line in table
        where attacker.People.Keys.Any(line.Admitted.ContainsKey)
        from name in Parameters(line).Concat(QueryIds(line)).Concat(BodyIds(line).Select(x => x[^1]))
        let kind = KindOf(line, name)
        where kind is null || !(other.Of(kind).Any() || Neutral.Contains(kind))
        select $"{line.Operation}: {name}";

    /// <summary>Lists whose resources are nobody's of the two sides.</summary>
    public static readonly string[] Neutral = ["working-groups", "meetings", "grants", "consents"];

    // Neither side is of a working group or has a grant: nothing is there to change, whatever the body says.
    private static readonly string[] OfNeitherSide = ["statePosition", "desistFromGrant", "giveSharingConsent"];

    private IEnumerable<Attempt> InPath(ApiClient caller, string role, TableLine line) =>
        from name in Parameters(line)
        from thing in Aims(line, name)
        select new Attempt(caller, role, line, Place.Path, name, thing, id => (Address(line, name, id), BodyOf(line)))
        {
            FileType = FileTypeOf(line),
        };

    private IEnumerable<Attempt> InQuery(ApiClient caller, string role, TableLine line) =>
        from name in QueryIds(line)
        from thing in Aims(line, name)
        where line.Admitted.ContainsKey(role)
        select new Attempt(caller, role, line, Place.Query, name, thing, id => ($"{Address(line, null, id)}?{name}={id}", null));

    private IEnumerable<Attempt> InBody(ApiClient caller, string role, TableLine line)
    {
        if (!line.Admitted.ContainsKey(role) || BodyOf(line) is not JsonObject)
        {
            yield break;
        }

        // What the example leaves out has no place to stand in.
        foreach (var place in BodyIds(line).Where(x => Has(BodyOf(line)!, x)))
        {
            foreach (var thing in Aims(line, place[^1]))
            {
                yield return new Attempt(
                    caller,
                    role,
                    line,
                    Place.Body,
                    place[^1],
                    thing,
                    id => (Address(line, null, id), With(place, id))
                );
            }
        }

        var known = Properties(SchemaOf(line)!).Select(x => x.Key).ToHashSet();
        foreach (var (name, kind) in ServersOwn.Where(x => !known.Contains(x.Key) && !OfNeitherSide.Contains(line.Operation)))
        {
            var thing = other.Of(kind).FirstOrDefault() ?? new Thing(kind, "wish", Guid.CreateVersion7());
            yield return new Attempt(caller, role, line, Place.Member, name, thing, id => (Address(line, null, id), With([name], id)));
        }

        JsonNode With(IReadOnlyList<string> place, Guid id)
        {
            var body = BodyOf(line)!;
            Put(body, place, id);
            return body;
        }
    }

    private IEnumerable<Thing> Aims(TableLine line, string name) => KindOf(line, name) is { } kind ? other.Of(kind) : [];

    // What is compared with is of the same kind.
    private static string? KindOf(TableLine line, string name) =>
        name is "id" or "with" ? ReachableScene.KindOf(line.Path)
        : name == "documentId" && ReachableScene.KindOf(line.Path) == "innovations" ? "innovation-documents"
        : Kinds.GetValueOrDefault(name);

    private static IEnumerable<string> Parameters(TableLine line) =>
        Parameter().Matches(line.Path).Select(x => x.Groups[1].Value).Where(x => x != "number");

    // The id in its place. Beside an id of the other's stand ids of the other's, beside one that is missing too; the rest is the attacker's own.
    private string Address(TableLine line, string? name, Guid id) =>
        Parameter()
            .Replace(
                line.Path,
                x =>
                    x.Groups[1].Value is var other && other == name ? id.ToString()
                    : other == "number" ? "1"
                    : Beside(line, other, name).ToString()
            );

    private Guid Beside(TableLine line, string name, string? attempted)
    {
        var kind = KindOf(line, name)!;
        var things = (attempted == "id" ? other : attacker).Of(kind);
        // What stands beneath something is looked for beneath the attacker's own, not beneath what is neither side's.
        var own = attempted is null or "id" ? null : things.FirstOrDefault(x => x.Name != "public innovation");
        return (own ?? things.FirstOrDefault() ?? other.Of(kind).FirstOrDefault())?.Id ?? Guid.CreateVersion7();
    }

    private static JsonNode? Operation(TableLine line) => Document["paths"]![line.Path]?[line.Method.ToLowerInvariant()];

    private static JsonNode? ContentOf(TableLine line) => Operation(line)?["requestBody"]?["content"]?["application/json"];

    private static string? FileTypeOf(TableLine line) =>
        Operation(line)?["requestBody"]?["content"]?.AsObject().Select(x => x.Key).FirstOrDefault(x => x != "application/json");

    private static JsonNode? SchemaOf(TableLine line) => ContentOf(line)?["schema"];

    private static IEnumerable<string> QueryIds(TableLine line) =>
        (Operation(line)?["parameters"]?.AsArray() ?? [])
            .Where(x => x!["in"]!.GetValue<string>() == "query" && IsId(x["schema"]!))
            .Select(x => x!["name"]!.GetValue<string>())
            .Where(x => x != "cursor");

    // The first example of the document, with the attacker's own ids.
    private JsonNode? BodyOf(TableLine line)
    {
        if (ContentOf(line) is not { } content)
        {
            return null;
        }

        var body = content["examples"]!.AsObject().First().Value!["value"]!.DeepClone();
        foreach (var place in BodyIds(line))
        {
            var kind = KindOf(line, place[^1]);
            if (kind is not null && attacker.Of(kind).FirstOrDefault() is { } own)
            {
                Put(body, place, own.Id);
            }
        }

        return body;
    }

    private static List<string[]> BodyIds(TableLine line) => SchemaOf(line) is { } schema ? [.. Ids(schema, [])] : [];

    private static IEnumerable<string[]> Ids(JsonNode schema, string[] above)
    {
        foreach (var (name, property) in Properties(schema))
        {
            var items = Resolve(property)["items"];
            if (IsId(property) || (items is not null && IsId(items)))
            {
                yield return [.. above, name];
            }

            foreach (var below in Ids(items ?? property, [.. above, name]))
            {
                yield return below;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode>> Properties(JsonNode schema)
    {
        var resolved = Resolve(schema);
        return (resolved["properties"]?.AsObject() ?? []).Select(x => KeyValuePair.Create(x.Key, x.Value!));
    }

    private static JsonNode Resolve(JsonNode schema)
    {
        var option = (schema["oneOf"] ?? schema["anyOf"])?.AsArray().FirstOrDefault(x => x!["$ref"] is not null);
        return (option ?? schema)["$ref"]?.GetValue<string>() is { } reference
            ? Document["components"]!["schemas"]![reference.Split('/')[^1]]!
            : schema;
    }

    private static bool IsId(JsonNode schema) => Resolve(schema)["format"]?.GetValue<string>() == "uuid";

    private static bool Has(JsonNode body, IReadOnlyList<string> place)
    {
        var at = body;
        foreach (var name in place.SkipLast(1))
        {
            at = at is JsonArray list ? list.FirstOrDefault()?[name] : at?[name];
        }

        return at is JsonObject or JsonArray { Count: > 0 };
    }

    private static void Put(JsonNode body, IReadOnlyList<string> place, Guid id)
    {
        var at = body;
        foreach (var name in place.SkipLast(1))
        {
            at = at is JsonArray list ? list[0]![name] : at[name];
            if (at is null)
            {
                return;
            }
        }

        var holder = at is JsonArray array ? array[0]!.AsObject() : at.AsObject();
        holder[place[^1]] = place[^1] switch
        {
            "managers" or "present" or "applicationIds" => new JsonArray(id),
            "status" => "awarded",
            "version" => 99,
            _ => id,
        };
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
