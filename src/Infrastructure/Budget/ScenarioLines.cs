using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Budget;

/// <summary>Lines as rows, written by one statement.</summary>
internal sealed class ScenarioLines(AppDbContext db) : IScenarioLines
{
    public async Task RecordAsync(AllocationScenarioId id, IReadOnlyList<ScenarioLine> lines, CancellationToken cancellationToken)
    {
        var ranks = lines.Select(x => x.Rank).ToArray();
        var applications = lines.Select(x => x.ApplicationId.Value).ToArray();
        var references = lines.Select(x => x.Reference).ToArray();
        var scores = lines.Select(x => x.Score).ToArray();
        var requested = lines.Select(x => x.Requested.Amount).ToArray();
        var recommended = lines.Select(x => x.Recommended is null ? null : JsonColumn.Write(x.Recommended)).ToArray();
        var outcomes = lines.Select(x => Naming.Word(x.Outcome)).ToArray();
        var amounts = lines.Select(x => x.Amount.Amount).ToArray();
        var why = lines.Select(x => JsonColumn.Write(x.Why)).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into budget.scenario_lines
                (scenario_id, rank, application_id, reference, score, requested, recommended, outcome, amount, why)
            select {id.Value}, rank, application_id, reference, score, requested, recommended::jsonb, outcome, amount, why::jsonb
            from unnest({ranks}, {applications}, {references}, {scores}, {requested}, {recommended}, {outcomes}, {amounts}, {why})
                as lines (rank, application_id, reference, score, requested, recommended, outcome, amount, why)
            """,
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<ScenarioLine>> ReadAsync(
        AllocationScenarioId id,
        int afterRank,
        int take,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Database.SqlQuery<Row>(
                $"""
                select rank, application_id, reference, score, requested, recommended::text as recommended, outcome, amount, why::text as why
                from budget.scenario_lines
                where scenario_id = {id.Value} and rank > {afterRank}
                order by rank limit {take}
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => x.ToLine());
    }

    private sealed record Row(
        int Rank,
        Guid ApplicationId,
        string Reference,
        decimal Score,
        decimal Requested,
        string? Recommended,
        string Outcome,
        decimal Amount,
        string Why
    )
    {
        public ScenarioLine ToLine() =>
            new(
                new GrantApplicationId(ApplicationId),
                Reference,
                Rank,
                Score,
                new Money(Requested),
                Recommended is null ? null : JsonColumn.Read<Recommendation>(Recommended),
                Naming.Parse<ApplicationOutcome>(Outcome)!.Value,
                new Money(Amount),
                JsonColumn.Read<LineReason>(Why)
            );
    }
}
