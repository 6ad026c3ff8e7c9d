using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue.DeclareReplication;

/// <summary>
/// Declares that an organisation is interested in reproducing a published innovation, plans to, does so or has established it. Everybody sees
/// it at once, with the organisation's name and the place, and no person's name. It begins with a copy of the DNA of what it follows.
/// </summary>
/// <param name="Id">The innovation.</param>
/// <param name="Body">The replication.</param>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record DeclareReplication(InnovationId Id, DeclareReplicationBody Body) : ICommand<Receipt>;

/// <summary>A new replication.</summary>
/// <param name="OrganisationId">Who replicates: an organisation for which the caller acts; an editor names any.</param>
/// <param name="Place">Where.</param>
/// <param name="Summary">What it is, in plain text that everybody reads, at most 2 000 characters.</param>
/// <param name="Status">How far it has come; not <c>abandoned</c>.</param>
/// <param name="ParentId">The replication of the same innovation that it follows; the innovation itself when not given.</param>
public sealed record DeclareReplicationBody(
    OrganisationId OrganisationId,
    InnovationPlaceBody Place,
    string Summary,
    ReplicationStatus Status,
    ReplicationId? ParentId = null
);

internal sealed class DeclareReplicationValidator : AbstractValidator<DeclareReplication>
{
    public DeclareReplicationValidator()
    {
        RuleFor(x => x.Body.OrganisationId).NotEmpty();
        RuleFor(x => x.Body.Place).NotNull().SetValidator(new InnovationPlaceBodyValidator());
        RuleFor(x => x.Body.Summary).NotEmpty().MaximumLength(CatalogueLimits.Summary);
    }
}

internal sealed class DeclareReplicationHandler(
    ICatalogueDbContext db,
    IOrganisationLookup organisations,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DeclareReplication, Receipt>
{
    public async Task<Result<Receipt>> Handle(DeclareReplication command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        if (await WhyNotForAsync(body.OrganisationId, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        // Whether the innovation exists for the caller was answered by its gate; who writes it knows it before it is public.
        var newest = await db
            .Innovations.Where(x => x.Id == command.Id && x.Status != InnovationStatus.Withdrawn)
            .Join(
                db.InnovationVersions.AsNoTracking(),
                x => new { Id = x.Id, Number = x.PublishedVersion },
                x => new { Id = x.InnovationId, Number = (int?)x.Number },
                (_, version) => version
            )
            .SingleOrDefaultAsync(cancellationToken);
        if (newest is null)
        {
            return InnovationErrors.NotPublished;
        }

        var parent = body.ParentId is not { } parentId
            ? null
            : await db
                .Replications.AsNoTracking()
                .SingleOrDefaultAsync(
                    x => x.Id == parentId && x.InnovationId == command.Id && x.WithdrawalReason == null,
                    cancellationToken
                );
        if (parent is null && body.ParentId is not null)
        {
            return ReplicationErrors.UnknownParent;
        }

        var declared = Replication.Declare(
            EntityId.New<ReplicationId>(),
            newest,
            parent,
            body.OrganisationId,
            new ReplicationDeclaration(body.Place.ToPlace(), body.Summary, body.Status),
            clock.Today()
        );
        return declared.IsFailure ? declared.Error : await KeepAsync(declared.Value, newest, parent, cancellationToken);
    }

    private async Task<Result<Receipt>> KeepAsync(
        Replication declared,
        InnovationVersion newest,
        Replication? parent,
        CancellationToken cancellationToken
    )
    {
        db.Replications.Add(declared);
        var (origin, copied) = (newest.Dna, newest.Dna);
        if (parent is not null)
        {
            copied = await db
                .ReplicationVersions.Where(x => x.ReplicationId == parent.Id && x.Number == parent.DnaVersion)
                .Select(x => x.Dna)
                .SingleOrDefaultAsync(cancellationToken);
            origin = await db
                .InnovationVersions.Where(x => x.InnovationId == declared.InnovationId && x.Number == declared.OriginVersion)
                .Select(x => x.Dna)
                .SingleAsync(cancellationToken);
        }

        if (copied is not null)
        {
            var copy = declared.ReplaceDna(EntityId.New<ReplicationVersionId>(), copied, origin, clock.GetUtcNow());
            if (copy.IsFailure)
            {
                return copy.Error;
            }

            db.ReplicationVersions.Add(copy.Value);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(declared);
    }

    private async Task<Error?> WhyNotForAsync(OrganisationId id, CancellationToken cancellationToken)
    {
        if (user.Has(Role.Editor))
        {
            return await organisations.FindAsync(id, cancellationToken) is null ? InnovationErrors.UnknownOrganisation : null;
        }

        return await organisations.RightOfAsync(id, user.Id!.Value, cancellationToken) switch
        {
            MemberRight.Write => null,
            MemberRight.Read => InnovationErrors.ReaderOnly,
            _ => InnovationErrors.UnknownOrganisation,
        };
    }
}
