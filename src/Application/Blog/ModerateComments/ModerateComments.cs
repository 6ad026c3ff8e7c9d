using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ModerateComments;

/// <summary>Makes a comment public, or keeps it public although readers reported it.</summary>
[Roles(Role.Editor)]
public sealed record ApproveComment(PostCommentId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Refuses a comment, or takes it from the public.</summary>
[Roles(Role.Editor)]
public sealed record RejectComment(PostCommentId Id, ExpectedVersion? Version, RejectCommentBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why a comment is refused.</summary>
/// <param name="Reason">Why, at most 1 000 characters; its author sees it.</param>
public sealed record RejectCommentBody(string Reason);

/// <summary>Reports a public comment of somebody else to the editors; once a person and comment.</summary>
[SignedIn]
public sealed record ReportComment(PostCommentId Id, ReportCommentBody Body) : ICommand<Receipt>;

/// <summary>Why a comment is reported.</summary>
/// <param name="Reason">Why, at most 1 000 characters; the editors see it.</param>
public sealed record ReportCommentBody(string Reason);

internal sealed class RejectCommentValidator : AbstractValidator<RejectComment>
{
    public RejectCommentValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(BlogLimits.Reason);
}

internal sealed class ReportCommentValidator : AbstractValidator<ReportComment>
{
    public ReportCommentValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(BlogLimits.Reason);
}

/// <summary>Reports of comments that no decision has followed yet.</summary>
internal static class OpenReports
{
    public static IQueryable<CommentReport> Of(IBlogDbContext db, PostComment comment) =>
        db.CommentReports.Where(x => x.CommentId == comment.Id && (comment.DecidedAt == null || x.ReportedAt > comment.DecidedAt));
}

internal sealed class ApprovalGuard(ICurrentUser user, IBlogDbContext db) : ActionGuard<PostComment, ApproveComment>(user)
{
    public override string Action => "approval";

    protected override async Task<Error?> StateAsync(PostComment aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotApprove(await OpenReports.Of(db, aggregate).CountAsync(cancellationToken));
}

internal sealed class RejectionGuard(ICurrentUser user) : ActionGuard<PostComment, RejectComment>(user)
{
    public override string Action => "rejection";

    protected override Task<Error?> StateAsync(PostComment aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotReject());
}

internal sealed class ReportingGuard(ICurrentUser user, IBlogDbContext db) : ActionGuard<PostComment, ReportComment>(user)
{
    public override string Action => "reports";

    protected override Task<Error?> RelationAsync(PostComment aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.AuthorId == User.Id ? CommentErrors.OwnComment : null);

    protected override async Task<Error?> StateAsync(PostComment aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotReport(User.Id!.Value)
        ?? (
            await db.CommentReports.AnyAsync(x => x.CommentId == aggregate.Id && x.ReporterId == User.Id, cancellationToken)
                ? CommentErrors.AlreadyReported
                : null
        );
}

internal sealed class ModerateCommentsHandler(
    IBlogDbContext db,
    ApprovalGuard approval,
    RejectionGuard rejection,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ApproveComment, Receipt>, ICommandHandler<RejectComment, Receipt>
{
    public async Task<Result<Receipt>> Handle(ApproveComment request, CancellationToken cancellationToken)
    {
        if (await db.PostComments.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } comment)
        {
            return CommentErrors.NotFound;
        }

        if (await approval.WhyNotAsync(comment, request.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var reports = await OpenReports.Of(db, comment).CountAsync(cancellationToken);
        return await SaveAsync(comment, comment.Approve(reports, user.Id!.Value, clock.GetUtcNow()), cancellationToken);
    }

    public async Task<Result<Receipt>> Handle(RejectComment request, CancellationToken cancellationToken)
    {
        if (await db.PostComments.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } comment)
        {
            return CommentErrors.NotFound;
        }

        if (await rejection.WhyNotAsync(comment, request.Version, cancellationToken) is { } error)
        {
            return error;
        }

        return await SaveAsync(comment, comment.Reject(request.Body.Reason, user.Id!.Value, clock.GetUtcNow()), cancellationToken);
    }

    private async Task<Result<Receipt>> SaveAsync(PostComment comment, Result changed, CancellationToken cancellationToken)
    {
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(comment);
    }
}

internal sealed class ReportCommentHandler(IBlogDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<ReportComment, Receipt>
{
    public async Task<Result<Receipt>> Handle(ReportComment command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var comments = db.PostComments.VisibleTo(db.BlogPosts, user, now);
        if (await comments.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } comment)
        {
            return CommentErrors.NotFound;
        }

        var report = CommentReport.File(EntityId.New<CommentReportId>(), comment, user.Id!.Value, command.Body.Reason, now);
        if (report.IsFailure)
        {
            return report.Error;
        }

        // A second one is refused by the table.
        db.CommentReports.Add(report.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(comment);
    }
}
