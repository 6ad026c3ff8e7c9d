using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Blog.WriteCollection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.PublishCollection;

/// <summary>Makes a collection public.</summary>
[Roles(Role.Editor)]
public sealed record PublishCollection(CollectionId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Takes a public collection from everybody but the editors, for good; what it shows stays where it is.</summary>
[Roles(Role.Editor)]
public sealed record WithdrawCollection(CollectionId Id, ExpectedVersion? Version, WithdrawCollectionBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why a collection is withdrawn.</summary>
/// <param name="Reason">Why, at most 1 000 characters; the editors see it.</param>
public sealed record WithdrawCollectionBody(string Reason);

internal sealed class WithdrawCollectionValidator : AbstractValidator<WithdrawCollection>
{
    public WithdrawCollectionValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(BlogLimits.Reason);
}

internal sealed class CollectionPublicationGuard(ICurrentUser user) : ActionGuard<CollectionOfExamples, PublishCollection>(user)
{
    public override string Action => "publication";

    protected override Task<Error?> StateAsync(CollectionOfExamples aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotPublish());
}

internal sealed class CollectionWithdrawalGuard(ICurrentUser user) : ActionGuard<CollectionOfExamples, WithdrawCollection>(user)
{
    public override string Action => "withdrawal";

    protected override Task<Error?> StateAsync(CollectionOfExamples aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotWithdraw());
}

internal sealed class PublishCollectionHandler(
    CollectionTransition transition,
    CollectionPublicationGuard publication,
    CollectionWithdrawalGuard withdrawal,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<PublishCollection, Receipt>, ICommandHandler<WithdrawCollection, Receipt>
{
    public Task<Result<Receipt>> Handle(PublishCollection request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            publication,
            x => Task.FromResult(x.Publish(clock.GetUtcNow())),
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(WithdrawCollection request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            withdrawal,
            x => Task.FromResult(x.Withdraw(request.Body.Reason)),
            cancellationToken
        );
}
