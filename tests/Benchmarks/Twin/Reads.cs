using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Npgsql;

namespace SocialInnovation.Benchmarks.Twin;

/// <summary>The twin's reads: one query each.</summary>
internal static class Reads
{
    private const int DefaultLimit = 20;
    private const int MostLimit = 100;

    private const string FindCall = """
        select id, reference, status, title, description, opens_at, closes_at, time_zone, grant_ceiling, maximum_aid_rate,
               expense_categories, themes, eligibility_rules::text, documents::text, questions::text, criteria::text, minimum_score,
               minimum_sheets, tie_breaks, allocation_policy::text, state_aid_basis, published_at, decided_at, cancellation_reason,
               cancellation_explanation, version
        from calls.calls where id = $1 and published_at is not null
        """;

    // With the number in its text PostgreSQL keeps one plan.
    private static readonly CompositeFormat ListApplications = CompositeFormat.Parse(
        """
        select a.id, a.reference, a.call_id, a.organisation_id, a.state, a.content ->> 'projectTitle', a.content -> 'plan' ->> 'requested',
               a.submitted_at, a.awarded_amount, a.outcome_reason, a.notified_at, a.version, a.completion_deadline,
               exists (select 1 from platform.memberships m where m.organisation_id = a.organisation_id and m.user_id = $1)
        from applications.grant_applications a
        where a.call_id = $2 and a.id > $3 and a.submitted_at is not null
        order by a.id limit {0}
        """
    );

    private const string FindEntries = """
        select jsonb_path_query_array(entries, '$[$first to $last]', jsonb_build_object('first', $2::int, 'last', $3::int))::text
        from evaluation.rankings where id = $1
        """;

    private static readonly string[] SeesRankings =
    [
        "programme-manager",
        "budget-officer",
        "decision-recorder",
        "working-group-secretary",
        "auditor",
    ];

    private static readonly HashSet<string> Hidden = ["under-evaluation", "evaluated", "awarded", "waiting-listed", "refused"];

    public static async Task<IResult> CallAsync(Guid id, HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        await using var command = database.CreateCommand(FindCall);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return TwinHost.Refuse(http, StatusCodes.Status404NotFound, "calls.not-found");
        }

        var call = ReadCall(reader, TimeProvider.System.GetUtcNow());
        var body = JsonSerializer.SerializeToUtf8Bytes(call, TwinHost.Json.Call);
        var tag = $"W/\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(..12))}\"";
        var headers = http.Response.Headers;
        headers.ETag = tag;
        headers.Link = "</api/v1/calls>; rel=\"up\"";
        headers.Vary = new StringValues(["Authorization", "Accept-Encoding"]);
        headers.CacheControl = "public, max-age=30";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        headers.ContentLength = body.Length;
        return Results.Bytes(body, "application/json; charset=utf-8");
    }

    public static async Task<IResult> ApplicationsAsync(
        int? limit,
        string? cursor,
        Guid callId,
        HttpContext http,
        NpgsqlDataSource database,
        CancellationToken ct
    )
    {
        var after = cursor is null ? Guid.Empty : Decode(cursor);
        if (limit is < 1 or > MostLimit || after is not { } last)
        {
            return TwinHost.Refuse(http, StatusCodes.Status400BadRequest, "request.validation-failed");
        }

        if (!http.User.IsInRole("programme-manager"))
        {
            return TwinHost.Refuse(http, StatusCodes.Status403Forbidden, "access.role-missing");
        }

        var size = limit ?? DefaultLimit;
        var now = TimeProvider.System.GetUtcNow();
        await using var command = database.CreateCommand(string.Format(CultureInfo.InvariantCulture, ListApplications, size + 1));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = TwinHost.Caller(http) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = callId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = last });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var items = new List<Summary>(size);
        string? next = null;
        while (await reader.ReadAsync(ct))
        {
            if (items.Count == size)
            {
                next = Encode(items[^1].Id);
                break;
            }

            items.Add(ReadSummary(reader, now));
        }

        TwinHost.SetPrivate(http, null);
        http.Response.Headers.Vary = "Authorization";
        SetLinks(http, next, "/api/v1");
        return Results.Json(new SummaryPage(items, next), TwinHost.Json.SummaryPage);
    }

    public static async Task<IResult> EntriesAsync(
        Guid id,
        int? limit,
        int? cursor,
        HttpContext http,
        NpgsqlDataSource database,
        CancellationToken ct
    )
    {
        if (!SeesRankings.Any(http.User.IsInRole))
        {
            return TwinHost.Refuse(http, StatusCodes.Status403Forbidden, "access.role-missing");
        }

        if (limit is < 1 or > MostLimit || cursor is < 0)
        {
            return TwinHost.Refuse(http, StatusCodes.Status400BadRequest, "request.validation-failed");
        }

        var (size, after) = (limit ?? DefaultLimit, cursor ?? 0);
        await using var command = database.CreateCommand(FindEntries);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = after + size });
        if (await command.ExecuteScalarAsync(ct) is not string json)
        {
            return TwinHost.Refuse(http, StatusCodes.Status404NotFound, "evaluation.ranking-not-found");
        }

        var kept = JsonSerializer.Deserialize(json, Kept.Default.KeptEntryArray)!;
        var items = kept.Take(size)
            .Select(x => new Entry(
                x.ApplicationId,
                x.Reference,
                x.Rank,
                x.Score.ToString("0.0000", CultureInfo.InvariantCulture),
                x.IsAboveMinimum,
                x.Means,
                x.Sheets,
                x.DecidedBy
            ))
            .ToList();
        TwinHost.SetPrivate(http, null);
        http.Response.Headers.Vary = "Authorization";
        var next = kept.Length > size ? items[^1].Rank.ToString(CultureInfo.InvariantCulture) : null;
        SetLinks(http, next, $"/api/v1/rankings/{id}");
        return Results.Json(new EntryPage(items, next), TwinHost.Json.EntryPage);
    }

    public static string Encode(Guid id) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"Key":{"Value":"{{Guid.Empty}}"},"Id":"{{id}}"}"""));

    private static Guid? Decode(string cursor)
    {
        try
        {
            return JsonDocument.Parse(Base64Url.DecodeFromChars(cursor)).RootElement.GetProperty("Id").GetGuid();
        }
        catch (Exception exception) when (exception is JsonException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static void SetLinks(HttpContext http, string? next, string up)
    {
        var query = http.Request.Query.Where(x => x.Key != "cursor").ToList();
        var links = new List<string>(3) { $"<{http.Request.Path}{QueryString.Create(query)}>; rel=\"first\"" };
        if (next is not null)
        {
            links.Add($"<{http.Request.Path}{QueryString.Create(query.Append(new("cursor", next)))}>; rel=\"next\"");
        }

        links.Add($"<{up}>; rel=\"up\"");
        http.Response.Headers.Link = links.ToArray();
    }

    private static Summary ReadSummary(NpgsqlDataReader reader, DateTimeOffset now)
    {
        var (state, notified, own) = (reader.GetString(4), Instant(reader, 10), reader.GetBoolean(13));
        if (state == "completion-requested" && now > Instant(reader, 12))
        {
            state = "submitted";
        }

        var hides = own && notified is null && Hidden.Contains(state);
        return new Summary(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetGuid(2),
            reader.GetGuid(3),
            hides ? "under-review" : state,
            reader.GetString(5),
            new Money(TwinHost.Amount(decimal.Parse(reader.GetString(6), CultureInfo.InvariantCulture))),
            Instant(reader, 7),
            hides || reader.IsDBNull(8) ? null : new Money(TwinHost.Amount(reader.GetDecimal(8))),
            hides || reader.IsDBNull(9) ? null : reader.GetString(9),
            notified,
            reader.GetInt32(11)
        );
    }

    private static Call ReadCall(NpgsqlDataReader reader, DateTimeOffset now)
    {
        var (status, opens, closes) = (reader.GetString(2), Instant(reader, 5)!.Value, Instant(reader, 6)!.Value);
        if (status == "published")
        {
            status =
                now > closes ? "closed"
                : now >= opens ? "open"
                : status;
        }

        var criteria = JsonSerializer.Deserialize(reader.GetString(15), Kept.Default.KeptCriterionArray)!;
        return new Call(
            Text(reader, 4),
            Percent(reader, 9),
            reader.GetFieldValue<string[]>(10),
            reader.GetFieldValue<string[]>(11),
            JsonSerializer.Deserialize(reader.GetString(12), Kept.Default.RuleArray)!,
            JsonSerializer.Deserialize(reader.GetString(13), Kept.Default.RequirementArray)!,
            JsonSerializer.Deserialize(reader.GetString(14), Kept.Default.QuestionArray)!,
            Array.ConvertAll(criteria, x => new Criterion(x.Code, x.Title, x.Weight, x.ScaleMinimum, x.ScaleMaximum)),
            Percent(reader, 16),
            reader.GetInt32(17),
            reader.GetFieldValue<string[]>(18),
            JsonSerializer.Deserialize(reader.GetString(19), Kept.Default.Policy)!,
            reader.GetString(20),
            null,
            Instant(reader, 22),
            Text(reader, 23),
            Text(reader, 24),
            null,
            reader.GetGuid(0),
            reader.GetString(1),
            status,
            reader.GetString(3),
            opens,
            closes,
            reader.GetString(7),
            new Money(TwinHost.Amount(reader.GetDecimal(8))),
            Instant(reader, 21),
            reader.GetInt32(25)
        );
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static string Percent(NpgsqlDataReader reader, int column) =>
        reader.GetDecimal(column).ToString("0.####", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Instant(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
