using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform.Audit;

/// <summary>An entry of the audit trail as it stands in the database, in the form whose hash is sealed.</summary>
internal static class RecordedEntry
{
    /// <summary>The columns that <see cref="Form"/> reads, of the table <c>e</c>.</summary>
    public const string Columns = """
        e.id, e.recorded_at, e.effective_at, e.actor_id, e.on_behalf_of_id, e.action, e.entity_type, e.entity_id, e.read_ids,
        e.before::text, e.after::text, e.trace_id, e.origin
        """;

    public static byte[] Hash(DbDataReader reader, int first) => SHA256.HashData(CanonicalJson.Bytes(Form(reader, first)));

    /// <summary>Every instant in UTC with six decimals, every member there, null where it has no value.</summary>
    public static JsonObject Form(DbDataReader reader, int first) =>
        new()
        {
            ["id"] = Id(reader, first),
            ["recordedAt"] = Instant(reader.GetFieldValue<DateTimeOffset>(first + 1)),
            ["effectiveAt"] = Instant(reader.GetFieldValue<DateTimeOffset>(first + 2)),
            ["actorId"] = Id(reader, first + 3),
            ["onBehalfOfId"] = Id(reader, first + 4),
            ["action"] = reader.Text(first + 5),
            ["entityType"] = reader.Text(first + 6),
            ["entityId"] = Id(reader, first + 7),
            ["readIds"] = reader.IsDBNull(first + 8)
                ? null
                : new JsonArray([.. reader.GetFieldValue<Guid[]>(first + 8).Select(x => JsonValue.Create(x.ToString()))]),
            ["before"] = Json(reader.Text(first + 9)),
            ["after"] = Json(reader.Text(first + 10)),
            ["traceId"] = reader.Text(first + 11),
            ["origin"] = reader.Text(first + 12),
        };

    public static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static JsonNode? Id(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column).ToString();

    private static JsonNode? Json(string? text) => text is null ? null : Exact(JsonNode.Parse(text));

    // RFC 8785 knows binary numbers only, and wants any other as text (its appendix D): two amounts must not fall together.
    private static JsonNode? Exact(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(members.Select(x => KeyValuePair.Create(x.Key, Exact(x.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Exact)]),
            { } value when value.GetValueKind() == JsonValueKind.Number && !IsBinary(value.ToJsonString()) => value.ToJsonString(),
            _ => node?.DeepClone(),
        };

    private static bool IsBinary(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
        && decimal.TryParse(
            CanonicalJson.Number(double.Parse(number, CultureInfo.InvariantCulture)),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var binary
        )
        && exact == binary;
}
