using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace SocialInnovation.Benchmarks.Twin;

/// <summary>The twin's draft of an application: one query for all that it is judged by, one for its number, one batch for the rest.</summary>
internal static class Drafting
{
    private const string Judge = """
        select c.reference, c.status, c.closes_at, c.themes, c.expense_categories,
               (select o.siren from platform.organisations o
                where o.id = $2 and exists (select 1 from platform.memberships m where m.organisation_id = o.id and m.user_id = $3))
        from calls.calls c where c.id = $1
        """;

    private const string Number = """
        insert into applications.reference_counters as c (call_id, last) values ($1, 1)
        on conflict (call_id) do update set last = greatest(c.last + 1, 1) returning last
        """;

    private const string Insert = """
        insert into applications.grant_applications
            (id, call_id, organisation_id, legal_form, reference, state, content, documents, versions, completion_requests, version)
        values ($1, $2, $3, '9220', $4, 'draft', $5::jsonb, '[]', '[]', '[]', 1)
        """;

    public static async Task<IResult> DraftAsync(HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (!http.User.IsInRole("applicant"))
        {
            return TwinHost.Refuse(http, StatusCodes.Status403Forbidden, "access.role-missing");
        }

        if (await Repetition.OfAsync(http) is not { } repetition)
        {
            return TwinHost.Refuse(http, StatusCodes.Status400BadRequest, "request.idempotency-key-missing");
        }

        var body = await JsonSerializer.DeserializeAsync(http.Request.Body, TwinHost.Json.DraftBody, ct);
        if (body is null || !IsWellFormed(body.Content))
        {
            return TwinHost.Refuse(http, StatusCodes.Status400BadRequest, "request.validation-failed");
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (refusal, former) = await repetition.BeginAsync(connection, transaction, ct);
        if (refusal is not null)
        {
            return TwinHost.Refuse(http, StatusCodes.Status409Conflict, refusal);
        }

        if (former is not null)
        {
            return Answer(http, JsonSerializer.Deserialize<DraftReceipt>(former)!);
        }

        var (code, call) = await JudgeAsync(body, repetition.Caller, now, connection, transaction, ct);
        if (code is not null)
        {
            return TwinHost.Refuse(http, StatusCodes.Status422UnprocessableEntity, code);
        }

        var number = await NumberAsync(body.CallId, connection, transaction, ct);
        var receipt = new DraftReceipt(string.Create(CultureInfo.InvariantCulture, $"{call}-{number:0000}"), Guid.CreateVersion7(), 1);
        var content = JsonSerializer.Serialize(Keep(body.Content), TwinHost.Json.KeptContent);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(
            Repetition.Command(
                Insert,
                Repetition.Value(receipt.Id),
                Repetition.Value(body.CallId),
                Repetition.Value(body.OrganisationId),
                Repetition.Text(receipt.Reference),
                Repetition.Text(content)
            )
        );
        batch.BatchCommands.Add(
            repetition.WriteAudit("draft-application", "grant-application", receipt.Id, null, After(body, receipt, content), now, http)
        );
        batch.BatchCommands.Add(repetition.KeepReceipt(JsonSerializer.Serialize(receipt), now));
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return Answer(http, receipt);
    }

    private static bool IsWellFormed(Content content) =>
        content is { ProjectTitle.Length: > 0 and <= 200, Commune.Length: > 0 and <= 200, Theme.Length: > 0, CommuneCode.Length: 5 }
        && content.Siret is { Length: 14 } siret
        && siret.All(char.IsAsciiDigit)
        && content.Plan.Costs.Select(x => x.Amount).Append(content.Plan.Requested).All(x => x.Currency == "EUR");

    private static async Task<(string? Code, string Reference)> JudgeAsync(
        DraftBody body,
        Guid caller,
        DateTimeOffset now,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(Judge, connection, transaction)
        {
            Parameters = { Repetition.Value(body.CallId), Repetition.Value(body.OrganisationId), Repetition.Value(caller) },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return ("applications.unknown-call", "");
        }

        var (content, categories) = (body.Content, reader.GetFieldValue<string[]>(4));
        var code =
            reader.GetString(1) != "published" || now > reader.GetFieldValue<DateTimeOffset>(2) ? "applications.call-closed"
            : await reader.IsDBNullAsync(5, ct) ? "applications.not-own-organisation"
            : !content.Siret.StartsWith(reader.GetString(5), StringComparison.Ordinal) ? "applications.siret-of-another"
            : !Luhn(content.Siret) ? "applications.siret-invalid"
            : !reader.GetFieldValue<string[]>(3).Contains(content.Theme) ? "applications.unknown-theme"
            : content.Plan.Costs.Any(x => !categories.Contains(x.Category)) ? "applications.unknown-category"
            : content.Plan.Costs.Select(x => x.Category).Distinct().Count() < content.Plan.Costs.Length ? "applications.duplicate-category"
            : null;
        return (code, reader.GetString(0));
    }

    private static async Task<int> NumberAsync(Guid call, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Number, connection, transaction) { Parameters = { Repetition.Value(call) } };
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    private static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (digits[^(i + 1)] - '0') * (1 + (i % 2));
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    private static KeptContent Keep(Content content)
    {
        var plan = content.Plan;
        var (total, paid) = (plan.Costs.Sum(x => Amount(x.Amount)), Amount(plan.Requested) + Amount(plan.OwnFunds) + Amount(plan.BankLoan));
        return new KeptContent(
            content.Siret,
            content.ProjectTitle,
            content.Summary,
            content.Theme,
            content.Initiator,
            content.CommuneCode,
            content.Commune,
            new KeptPlan(
                [.. plan.Costs.Select(x => new KeptCost(x.Category, Amount(x.Amount)))],
                Amount(plan.Requested),
                Amount(plan.OwnFunds),
                Amount(plan.BankLoan),
                total,
                total == paid
            ),
            Amount(content.DeclaredAid),
            content.Answers ?? [],
            content.CommuneCode[..2]
        );
    }

    private static decimal Amount(Money money) => decimal.Parse(money.Amount, CultureInfo.InvariantCulture);

    private static string After(DraftBody body, DraftReceipt receipt, string content) =>
        new JsonObject
        {
            ["id"] = receipt.Id,
            ["callId"] = body.CallId,
            ["organisationId"] = body.OrganisationId,
            ["reference"] = receipt.Reference,
            ["state"] = "draft",
            ["content"] = JsonNode.Parse(content),
            ["documents"] = new JsonArray(),
            ["versions"] = new JsonArray(),
            ["completionRequests"] = new JsonArray(),
            ["submittedAt"] = null,
            ["completionDeadline"] = null,
            ["receiptNumber"] = null,
            ["admissibility"] = null,
            ["awardedAmount"] = null,
            ["outcomeReason"] = null,
            ["waitingListEndsOn"] = null,
            ["decidedAt"] = null,
            ["notifiedAt"] = null,
            ["appealReason"] = null,
        }.ToJsonString();

    private static IResult Answer(HttpContext http, DraftReceipt receipt)
    {
        TwinHost.SetPrivate(http, receipt.Version);
        http.Response.Headers.Location = $"/api/v1/applications/{receipt.Id}";
        return Results.Json(receipt, TwinHost.Json.DraftReceipt, statusCode: StatusCodes.Status201Created);
    }
}
