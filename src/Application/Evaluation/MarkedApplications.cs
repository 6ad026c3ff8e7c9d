using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>The applications of a call with the marks that count now.</summary>
internal sealed class MarkedApplications(IEvaluationDbContext db, IRankingReads reads, IApplicationLookup applications) : ISharedRule
{
    public async Task<IReadOnlyList<MarkedApplication>> OfCallAsync(CallId call, CancellationToken cancellationToken)
    {
        var sheets = await reads.SubmittedSheetsAsync(call, withComments: false, cancellationToken);
        var consensus = await ConsensusAsync(call, sheets, cancellationToken);
        return
        [
            .. (await applications.StandingsOfCallAsync(call, cancellationToken))
                .Where(x => sheets.ContainsKey(x.Id))
                .Select(x => new MarkedApplication(x.Id, x.Reference, x.SubmittedAt, sheets[x.Id]) { Consensus = consensus(x.Id) }),
        ];
    }

    /// <summary>By application, the agreed marks that take the place of what these sheets give.</summary>
    public async Task<Func<GrantApplicationId, IReadOnlyDictionary<string, int>>> ConsensusAsync(
        CallId call,
        IReadOnlyDictionary<GrantApplicationId, IReadOnlyList<MarkedSheet>> sheets,
        CancellationToken cancellationToken
    )
    {
        var marks = (await db.ConsensusMarks.AsNoTracking().Where(x => x.CallId == call).ToListAsync(cancellationToken)).ToLookup(x =>
            x.ApplicationId
        );
        return id =>
            marks.Contains(id)
                ? ConsensusMark.Counting(marks[id], [.. sheets.GetValueOrDefault(id, []).Select(x => x.Evaluator)])
                : MarkedApplication.NoConsensus;
    }
}
