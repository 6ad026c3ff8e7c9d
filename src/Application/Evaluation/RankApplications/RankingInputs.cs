using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>All that a ranking follows from, and its fingerprint.</summary>
internal sealed record RankingInput(IReadOnlyList<MarkedApplication> Applications, string Hash);

/// <summary>Gathers what a ranking follows from, or says, naming the applications, why it can't be computed yet.</summary>
internal sealed class RankingInputs(IEvaluationDbContext db, IApplicationLookup applications, IRankingReads reads, MarkedApplications marks)
    : ISharedRule
{
    /// <summary>The marks come without their comments, from which nothing follows.</summary>
    public async Task<Result<RankingInput>> GatherAsync(CallRules call, CancellationToken cancellationToken)
    {
        var all = await applications.StandingsOfCallAsync(call.Id, cancellationToken);
        var counting = await reads.SubmittedSheetsAsync(call.Id, withComments: false, cancellationToken);
        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == call.Id, cancellationToken);
        var evaluated = all.Where(x => x.State is ApplicationState.UnderEvaluation or ApplicationState.Evaluated).ToList();
        if (WhyNot(call, all, evaluated, panel, counting) is { } error)
        {
            return error;
        }

        return await InputOfAsync(call, evaluated, counting, cancellationToken);
    }

    /// <summary>What a ranking that was computed before follows from now: its own applications, as far as anybody has marked them.</summary>
    public async Task<RankingInput> OfAsync(Ranking ranking, CallRules call, bool withComments, CancellationToken cancellationToken)
    {
        var own = ranking.Entries.Select(x => x.ApplicationId).ToHashSet();
        var all = await applications.StandingsOfCallAsync(call.Id, cancellationToken);
        var counting = await reads.SubmittedSheetsAsync(call.Id, withComments, cancellationToken);
        return await InputOfAsync(call, all.Where(x => own.Contains(x.Id) && counting.ContainsKey(x.Id)), counting, cancellationToken);
    }

    private async Task<RankingInput> InputOfAsync(
        CallRules call,
        IEnumerable<ApplicationStanding> evaluated,
        IReadOnlyDictionary<GrantApplicationId, IReadOnlyList<MarkedSheet>> counting,
        CancellationToken cancellationToken
    )
    {
        var consensus = await marks.ConsensusAsync(call.Id, counting, cancellationToken);
        var marked = evaluated
            .Select(x => new MarkedApplication(x.Id, x.Reference, x.SubmittedAt, counting.GetValueOrDefault(x.Id, []))
            {
                Consensus = consensus(x.Id),
            })
            .ToList();
        return new RankingInput(marked, RankingFingerprint.Of(call, marked));
    }

    private static Error? WhyNot(
        CallRules call,
        IReadOnlyList<ApplicationStanding> all,
        IReadOnlyList<ApplicationStanding> evaluated,
        EvaluationPanel? panel,
        IReadOnlyDictionary<GrantApplicationId, IReadOnlyList<MarkedSheet>> counting
    )
    {
        var undecided = all.Where(x => x.State is ApplicationState.Submitted or ApplicationState.CompletionRequested).ToList();
        var unassigned = all.Where(x => x.State == ApplicationState.Admissible).ToList();
        var lacking = evaluated
            .Where(x =>
                counting.GetValueOrDefault(x.Id, []).Count < (panel?.MinimumSheetsFor(x.Id, call.MinimumSheets) ?? call.MinimumSheets)
            )
            .ToList();
        return undecided.Count > 0 ? RankingErrors.Undecided(References(undecided))
            : unassigned.Count > 0 ? RankingErrors.Unassigned(References(unassigned))
            : lacking.Count > 0 ? RankingErrors.SheetsMissing(References(lacking))
            : evaluated.Count == 0 ? RankingErrors.NothingToRank
            : null;
    }

    private static string References(IEnumerable<ApplicationStanding> applications) =>
        string.Join(", ", applications.Select(x => x.Reference));
}
