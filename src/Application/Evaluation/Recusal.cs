using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Evaluation.AssignReaders;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>Takes sheets from evaluators in conflict, and finds others for the applications where there are any.</summary>
internal sealed class Recusal(IEvaluationDbContext db, EvaluatedCall calls, Vacancies vacancies, IApplicationLookup applications)
    : ISharedRule
{
    public async Task RecuseAsync(IReadOnlyCollection<ScoreSheet> sheets, UserId by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var ofCall in sheets.Where(x => x.IsActive).GroupBy(x => x.CallId))
        {
            var successors = await SucceedAsync(ofCall.Key, [.. ofCall], at, cancellationToken);
            foreach (var sheet in ofCall)
            {
                sheet.Recuse(by, at, successors[sheet.ApplicationId].FirstOrDefault()?.Id);
            }
        }
    }

    // A conflict counts whether or not somebody else is left to read: what then lacks a reader shows in the progress.
    private async Task<ILookup<GrantApplicationId, ScoreSheet>> SucceedAsync(
        CallId callId,
        IReadOnlyCollection<ScoreSheet> leaving,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var call = await calls.GetAsync(callId, cancellationToken);
        var panel = await db.Panels.AsNoTracking().SingleAsync(x => x.CallId == callId, cancellationToken);
        var all = await applications.FindAllAsync([.. leaving.Select(x => x.ApplicationId)], cancellationToken);
        var facts = call.Phase == CallPhase.Closed ? all.Where(x => x.State == ApplicationState.UnderEvaluation).ToList() : [];
        var plan = await vacancies.PlanAsync(panel, call.MinimumSheets, facts, leaving.Select(x => x.Id).ToHashSet(), cancellationToken);
        return vacancies.Fill(panel, plan, at);
    }
}
