using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>A ranking with what it follows from now.</summary>
internal sealed record RankingWithInput(Ranking Ranking, CallRules Call, RankingInput Input);

/// <summary>Finds a ranking with what it follows from.</summary>
internal sealed class RankingBasis(IEvaluationDbContext db, EvaluatedCall calls, RankingInputs inputs) : ISharedRule
{
    public async Task<Result<RankingWithInput>> FindAsync(RankingId id, bool withComments, CancellationToken cancellationToken)
    {
        if (await db.Rankings.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } ranking)
        {
            return RankingErrors.NotFound;
        }

        var call = await calls.GetAsync(ranking.CallId, cancellationToken);
        return new RankingWithInput(ranking, call, await inputs.OfAsync(ranking, call, withComments, cancellationToken));
    }

    /// <summary>The same, refused when the marks are no longer those of the ranking.</summary>
    public async Task<Result<RankingWithInput>> FindUnchangedAsync(RankingId id, bool withComments, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, withComments, cancellationToken);
        return found.IsFailure || found.Value.Input.Hash == found.Value.Ranking.InputHash ? found : RankingErrors.Outdated;
    }
}
