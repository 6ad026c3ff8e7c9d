using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>
/// Who may know of a replication: everybody from its declaration on, as long as its innovation is public and no editor withdrew it; at any
/// time the editors, the auditor and its organisation.
/// </summary>
internal sealed class ReplicationAccess(
    ICatalogueDbContext db,
    InnovationAccess innovations,
    ICurrentUser user,
    IOrganisationLookup organisations
) : ISharedRule
{
    public async Task<IQueryable<Replication>> VisibleAsync(CancellationToken cancellationToken)
    {
        if (user.HasAny(Role.Editor, Role.Auditor))
        {
            return db.Replications;
        }

        IReadOnlyList<Domain.Platform.OrganisationId> own = user.Has(Role.Applicant)
            ? await organisations.OfMemberAsync(user.Id!.Value, cancellationToken)
            : [];
        return db.Replications.Where(x =>
            (
                x.WithdrawalReason == null
                && db.Innovations.Any(y => y.Id == x.InnovationId && y.PublishedVersion != null && y.Status != InnovationStatus.Withdrawn)
            ) || own.Contains(x.OrganisationId)
        );
    }

    /// <summary>What was proposed out of the replications that the caller sees.</summary>
    public async Task<IQueryable<Adaptation>> AdaptationsAsync(CancellationToken cancellationToken)
    {
        var visible = await VisibleAsync(cancellationToken);
        return db.Adaptations.Where(x => visible.Any(y => y.Id == x.ReplicationId));
    }

    /// <summary>Editors write every replication; applicants those of the organisations whose members they are.</summary>
    public async Task<Error?> WhyNotWriteAsync(Replication replication, CancellationToken cancellationToken) =>
        user.Has(Role.Editor) ? null : await innovations.WhyNotWriteForAsync(replication.OrganisationId, cancellationToken);
}

/// <summary>Loads a replication, asks its guard, changes it, saves it: the course of every transition.</summary>
internal sealed class ReplicationTransition(ICatalogueDbContext db, ReplicationAccess access) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync<TCommand>(
        ReplicationId id,
        ExpectedVersion? version,
        ActionGuard<Replication, TCommand> guard,
        Func<Replication, Task<Result>> change,
        CancellationToken cancellationToken
    ) =>
        await Transition.RunAsync(
            await (await access.VisibleAsync(cancellationToken)).SingleOrDefaultAsync(x => x.Id == id, cancellationToken),
            ReplicationErrors.NotFound,
            x => guard.WhyNotAsync(x, version, cancellationToken),
            change,
            db.SaveChangesAsync,
            cancellationToken
        );
}

/// <summary>A guard of what a replication's organisation does; editors do it for every one.</summary>
internal abstract class ReplicatorGuard<TCommand>(ICurrentUser user, ReplicationAccess access) : ActionGuard<Replication, TCommand>(user)
{
    protected override Task<Error?> RelationAsync(Replication aggregate, CancellationToken cancellationToken) =>
        access.WhyNotWriteAsync(aggregate, cancellationToken);
}

/// <summary>Whether a replication exists for the caller.</summary>
public sealed class ReplicationGate(ICatalogueDbContext db, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var replicationId = new ReplicationId(id);
        var access = new ReplicationAccess(db, new InnovationAccess(db, user, organisations), user, organisations);
        var visible = await access.VisibleAsync(cancellationToken);
        return await visible.AnyAsync(x => x.Id == replicationId, cancellationToken) ? null : ReplicationErrors.NotFound;
    }
}

/// <summary>Whether a proposed adaptation exists for the caller: where its replication does.</summary>
public sealed class AdaptationGate(ICatalogueDbContext db, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var adaptationId = new AdaptationId(id);
        var access = new ReplicationAccess(db, new InnovationAccess(db, user, organisations), user, organisations);
        var visible = await access.AdaptationsAsync(cancellationToken);
        return await visible.AnyAsync(x => x.Id == adaptationId, cancellationToken) ? null : AdaptationErrors.NotFound;
    }
}
