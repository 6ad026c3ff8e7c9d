using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Blog.ModerateComments;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadComments;

/// <summary>Reads a comment.</summary>
[Anonymous]
public sealed record GetComment(PostCommentId Id) : IQuery<CommentModel>;

/// <summary>Lists the comments on a post that the caller may know of, oldest first.</summary>
/// <param name="Id">The post.</param>
/// <param name="Page">Which page.</param>
[Anonymous]
public sealed record ListComments(BlogPostId Id, PageRequest Page) : IQuery<Page<CommentModel>>, IPagedQuery;

/// <summary>Lists the comments on all posts, newest first: what waits for a decision, or what readers reported.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Status">Only comments that stand there; a word of the comment's status.</param>
/// <param name="Reported">True for only those with a report that no decision has followed.</param>
[Roles(Role.Editor, Role.Auditor)]
public sealed record ListAllComments(PageRequest Page, string? Status, bool? Reported) : IQuery<Page<CommentModel>>, IPagedQuery;

/// <summary>A comment on a post.</summary>
public sealed record CommentModel
{
    /// <summary>Identifier.</summary>
    public required PostCommentId Id { get; init; }

    /// <summary>The post.</summary>
    public required BlogPostId PostId { get; init; }

    /// <summary>Who wrote it; shown to its author and the editors only.</summary>
    public UserId? AuthorId { get; init; }

    /// <summary>The author's name as it is shown.</summary>
    public required string AuthorName { get; init; }

    /// <summary>The text as it was written, Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>The text as HTML that holds nothing executable, no picture and no heading.</summary>
    public required string Html { get; init; }

    /// <summary>Where it stands.</summary>
    public required CommentStatus Status { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>Why it was refused; shown to its author and the editors only.</summary>
    public string? RejectionReason { get; init; }

    /// <summary>Its reports that no decision has followed, the newest 50; shown to the editors only, and absent in lists.</summary>
    public IReadOnlyList<ReportModel>? Reports { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not; absent for anonymous callers and in lists.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>A reader's complaint about a comment.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ReporterId">Who complains.</param>
/// <param name="Reason">About what.</param>
/// <param name="ReportedAt">When.</param>
public sealed record ReportModel(
    CommentReportId Id,
    UserId ReporterId,
    [property: NamesPerson(Of = nameof(ReportModel.ReporterId))] string Reason,
    DateTimeOffset ReportedAt
);

internal sealed class ListCommentsValidator : AbstractValidator<ListComments>
{
    public ListCommentsValidator() => this.IsPaged();
}

internal sealed class ListAllCommentsValidator : AbstractValidator<ListAllComments>
{
    public ListAllCommentsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Status).IsWordOf<ListAllComments, CommentStatus>();
    }
}

internal sealed class CommentReads(
    IBlogDbContext db,
    AllowedActions<PostComment> actions,
    IMarkdown markdown,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : IQueryHandler<GetComment, CommentModel>,
        IQueryHandler<ListComments, Page<CommentModel>>,
        IQueryHandler<ListAllComments, Page<CommentModel>>
{
    private IQueryable<PostComment> Visible => db.PostComments.AsNoTracking().VisibleTo(db.BlogPosts, user, clock.GetUtcNow());

    public async Task<Result<CommentModel>> Handle(GetComment request, CancellationToken cancellationToken) =>
        await Visible.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } comment
            ? ToModel(comment) with
            {
                Reports = user.SeesAll() ? await ReportsAsync(comment, cancellationToken) : null,
                AllowedActions = user.Caller is null ? null : await actions.ForAsync(comment, comment.Id.Value, cancellationToken),
            }
            : CommentErrors.NotFound;

    public async Task<Result<Page<CommentModel>>> Handle(ListComments request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.BlogPosts.VisibleTo(user, now).AnyAsync(x => x.Id == request.Id, cancellationToken)
            ? await PageAsync(Visible.Where(x => x.PostId == request.Id), descending: false, request.Page, cancellationToken)
            : PostErrors.NotFound;
    }

    public Task<Result<Page<CommentModel>>> Handle(ListAllComments request, CancellationToken cancellationToken)
    {
        var comments = Visible;
        if (Naming.Parse<CommentStatus>(request.Status) is { } status)
        {
            comments = comments.Where(x => x.Status == status);
        }

        if (request.Reported == true)
        {
            comments = comments.Where(x =>
                db.CommentReports.Any(report => report.CommentId == x.Id && (x.DecidedAt == null || report.ReportedAt > x.DecidedAt))
            );
        }

        return PageAsync(comments, descending: true, request.Page, cancellationToken);
    }

    private async Task<Result<Page<CommentModel>>> PageAsync(
        IQueryable<PostComment> comments,
        bool descending,
        PageRequest request,
        CancellationToken cancellationToken
    )
    {
        var page = await comments.ToPageAsync(x => x.Id, descending, request, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<CommentModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    private async Task<IReadOnlyList<ReportModel>> ReportsAsync(PostComment comment, CancellationToken cancellationToken) =>
        await OpenReports
            .Of(db, comment)
            .OrderByDescending(x => x.Id)
            .Take(BlogLimits.Reports)
            .Select(x => new ReportModel(x.Id, x.ReporterId, x.Reason, x.ReportedAt))
            .ToListAsync(cancellationToken);

    private CommentModel ToModel(PostComment comment)
    {
        var isInside = user.SeesAll() || comment.AuthorId == user.Id;
        return new CommentModel
        {
            Id = comment.Id,
            PostId = comment.PostId,
            AuthorId = isInside ? comment.AuthorId : null,
            AuthorName = comment.AuthorName,
            Text = comment.Text,
            Html = markdown.ToHtml(comment.Text, TextAuthor.Public),
            Status = comment.Status,
            WrittenAt = comment.WrittenAt,
            RejectionReason = isInside ? comment.RejectionReason : null,
            Version = comment.Version,
        };
    }
}
