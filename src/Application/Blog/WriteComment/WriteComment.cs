using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.WriteComment;

/// <summary>Comments on a post, under the name of the caller's account; public at once or once an editor has approved it, as the post says.</summary>
[SignedIn]
public sealed record WriteComment(BlogPostId Id, WriteCommentBody Body) : ICommand<Receipt>;

/// <summary>A new comment.</summary>
/// <param name="Text">CommonMark, at most 4 000 characters; pictures are left out, HTML is shown as text.</param>
public sealed record WriteCommentBody(string Text);

internal sealed class WriteCommentValidator : AbstractValidator<WriteComment>
{
    public WriteCommentValidator() => RuleFor(x => x.Body.Text).NotEmpty().MaximumLength(BlogLimits.Comment);
}

/// <summary>The ban that keeps a person from commenting now; the one that ends last, where there are several.</summary>
internal sealed class CurrentBan(IBlogDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock) : ISharedRule
{
    public Task<CommentBan?> FindAsync(UserId user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db
            .CommentBans.AsNoTracking()
            .Where(x => x.UserId == user && x.LiftedAt == null && x.EndsAt > now)
            .OrderByDescending(x => x.EndsAt)
            .FirstOrDefaultAsync(cancellationToken);
    }
}

internal sealed class WriteCommentHandler(
    IBlogDbContext db,
    CurrentBan bans,
    IUserLookup users,
    IMarkdown markdown,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<WriteComment, Receipt>
{
    public async Task<Result<Receipt>> Handle(WriteComment command, CancellationToken cancellationToken)
    {
        var (now, author) = (clock.GetUtcNow(), user.Id!.Value);
        if (await db.BlogPosts.VisibleTo(user, now).SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } post)
        {
            return PostErrors.NotFound;
        }

        if (await bans.FindAsync(author, cancellationToken) is { } ban)
        {
            return CommentErrors.Banned(ban.EndsAt);
        }

        if (post.StatusAt(now) != PostStatus.Published)
        {
            return PostErrors.NotPublished;
        }

        if (markdown.IsTooDeep(command.Body.Text))
        {
            return CommentErrors.TooDeep;
        }

        var facts = await users.FindAsync(author, cancellationToken);
        var comment = PostComment.Write(EntityId.New<PostCommentId>(), post, author, facts!.DisplayName, command.Body.Text, now);
        db.PostComments.Add(comment);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(comment);
    }
}
