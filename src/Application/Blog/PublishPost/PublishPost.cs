using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.PublishPost;

/// <summary>Sets, or moves, the instant at which a post becomes public by itself.</summary>
[Roles(Role.Editor)]
public sealed record SchedulePost(BlogPostId Id, ExpectedVersion? Version, SchedulePostBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>When a post is to become public.</summary>
/// <param name="PublishAt">The instant; in the future.</param>
public sealed record SchedulePostBody(DateTimeOffset PublishAt);

/// <summary>Makes a post public now.</summary>
[Roles(Role.Editor)]
public sealed record PublishPost(BlogPostId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Takes a post that is or was to become public from everybody but the editors, for good.</summary>
[Roles(Role.Editor)]
public sealed record WithdrawPost(BlogPostId Id, ExpectedVersion? Version, WithdrawPostBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Why a post is withdrawn.</summary>
/// <param name="Reason">Why, at most 1 000 characters; the editors see it.</param>
public sealed record WithdrawPostBody(string Reason);

internal sealed class SchedulePostValidator : AbstractValidator<SchedulePost>
{
    public SchedulePostValidator() => RuleFor(x => x.Body.PublishAt).NotEmpty();
}

internal sealed class WithdrawPostValidator : AbstractValidator<WithdrawPost>
{
    public WithdrawPostValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(BlogLimits.Reason);
}

internal sealed class SchedulingGuard(ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ActionGuard<BlogPost, SchedulePost>(user)
{
    public override string Action => "scheduling";

    protected override Task<Error?> StateAsync(BlogPost aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotSchedule(clock.GetUtcNow()));
}

internal sealed class PostPublicationGuard(ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ActionGuard<BlogPost, PublishPost>(user)
{
    public override string Action => "publication";

    protected override Task<Error?> StateAsync(BlogPost aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotPublish(clock.GetUtcNow()));
}

internal sealed class WithdrawalGuard(ICurrentUser user) : ActionGuard<BlogPost, WithdrawPost>(user)
{
    public override string Action => "withdrawal";

    protected override Task<Error?> StateAsync(BlogPost aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotWithdraw());
}

internal sealed class PublishPostHandler(
    IBlogDbContext db,
    SchedulingGuard scheduling,
    PostPublicationGuard publication,
    WithdrawalGuard withdrawal,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<SchedulePost, Receipt>, ICommandHandler<PublishPost, Receipt>, ICommandHandler<WithdrawPost, Receipt>
{
    public Task<Result<Receipt>> Handle(SchedulePost request, CancellationToken cancellationToken) =>
        RunAsync(request.Id, request.Version, scheduling, x => x.Schedule(request.Body.PublishAt, clock.GetUtcNow()), cancellationToken);

    public Task<Result<Receipt>> Handle(PublishPost request, CancellationToken cancellationToken) =>
        RunAsync(request.Id, request.Version, publication, x => x.Publish(clock.GetUtcNow()), cancellationToken);

    public Task<Result<Receipt>> Handle(WithdrawPost request, CancellationToken cancellationToken) =>
        RunAsync(request.Id, request.Version, withdrawal, x => x.Withdraw(request.Body.Reason), cancellationToken);

    private async Task<Result<Receipt>> RunAsync<TCommand>(
        BlogPostId id,
        ExpectedVersion? version,
        ActionGuard<BlogPost, TCommand> guard,
        Func<BlogPost, Result> change,
        CancellationToken cancellationToken
    )
    {
        if (await db.BlogPosts.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } post)
        {
            return PostErrors.NotFound;
        }

        if (await guard.WhyNotAsync(post, version, cancellationToken) is { } error)
        {
            return error;
        }

        var changed = change(post);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(post);
    }
}
