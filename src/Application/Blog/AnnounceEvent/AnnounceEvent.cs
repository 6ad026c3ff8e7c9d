using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.AnnounceEvent;

/// <summary>Makes an event public.</summary>
[Roles(Role.Editor)]
public sealed record PublishPublicEvent(PublicEventId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Tells everybody that a public event does not take place; it stays readable, with the reason, and calendars are told.</summary>
[Roles(Role.Editor)]
public sealed record CancelPublicEvent(PublicEventId Id, ExpectedVersion? Version, CancelPublicEventBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why an event does not take place.</summary>
/// <param name="Reason">Why, at most 1 000 characters; everybody sees it.</param>
public sealed record CancelPublicEventBody(string Reason);

internal sealed class CancelPublicEventValidator : AbstractValidator<CancelPublicEvent>
{
    public CancelPublicEventValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(BlogLimits.Reason);
}

internal sealed class EventPublicationGuard(ICurrentUser user) : ActionGuard<PublicEvent, PublishPublicEvent>(user)
{
    public override string Action => "publication";

    protected override Task<Error?> StateAsync(PublicEvent aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotPublish());
}

internal sealed class EventCancellationGuard(ICurrentUser user) : ActionGuard<PublicEvent, CancelPublicEvent>(user)
{
    public override string Action => "cancellation";

    protected override Task<Error?> StateAsync(PublicEvent aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotCancel());
}

internal sealed class AnnounceEventHandler(
    IBlogDbContext db,
    EventPublicationGuard publication,
    EventCancellationGuard cancellation,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<PublishPublicEvent, Receipt>, ICommandHandler<CancelPublicEvent, Receipt>
{
    public Task<Result<Receipt>> Handle(PublishPublicEvent request, CancellationToken cancellationToken) =>
        RunAsync(request.Id, request.Version, publication, x => x.Publish(clock.GetUtcNow()), cancellationToken);

    public Task<Result<Receipt>> Handle(CancelPublicEvent request, CancellationToken cancellationToken) =>
        RunAsync(request.Id, request.Version, cancellation, x => x.Cancel(request.Body.Reason, clock.GetUtcNow()), cancellationToken);

    private async Task<Result<Receipt>> RunAsync<TCommand>(
        PublicEventId id,
        ExpectedVersion? version,
        ActionGuard<PublicEvent, TCommand> guard,
        Func<PublicEvent, Result> change,
        CancellationToken cancellationToken
    )
    {
        if (await db.PublicEvents.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } found)
        {
            return PublicEventErrors.NotFound;
        }

        if (await guard.WhyNotAsync(found, version, cancellationToken) is { } error)
        {
            return error;
        }

        var changed = change(found);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(found);
    }
}
