using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.WritePost;

/// <summary>Drafts a post; only editors see it until it is published.</summary>
[Roles(Role.Editor)]
public sealed record DraftPost(PostBody Body) : ICommand<Receipt>;

/// <summary>Replaces what is written in a post, published ones included; not in a withdrawn one.</summary>
[Roles(Role.Editor)]
public sealed record RewritePost(BlogPostId Id, ExpectedVersion? Version, PostBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>What the editors write of a post.</summary>
public sealed record PostBody
{
    /// <summary>Its unique name in addresses, such as <c>un-jardin-partage</c>; made of the first title when not given, and fixed once the post has been public.</summary>
    public string? Slug { get; init; }

    /// <summary>The post in each language in which it can be read, each language once; the first is the original.</summary>
    public required IReadOnlyList<EditionBody> Editions { get; init; }

    /// <summary>Codes by which it is found, at most 10.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The author's name as it is to be shown, at most 200 characters.</summary>
    public required string AuthorName { get; init; }

    /// <summary>Whether comments become public after an editor has looked at them, or before.</summary>
    public CommentModeration Moderation { get; init; } = CommentModeration.Before;

    internal PostContent ToContent() => new(Slug, EditionBody.ToEditions(Editions), Tags, AuthorName, Moderation);
}

/// <summary>What is written in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Title">Title, at most 200 characters.</param>
/// <param name="Summary">What lists and feeds show, plain text, at most 500 characters.</param>
/// <param name="Body">The text, CommonMark with tables, at most 20 000 characters; HTML in it is shown as text, a picture has an alternative text, and one of the post's own is written <c>![text](picture:id)</c>.</param>
public sealed record EditionBody(PostLanguage Language, string Title, string Summary, string Body)
{
    internal static IReadOnlyList<PostEdition> ToEditions(IReadOnlyList<EditionBody> editions) =>
        [.. editions.Select(x => new PostEdition(x.Language, x.Title, x.Summary, x.Body))];
}

internal sealed class DraftPostValidator : AbstractValidator<DraftPost>
{
    public DraftPostValidator() => RuleFor(x => x.Body).SetValidator(new PostBodyValidator());
}

internal sealed class RewritePostValidator : AbstractValidator<RewritePost>
{
    public RewritePostValidator() => RuleFor(x => x.Body).SetValidator(new PostBodyValidator());
}

internal sealed class PostBodyValidator : AbstractValidator<PostBody>
{
    public PostBodyValidator()
    {
        RuleFor(x => x.Slug).MaximumLength(PostSlug.MaxLength).Matches(PostSlug.Pattern);
        RuleFor(x => x.Editions).NotEmpty().HasAtMost(BlogLimits.Editions);
        RuleForEach(x => x.Editions).NotNull().SetValidator(new EditionBodyValidator());
        RuleFor(x => x.Tags).NotNull().HasAtMost(BlogLimits.Tags);
        RuleForEach(x => x.Tags).IsCode();
        RuleFor(x => x.AuthorName).NotEmpty().MaximumLength(Limits.Title);
    }
}

internal sealed class EditionBodyValidator : AbstractValidator<EditionBody>
{
    public EditionBodyValidator()
    {
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Summary).NotEmpty().MaximumLength(BlogLimits.Summary);
        RuleFor(x => x.Body).NotEmpty().MaximumLength(Limits.Description);
    }
}

internal sealed class RewritingGuard(ICurrentUser user) : ActionGuard<BlogPost, RewritePost>(user)
{
    public override string Action => "content";

    protected override Task<Error?> StateAsync(BlogPost aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotRewrite());
}

internal sealed class WritePostHandler(
    IBlogDbContext db,
    RewritingGuard guard,
    EditionChecks checks,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DraftPost, Receipt>, ICommandHandler<RewritePost, Receipt>
{
    public async Task<Result<Receipt>> Handle(DraftPost request, CancellationToken cancellationToken)
    {
        if (checks.WhyNotShown(request.Body.Editions, []) is { } error)
        {
            return error;
        }

        var post = BlogPost.Draft(EntityId.New<BlogPostId>(), request.Body.ToContent(), user.Id!.Value, clock.GetUtcNow());
        if (post.IsFailure)
        {
            return post.Error;
        }

        db.BlogPosts.Add(post.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(post.Value);
    }

    public async Task<Result<Receipt>> Handle(RewritePost request, CancellationToken cancellationToken)
    {
        if (await db.BlogPosts.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } post)
        {
            return PostErrors.NotFound;
        }

        if (
            (
                await guard.WhyNotAsync(post, request.Version, cancellationToken)
                ?? checks.WhyNotShown(request.Body.Editions, post.Pictures)
            ) is
            { } error
        )
        {
            return error;
        }

        var rewritten = post.Rewrite(request.Body.ToContent(), clock.GetUtcNow());
        if (rewritten.IsFailure)
        {
            return rewritten.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(post);
    }
}
