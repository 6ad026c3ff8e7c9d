using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReviewInnovation;

/// <summary>Gives an innovation in review back to its authors.</summary>
[Roles(Role.Editor)]
public sealed record ReturnInnovation(InnovationId Id, ExpectedVersion? Version, ReturnInnovationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why an innovation is returned.</summary>
/// <param name="Reason">What the authors read, at most 20 000 characters.</param>
public sealed record ReturnInnovationBody(string Reason);

/// <summary>Publishes an innovation in review as its next version; an editor does not publish what it wrote or what is its organisation's.</summary>
[Roles(Role.Editor)]
public sealed record PublishInnovation(InnovationId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Takes an innovation out of the public eye, for good.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record WithdrawInnovation(InnovationId Id, ExpectedVersion? Version, WithdrawInnovationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why an innovation is withdrawn.</summary>
/// <param name="Reason">What its authors and the editors read, at most 20 000 characters.</param>
public sealed record WithdrawInnovationBody(string Reason);

internal sealed class ReturnInnovationValidator : AbstractValidator<ReturnInnovation>
{
    public ReturnInnovationValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class WithdrawInnovationValidator : AbstractValidator<WithdrawInnovation>
{
    public WithdrawInnovationValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class ReturnGuard(ICurrentUser user) : ActionGuard<Innovation, ReturnInnovation>(user)
{
    public override string Action => "return";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotReturn());
}

internal sealed class InnovationPublicationGuard(ICurrentUser user, IOrganisationLookup organisations)
    : ActionGuard<Innovation, PublishInnovation>(user)
{
    public override string Action => "publication";

    protected override async Task<Error?> RelationAsync(Innovation aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotPublishedBy(User.Id!.Value)
        ?? (
            aggregate.OrganisationId is { } holder && await organisations.IsMemberAsync(holder, User.Id!.Value, cancellationToken)
                ? InnovationErrors.OwnWork
                : null
        );

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotPublish());
}

internal sealed class InnovationWithdrawalGuard(ICurrentUser user, InnovationAccess access) : AuthorGuard<WithdrawInnovation>(user, access)
{
    public override string Action => "withdrawal";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotWithdraw());
}

internal sealed class ReviewInnovationHandler(
    ICatalogueDbContext db,
    InnovationTransition transition,
    ReturnGuard returning,
    InnovationPublicationGuard publication,
    InnovationWithdrawalGuard withdrawal,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ReturnInnovation, Receipt>, ICommandHandler<PublishInnovation, Receipt>, ICommandHandler<WithdrawInnovation, Receipt>
{
    public Task<Result<Receipt>> Handle(ReturnInnovation request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, returning, x => Task.FromResult(x.Return(request.Body.Reason)), cancellationToken);

    public Task<Result<Receipt>> Handle(PublishInnovation request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            publication,
            x =>
            {
                var published = x.Publish(EntityId.New<InnovationVersionId>(), user.Id!.Value, clock.GetUtcNow());
                if (published.IsFailure)
                {
                    return Task.FromResult<Result>(published.Error);
                }

                db.InnovationVersions.Add(published.Value);
                return Task.FromResult(Result.Success);
            },
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(WithdrawInnovation request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            withdrawal,
            x => Task.FromResult(x.Withdraw(request.Body.Reason)),
            cancellationToken
        );
}
