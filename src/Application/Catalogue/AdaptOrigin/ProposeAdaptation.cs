using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.AdaptOrigin;

/// <summary>Proposes elements that a replication's newest fork changed back to the origin. Everybody sees what was proposed, and why.</summary>
/// <param name="Id">The replication.</param>
/// <param name="Body">What is proposed.</param>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ProposeAdaptation(ReplicationId Id, ProposeAdaptationBody Body) : ICommand<Receipt>;

/// <summary>Elements for the origin.</summary>
/// <param name="Elements">1 to 50 elements that the fork changed, added or removed, each once.</param>
/// <param name="Reason">Why the origin should take them, at most 20 000 characters.</param>
public sealed record ProposeAdaptationBody(IReadOnlyList<DnaElementNameBody> Elements, string Reason);

/// <summary>An element of a DNA.</summary>
/// <param name="Part">The part, as the member of the DNA is named, such as <c>steps</c> or <c>need</c>.</param>
/// <param name="ElementKey">Its key; none for the need.</param>
public sealed record DnaElementNameBody(string Part, string? ElementKey = null);

internal sealed class ProposeAdaptationValidator : AbstractValidator<ProposeAdaptation>
{
    public ProposeAdaptationValidator()
    {
        RuleFor(x => x.Body.Elements).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.Elements).NotNull().SetValidator(new DnaElementNameBodyValidator());
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
    }
}

internal sealed class DnaElementNameBodyValidator : AbstractValidator<DnaElementNameBody>
{
    public DnaElementNameBodyValidator()
    {
        RuleFor(x => x.Part).NotEmpty().MaximumLength(Limits.Code).Matches(CatalogueLimits.PartPattern);
        RuleFor(x => x.ElementKey).MaximumLength(Limits.Code).Matches(Limits.CodePattern);
    }
}

internal sealed class ProposalGuard(ICurrentUser user, ReplicationAccess access) : ReplicatorGuard<ProposeAdaptation>(user, access)
{
    public override string Action => "adaptations";

    protected override Task<Error?> StateAsync(Replication aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotFork());
}

internal sealed class ProposeAdaptationHandler(
    ICatalogueDbContext db,
    ReplicationAccess access,
    ProposalGuard guard,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ProposeAdaptation, Receipt>
{
    public async Task<Result<Receipt>> Handle(ProposeAdaptation command, CancellationToken cancellationToken)
    {
        var visible = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } replication)
        {
            return ReplicationErrors.NotFound;
        }

        if (await guard.WhyNotAsync(replication, cancellationToken) is { } error)
        {
            return error;
        }

        var proposed = Adaptation.Propose(
            EntityId.New<AdaptationId>(),
            replication,
            [.. command.Body.Elements.Select(x => new DnaElementName(x.Part, x.ElementKey))],
            command.Body.Reason,
            clock.Today()
        );
        if (proposed.IsFailure)
        {
            return proposed.Error;
        }

        db.Adaptations.Add(proposed.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(proposed.Value);
    }
}
