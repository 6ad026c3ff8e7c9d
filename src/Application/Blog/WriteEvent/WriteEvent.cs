using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.WriteEvent;

/// <summary>Drafts an event; only editors see it until it is published.</summary>
[Roles(Role.Editor)]
public sealed record DraftPublicEvent(PublicEventBody Body) : ICommand<Receipt>;

/// <summary>Replaces what is written of an event, published ones included; not of a cancelled one.</summary>
[Roles(Role.Editor)]
public sealed record RewritePublicEvent(PublicEventId Id, ExpectedVersion? Version, PublicEventBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

internal sealed class DraftPublicEventValidator : AbstractValidator<DraftPublicEvent>
{
    public DraftPublicEventValidator() => RuleFor(x => x.Body).SetValidator(new PublicEventBodyValidator());
}

internal sealed class RewritePublicEventValidator : AbstractValidator<RewritePublicEvent>
{
    public RewritePublicEventValidator() => RuleFor(x => x.Body).SetValidator(new PublicEventBodyValidator());
}

internal sealed class EventRewritingGuard(ICurrentUser user) : ActionGuard<PublicEvent, RewritePublicEvent>(user)
{
    public override string Action => "content";

    protected override Task<Error?> StateAsync(PublicEvent aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotRewrite());
}

internal sealed class WriteEventHandler(
    IBlogDbContext db,
    EventRewritingGuard guard,
    EditionChecks checks,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DraftPublicEvent, Receipt>, ICommandHandler<RewritePublicEvent, Receipt>
{
    public async Task<Result<Receipt>> Handle(DraftPublicEvent request, CancellationToken cancellationToken)
    {
        if (checks.WhyNotShown(request.Body.Editions, []) is { } error)
        {
            return error;
        }

        if (request.Body.ToContent() is not { } content)
        {
            return PublicEventErrors.TimeUnclear;
        }

        var drafted = PublicEvent.Draft(EntityId.New<PublicEventId>(), content, clock.GetUtcNow());
        if (drafted.IsFailure)
        {
            return drafted.Error;
        }

        db.PublicEvents.Add(drafted.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(drafted.Value);
    }

    public async Task<Result<Receipt>> Handle(RewritePublicEvent request, CancellationToken cancellationToken)
    {
        if (await db.PublicEvents.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } found)
        {
            return PublicEventErrors.NotFound;
        }

        if (
            (await guard.WhyNotAsync(found, request.Version, cancellationToken) ?? checks.WhyNotShown(request.Body.Editions, [])) is
            { } error
        )
        {
            return error;
        }

        if (request.Body.ToContent() is not { } content)
        {
            return PublicEventErrors.TimeUnclear;
        }

        var rewritten = found.Rewrite(content, clock.GetUtcNow());
        if (rewritten.IsFailure)
        {
            return rewritten.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(found);
    }
}
