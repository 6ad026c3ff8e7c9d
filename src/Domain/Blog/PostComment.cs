using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Where a comment stands.</summary>
public enum CommentStatus
{
    /// <summary>It waits for an editor; its author and the editors alone see it.</summary>
    Pending,

    /// <summary>Everybody sees it who sees the post.</summary>
    Published,

    /// <summary>An editor refused it; its author and the editors alone see it.</summary>
    Rejected,
}

/// <summary>What a reader says on a post.</summary>
public sealed class PostComment : AggregateRoot<PostCommentId>
{
    /// <summary>What stands in the place of an erased person's words.</summary>
    public const string Erased = "…";

    private PostComment() { }

    public BlogPostId PostId { get; private set; }

    public UserId AuthorId { get; private set; }

    [PersonalData(ProcessingPurpose.Blog, Retention.Account, LegalBasis.PublicTask), NamesPerson(Of = nameof(AuthorId))]
    public string AuthorName { get; private set; } = null!;

    /// <summary>Markdown, without pictures.</summary>
    [PersonalData(ProcessingPurpose.Blog, Retention.Account, LegalBasis.PublicTask), NamesPerson(Of = nameof(AuthorId))]
    public string Text { get; private set; } = null!;

    public CommentStatus Status { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>When an editor last decided on it; reports from before then are dealt with.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    public UserId? DecidedBy { get; private set; }

    public string? RejectionReason { get; private set; }

    public static PostComment Write(PostCommentId id, BlogPost post, UserId author, string name, string text, DateTimeOffset now) =>
        new()
        {
            Id = id,
            PostId = post.Id,
            AuthorId = author,
            AuthorName = name,
            Text = text,
            WrittenAt = now,
            Status = post.Moderation == CommentModeration.After ? CommentStatus.Published : CommentStatus.Pending,
        };

    /// <param name="openReports">Reports since the last decision: a public comment is approved anew once readers complain.</param>
    public Error? WhyNotApprove(int openReports) =>
        Status == CommentStatus.Published && DecidedAt is not null && openReports == 0 ? CommentErrors.AlreadyApproved : null;

    public Result Approve(int openReports, UserId by, DateTimeOffset now)
    {
        if (WhyNotApprove(openReports) is { } error)
        {
            return error;
        }

        (Status, RejectionReason, DecidedAt, DecidedBy) = (CommentStatus.Published, null, now, by);
        return Result.Success;
    }

    public Error? WhyNotReject() => Status == CommentStatus.Rejected ? CommentErrors.AlreadyRejected : null;

    public Result Reject(string reason, UserId by, DateTimeOffset now)
    {
        if (WhyNotReject() is { } error)
        {
            return error;
        }

        (Status, RejectionReason, DecidedAt, DecidedBy) = (CommentStatus.Rejected, reason, now, by);
        return Result.Success;
    }

    /// <summary>Nobody reports what only its author and the editors see, nor what is one's own.</summary>
    public Error? WhyNotReport(UserId reader) =>
        reader == AuthorId ? CommentErrors.OwnComment
        : Status != CommentStatus.Published ? CommentErrors.NotPublic
        : null;

    /// <summary>Of an erased person neither name nor words stay; that there was a comment does.</summary>
    public void Forget(string pseudonym) => (AuthorName, Text) = (pseudonym, Erased);
}
