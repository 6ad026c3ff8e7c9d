using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue;

/// <summary>Who may know of a contact request: the editors and the auditor; the innovation's organisation where it is to answer.</summary>
internal sealed class ContactAccess(
    ICatalogueDbContext db,
    InnovationAccess innovations,
    ICurrentUser user,
    IOrganisationLookup organisations
) : ISharedRule
{
    /// <summary>Whether the caller reads e-mail addresses: whoever else answers does so through the service.</summary>
    public bool SeesAll => user.HasAny(Role.Editor, Role.Auditor);

    public async Task<IQueryable<ContactRequest>> VisibleAsync(CancellationToken cancellationToken)
    {
        if (SeesAll)
        {
            return db.ContactRequests;
        }

        IReadOnlyList<OrganisationId> own = user.Has(Role.Applicant)
            ? await organisations.OfMemberAsync(user.Id!.Value, cancellationToken)
            : [];
        return db.ContactRequests.Where(x =>
            x.Handler == ContactRecipient.Holder && x.OrganisationId != null && own.Contains(x.OrganisationId.Value)
        );
    }

    /// <summary>Editors deal with every request; applicants with those that their organisation is to answer.</summary>
    public async Task<Error?> WhyNotHandleAsync(ContactRequest request, CancellationToken cancellationToken) =>
        user.Has(Role.Editor) ? null
        : request is { Handler: ContactRecipient.Holder, OrganisationId: { } holder }
            ? await innovations.WhyNotWriteForAsync(holder, cancellationToken)
        : InnovationErrors.NotMember;
}

/// <summary>Loads a contact request, asks its guard, changes it, saves it: the course of every transition.</summary>
internal sealed class ContactTransition(ICatalogueDbContext db, ContactAccess access) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync<TCommand>(
        ContactRequestId id,
        ExpectedVersion? version,
        ActionGuard<ContactRequest, TCommand> guard,
        Func<ContactRequest, Task<Result>> change,
        CancellationToken cancellationToken
    ) =>
        await Transition.RunAsync(
            await (await access.VisibleAsync(cancellationToken)).SingleOrDefaultAsync(x => x.Id == id, cancellationToken),
            ContactErrors.NotFound,
            x => guard.WhyNotAsync(x, version, cancellationToken),
            change,
            db.SaveChangesAsync,
            cancellationToken
        );
}

/// <summary>Whether a contact request exists for the caller.</summary>
[Admits(Role.Editor, Role.Auditor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed class ContactGate(ICatalogueDbContext db, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var requestId = new ContactRequestId(id);
        var access = new ContactAccess(db, new InnovationAccess(db, user, organisations), user, organisations);
        var visible = await access.VisibleAsync(cancellationToken);
        return await visible.AnyAsync(x => x.Id == requestId, cancellationToken) ? null : ContactErrors.NotFound;
    }
}
