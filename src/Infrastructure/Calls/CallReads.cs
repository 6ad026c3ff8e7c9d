using Npgsql;
using SocialInnovation.Application.Calls;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Calls;

internal sealed class CallReads(AppDbContext db) : ICallReads
{
    private const string Find = """
        select id, reference, status, title, description, opens_at, closes_at, time_zone, grant_ceiling, maximum_aid_rate,
               expense_categories, themes, eligibility_rules, documents, questions, criteria, minimum_score, minimum_sheets, tie_breaks,
               allocation_policy, state_aid_basis, managers, published_at, decided_at, cancellation_reason, cancellation_explanation, version,
               is_blind, evaluators_see, sign_off_steps, state_aid_reference
        from calls.calls where id = $1
        """;

    public async Task<CallRecord?> FindAsync(CallId id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Find) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = id.Value } } };
        return (await db.ListAsync(command, Read, cancellationToken)).SingleOrDefault();
    }

    private static CallRecord Read(NpgsqlDataReader row) =>
        new()
        {
            Id = new CallId(row.GetGuid(0)),
            Reference = row.GetString(1),
            Status = row.Word<CallStatus>(2),
            Title = row.GetString(3),
            Description = row.Text(4),
            OpensAt = row.GetFieldValue<DateTimeOffset>(5),
            ClosesAt = row.GetFieldValue<DateTimeOffset>(6),
            TimeZone = row.GetString(7),
            GrantCeiling = new Money(row.GetDecimal(8)),
            MaximumAidRate = new Percentage(row.GetDecimal(9)),
            ExpenseCategories = row.GetFieldValue<string[]>(10),
            Themes = row.GetFieldValue<string[]>(11),
            EligibilityRules = row.Json<IReadOnlyList<EligibilityRule>>(12),
            Documents = row.Json<IReadOnlyList<DocumentRequirement>>(13),
            Questions = row.Json<IReadOnlyList<Question>>(14),
            Criteria = row.Json<IReadOnlyList<Criterion>>(15),
            MinimumScore = new Percentage(row.GetDecimal(16)),
            MinimumSheets = row.GetInt32(17),
            TieBreaks = row.GetFieldValue<string[]>(18),
            AllocationPolicy = row.Json<AllocationPolicy>(19),
            StateAidBasis = row.Word<StateAidBasis>(20),
            Managers = row.Json<IReadOnlyList<UserId>>(21),
            PublishedAt = row.Instant(22),
            DecidedAt = row.Instant(23),
            CancellationReason = row.IsDBNull(24) ? null : row.Word<CallCancellationReason>(24),
            CancellationExplanation = row.Text(25),
            Version = row.GetInt32(26),
            IsBlind = row.GetBoolean(27),
            EvaluatorsSee = row.Word<PeerView>(28),
            SignOffSteps = row.Json<IReadOnlyList<SignOffStep>>(29),
            StateAidReference = row.Text(30),
        };
}
