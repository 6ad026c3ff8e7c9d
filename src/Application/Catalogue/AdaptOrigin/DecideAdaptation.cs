using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.AdaptOrigin;

/// <summary>
/// Takes a proposed adaptation into the DNA of the innovation's next version, which credits its replication. A published innovation is opened
/// for revision by it; one in review has to be returned or published first.
/// </summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AcceptAdaptation(AdaptationId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Refuses a proposed adaptation; it stays with the replication.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record RefuseAdaptation(AdaptationId Id, ExpectedVersion? Version, RefuseAdaptationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why an adaptation is refused.</summary>
/// <param name="Reason">What everybody reads, at most 20 000 characters.</param>
public sealed record RefuseAdaptationBody(string Reason);

internal sealed class RefuseAdaptationValidator : AbstractValidator<RefuseAdaptation>
{
    public RefuseAdaptationValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

/// <summary>A guard of what the origin's holder decides; editors decide for every innovation.</summary>
internal abstract class OriginGuard<TCommand>(ICatalogueDbContext db, ICurrentUser user, InnovationAccess access)
    : ActionGuard<Adaptation, TCommand>(user)
{
    protected override async Task<Error?> RelationAsync(Adaptation aggregate, CancellationToken cancellationToken) =>
        await access.WhyNotWriteAsync(
            await db.Innovations.SingleAsync(x => x.Id == aggregate.InnovationId, cancellationToken),
            cancellationToken
        );

    protected override Task<Error?> StateAsync(Adaptation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotDecide());
}

internal sealed class AcceptanceGuard(ICatalogueDbContext db, ICurrentUser user, InnovationAccess access)
    : OriginGuard<AcceptAdaptation>(db, user, access)
{
    public override string Action => "acceptance";
}

internal sealed class RefusalGuard(ICatalogueDbContext db, ICurrentUser user, InnovationAccess access)
    : OriginGuard<RefuseAdaptation>(db, user, access)
{
    public override string Action => "refusal";
}

internal sealed class DecideAdaptationHandler(
    ICatalogueDbContext db,
    ReplicationAccess access,
    AcceptanceGuard acceptance,
    RefusalGuard refusal,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AcceptAdaptation, Receipt>, ICommandHandler<RefuseAdaptation, Receipt>
{
    public Task<Result<Receipt>> Handle(AcceptAdaptation request, CancellationToken cancellationToken) =>
        RunAsync(
            request.Id,
            request.Version,
            acceptance,
            async x =>
            {
                var innovation = await db.Innovations.SingleAsync(y => y.Id == x.InnovationId, cancellationToken);
                var origin = await db
                    .InnovationVersions.Where(y => y.InnovationId == x.InnovationId && y.Number == x.OriginVersion)
                    .Select(y => y.Dna)
                    .SingleAsync(cancellationToken);
                var fork = await db
                    .ReplicationVersions.Where(y => y.ReplicationId == x.ReplicationId && y.Number == x.DnaVersion)
                    .Select(y => y.Dna)
                    .SingleAsync(cancellationToken);
                return x.Accept(innovation, origin!, fork, user.Id!.Value, clock.Today());
            },
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(RefuseAdaptation request, CancellationToken cancellationToken) =>
        RunAsync(
            request.Id,
            request.Version,
            refusal,
            x => Task.FromResult(x.Refuse(request.Body.Reason, clock.Today())),
            cancellationToken
        );

    private async Task<Result<Receipt>> RunAsync<TCommand>(
        AdaptationId id,
        ExpectedVersion? version,
        OriginGuard<TCommand> guard,
        Func<Adaptation, Task<Result>> decide,
        CancellationToken cancellationToken
    )
    {
        var visible = await access.AdaptationsAsync(cancellationToken);
        if (await visible.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } found)
        {
            return AdaptationErrors.NotFound;
        }

        if (await guard.WhyNotAsync(found, version, cancellationToken) is { } error)
        {
            return error;
        }

        var decided = await decide(found);
        if (decided.IsFailure)
        {
            return decided.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(found);
    }
}
