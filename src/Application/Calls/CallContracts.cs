using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

internal sealed class CallLookup(ICallReads reads, ICallsDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICallLookup
{
    public async Task<CallRules?> FindAsync(CallId id, CancellationToken cancellationToken)
    {
        var call = await reads.FindAsync(id, cancellationToken);
        return call is null
            ? null
            : new CallRules(
                call.Id,
                call.Reference,
                call.Title,
                call.PhaseAt(clock.GetUtcNow()),
                call.OpensAt,
                call.ClosesAt,
                call.TimeZone,
                call.GrantCeiling,
                call.MaximumAidRate,
                call.ExpenseCategories,
                call.Themes,
                [.. call.Documents.Select(x => new RequiredDocument(x.Kind, x.Due))],
                [.. call.Questions.Select(x => new CallQuestion(x.Code, x.Label, x.Required, x.IsIdentifying))],
                [.. call.EligibilityRules.Select(x => new TerritoryRule(x.Code, x.Departments, x.Effect))],
                [.. call.Criteria.Select(CallCriterion.Of)],
                call.MinimumScore,
                call.MinimumSheets,
                call.TieBreaks,
                call.AllocationPolicy,
                call.SignOffSteps,
                call.StateAidBasis,
                call.StateAidReference,
                call.Managers,
                call.IsBlind,
                call.EvaluatorsSee
            );
    }

    public async Task<IReadOnlySet<CallId>> BlindAsync(IReadOnlyCollection<CallId> ids, CancellationToken cancellationToken) =>
        (await db.Calls.Where(x => ids.Contains(x.Id) && x.IsBlind).Select(x => x.Id).ToListAsync(cancellationToken)).ToHashSet();
}

internal sealed class ThemeLookup(ICallsDbContext db) : IThemeLookup
{
    // A region has a handful of calls a year.
    public async Task<IReadOnlySet<string>> KnownAsync(CancellationToken cancellationToken)
    {
        var themes = await db.Calls.Where(x => x.PublishedAt != null).Select(x => x.Themes).ToListAsync(cancellationToken);
        return themes.SelectMany(x => x).ToHashSet();
    }
}

internal sealed class CallDecisions(ICallsDbContext db) : ICallDecisions
{
    public async Task<Result> RecordAdoptionAsync(CallId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        await db.Calls.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } call ? call.Decide(at) : CallErrors.NotFound;
}
