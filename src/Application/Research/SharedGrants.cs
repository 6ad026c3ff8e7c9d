using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research;

/// <summary>What of a grant its organisation lets the network show.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Project">Its project; null when that is not shared.</param>
/// <param name="OrganisationName">Name of its organisation; null when that is not shared.</param>
/// <param name="Amount">How much; null when that is not shared.</param>
internal sealed record SharedGrant(GrantId Id, ProjectFacts? Project, string? OrganisationName, Money? Amount);

/// <summary>
/// The one place where the network reads grants: what is not covered by a consent in force on the day is not there. Each grant is notified
/// and not cancelled.
/// </summary>
internal sealed class SharedGrants(
    IResearchDbContext db,
    IGrantLookup grants,
    IProjectLookup projects,
    IOrganisationLookup organisations,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ISharedRule
{
    public Task<SharingConsent?> FindConsentAsync(GrantId id, CancellationToken cancellationToken) =>
        InForce().SingleOrDefaultAsync(x => x.GrantId == id, cancellationToken);

    public async Task<IReadOnlyList<SharedGrant>> FindAsync(IReadOnlyCollection<GrantId> ids, CancellationToken cancellationToken) =>
        await ShowAsync(await InForce().Where(x => ids.Contains(x.GrantId)).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>Those with the newest consents.</summary>
    public async Task<IReadOnlyList<SharedGrant>> NewestAsync(int most, CancellationToken cancellationToken) =>
        await ShowAsync(await InForce().OrderByDescending(x => x.Id).Take(most).ToListAsync(cancellationToken), cancellationToken);

    private IQueryable<SharingConsent> InForce()
    {
        var today = clock.Today();
        return db.SharingConsents.AsNoTracking().Where(x => x.IsCurrent && x.Until >= today);
    }

    private async Task<IReadOnlyList<SharedGrant>> ShowAsync(List<SharingConsent> consents, CancellationToken cancellationToken)
    {
        var covered = consents.ToDictionary(x => x.GrantId);
        var facts = (await grants.FindAllNotifiedAsync(covered.Keys, cancellationToken)).Where(x => !x.IsCancelled).ToList();
        var shown = await projects.FindAllAsync(
            [.. facts.Where(x => covered[x.Id].Covers(SharedData.Project)).Select(x => x.ApplicationId)],
            cancellationToken
        );
        var names = await organisations.NamesAsync(
            [.. facts.Where(x => covered[x.Id].Covers(SharedData.Organisation)).Select(x => x.OrganisationId).Distinct()],
            cancellationToken
        );
        return facts.ConvertAll(x => new SharedGrant(
            x.Id,
            covered[x.Id].Covers(SharedData.Project) ? shown[x.ApplicationId] : null,
            covered[x.Id].Covers(SharedData.Organisation) ? names.GetValueOrDefault(x.OrganisationId) : null,
            covered[x.Id].Covers(SharedData.Amount) ? x.Amount : null
        ));
    }
}
