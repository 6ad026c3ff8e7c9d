using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue;

/// <summary>
/// Who may know of an innovation: everybody once a version is public and until it is withdrawn; at any time the editors, the auditor and its
/// organisation, who alone see what is being written.
/// </summary>
internal sealed class InnovationAccess(ICatalogueDbContext db, ICurrentUser user, IOrganisationLookup organisations) : ISharedRule
{
    private bool SeesAll => user.HasAny(Role.Editor, Role.Auditor);

    public async Task<IQueryable<Innovation>> VisibleAsync(CancellationToken cancellationToken)
    {
        if (SeesAll)
        {
            return db.Innovations;
        }

        var own = await OwnAsync(cancellationToken);
        return db.Innovations.Where(x =>
            (x.PublishedVersion != null && x.Status != InnovationStatus.Withdrawn)
            || (x.OrganisationId != null && own.Contains(x.OrganisationId.Value))
        );
    }

    /// <summary>Of these records, those whose text in the making the caller sees.</summary>
    public async Task<IQueryable<Innovation>> WrittenOrReviewedAsync(IQueryable<Innovation> records, CancellationToken cancellationToken)
    {
        if (SeesAll)
        {
            return records;
        }

        var own = await OwnAsync(cancellationToken);
        return records.Where(x => x.OrganisationId != null && own.Contains(x.OrganisationId.Value));
    }

    public async Task<bool> SeesDraftAsync(Innovation innovation, CancellationToken cancellationToken) =>
        SeesAll || (innovation.OrganisationId is { } holder && (await OwnAsync(cancellationToken)).Contains(holder));

    /// <summary>Editors write every innovation; applicants those of the organisations whose members they are.</summary>
    public async Task<Error?> WhyNotWriteAsync(Innovation innovation, CancellationToken cancellationToken) =>
        user.Has(Role.Editor) ? null
        : innovation.OrganisationId is { } holder ? await WhyNotWriteForAsync(holder, cancellationToken)
        : InnovationErrors.NotMember;

    public async Task<Error?> WhyNotWriteForAsync(OrganisationId holder, CancellationToken cancellationToken) =>
        await organisations.RightOfAsync(holder, user.Id!.Value, cancellationToken) switch
        {
            MemberRight.Write => null,
            MemberRight.Read => InnovationErrors.ReaderOnly,
            _ => InnovationErrors.NotMember,
        };

    private async Task<IReadOnlyList<OrganisationId>> OwnAsync(CancellationToken cancellationToken) =>
        user.Has(Role.Applicant) ? await organisations.OfMemberAsync(user.Id!.Value, cancellationToken) : [];
}

/// <summary>What the region's calls know a theme by is a theme of the catalogue.</summary>
internal sealed class ThemeCheck(IThemeLookup themes) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(InnovationContent content, CancellationToken cancellationToken)
    {
        var known = await themes.KnownAsync(cancellationToken);
        foreach (var (index, theme) in content.Themes.Index())
        {
            if (!known.Contains(theme))
            {
                return InnovationErrors.UnknownTheme(index);
            }
        }

        return null;
    }
}

/// <summary>Loads an innovation, asks its guard, changes it, saves it: the course of every transition.</summary>
internal sealed class InnovationTransition(ICatalogueDbContext db, InnovationAccess access) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync<TCommand>(
        InnovationId id,
        ExpectedVersion? version,
        ActionGuard<Innovation, TCommand> guard,
        Func<Innovation, Task<Result>> change,
        CancellationToken cancellationToken
    ) =>
        await Transition.RunAsync(
            await (await access.VisibleAsync(cancellationToken)).SingleOrDefaultAsync(x => x.Id == id, cancellationToken),
            InnovationErrors.NotFound,
            x => guard.WhyNotAsync(x, version, cancellationToken),
            change,
            db.SaveChangesAsync,
            cancellationToken
        );
}

/// <summary>Whether an innovation exists for the caller.</summary>
public sealed class InnovationGate(ICatalogueDbContext db, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var innovationId = new InnovationId(id);
        var visible = await new InnovationAccess(db, user, organisations).VisibleAsync(cancellationToken);
        return await visible.AnyAsync(x => x.Id == innovationId, cancellationToken) ? null : InnovationErrors.NotFound;
    }
}

/// <summary>Grants are known to the catalogue's editors, and to their organisation, from the notification on.</summary>
[Admits(Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed class FundedGrantGate(IGrantLookup grants, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        // Both are asked always: what is hidden takes as long as what is missing.
        var own = await organisations.OfMemberAsync(user.Id!.Value, cancellationToken);
        var grant = await grants.FindNotifiedAsync(new GrantId(id), cancellationToken);
        return grant is not null && (user.Has(Role.Editor) || own.Contains(grant.OrganisationId)) ? null : InnovationErrors.GrantNotFound;
    }
}
