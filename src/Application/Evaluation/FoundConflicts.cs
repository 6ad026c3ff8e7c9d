using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>
/// Who may not read what: conflicts that were declared, and those that are found because the evaluator acts for the applicant organisation, or
/// declared it as its employer, as its household's, or as otherwise tied to it.
/// </summary>
internal sealed class FoundConflicts(IEvaluationDbContext db, IOrganisationLookup organisations, IApplicationLookup applications)
    : ISharedRule
{
    /// <summary>The SIREN of the organisations to which each evaluator is tied.</summary>
    public async Task<ILookup<UserId, string>> TiesAsync(IReadOnlyCollection<UserId> evaluators, CancellationToken cancellationToken)
    {
        var members = await organisations.SirensOfMembersAsync(evaluators, cancellationToken);
        var declared = await db
            .InterestDeclarations.AsNoTracking()
            .Where(x => evaluators.Contains(x.UserId))
            .ToListAsync(cancellationToken);
        return declared
            .SelectMany(x => x.Interests.Select(y => (x.UserId, y.Siren)))
            .Concat(members.SelectMany(x => x.Select(siren => (UserId: x.Key, Siren: siren))))
            .Distinct()
            .ToLookup(x => x.UserId, x => x.Siren);
    }

    /// <summary>Every pair of these that is in conflict.</summary>
    public async Task<HashSet<Reading>> AmongAsync(
        IReadOnlyCollection<UserId> evaluators,
        IReadOnlyCollection<ApplicationFacts> among,
        CancellationToken cancellationToken
    )
    {
        var ties = await TiesAsync(evaluators, cancellationToken);
        var bySiren = among.ToLookup(x => x.Siren, x => x.Id);
        var declared = await db
            .ConflictDeclarations.AsNoTracking()
            .Where(x => evaluators.Contains(x.EvaluatorId))
            .Select(x => new Reading(x.ApplicationId, x.EvaluatorId))
            .ToListAsync(cancellationToken);
        return
        [
            .. declared,
            .. ties.SelectMany(x => x.SelectMany(siren => bySiren[siren].Select(application => new Reading(application, x.Key)))),
        ];
    }

    /// <summary>Of sheets that are held, the applications that their evaluators may not read.</summary>
    public async Task<IReadOnlyList<ApplicationFacts>> AmongSheetsAsync(
        IReadOnlyCollection<Reading> held,
        CancellationToken cancellationToken
    )
    {
        var ties = await TiesAsync([.. held.Select(x => x.UserId).Distinct()], cancellationToken);
        var tied = held.Where(x => ties.Contains(x.UserId)).ToLookup(x => x.ApplicationId, x => x.UserId);
        return tied.Count == 0
            ? []
            :
            [
                .. (await applications.FindAllAsync([.. tied.Select(x => x.Key)], cancellationToken)).Where(x =>
                    tied[x.Id].Any(user => ties[user].Contains(x.Siren))
                ),
            ];
    }
}
