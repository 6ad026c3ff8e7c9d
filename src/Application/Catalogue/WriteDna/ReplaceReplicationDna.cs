using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.WriteDna;

/// <summary>
/// Replaces a replication's fork of the DNA as a whole. It is published at once as the fork's next version, and what it changed of its
/// origin is computed.
/// </summary>
/// <param name="Id">The replication.</param>
/// <param name="Version">Its version.</param>
/// <param name="Body">The DNA.</param>
/// <param name="Service">Scheme and host of the service.</param>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ReplaceReplicationDna(ReplicationId Id, ExpectedVersion? Version, InnovationDnaBody Body, string Service)
    : ICommand<Receipt>,
        IVersionedCommand;

internal sealed class ReplaceReplicationDnaValidator : AbstractValidator<ReplaceReplicationDna>
{
    public ReplaceReplicationDnaValidator() => RuleFor(x => x.Body).SetValidator(new InnovationDnaBodyValidator());
}

internal sealed class ForkGuard(ICurrentUser user, ReplicationAccess access) : ReplicatorGuard<ReplaceReplicationDna>(user, access)
{
    public override string Action => "dna";

    protected override Task<Error?> StateAsync(Replication aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotFork());
}

internal sealed class ReplaceReplicationDnaHandler(
    ICatalogueDbContext db,
    ReplicationTransition transition,
    ForkGuard guard,
    ReuseCheck reuse,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ReplaceReplicationDna, Receipt>
{
    public Task<Result<Receipt>> Handle(ReplaceReplicationDna command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            guard,
            async x =>
            {
                var origin = await db
                    .InnovationVersions.Where(y => y.InnovationId == x.InnovationId && y.Number == x.OriginVersion)
                    .Join(db.Innovations, y => y.InnovationId, y => y.Id, (y, innovation) => new { y.Dna, innovation.Documents })
                    .SingleAsync(cancellationToken);
                var dna = reuse.Checked(command.Body.ToDna(), [.. origin.Documents.Where(y => y.PublishedIn is not null)], command.Service);
                if (dna.IsFailure)
                {
                    return dna.Error;
                }

                var version = x.ReplaceDna(EntityId.New<ReplicationVersionId>(), dna.Value, origin.Dna, clock.GetUtcNow());
                if (version.IsFailure)
                {
                    return version.Error;
                }

                db.ReplicationVersions.Add(version.Value);
                return Result.Success;
            },
            cancellationToken
        );
}
