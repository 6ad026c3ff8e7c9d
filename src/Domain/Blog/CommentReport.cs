using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>A reader's complaint about a comment: one a person and comment.</summary>
public sealed class CommentReport : AggregateRoot<CommentReportId>
{
    private CommentReport() { }

    public PostCommentId CommentId { get; private set; }

    public UserId ReporterId { get; private set; }

    [PersonalData(ProcessingPurpose.Blog, Retention.Account, LegalBasis.PublicTask), NamesPerson(Of = nameof(ReporterId))]
    public string Reason { get; private set; } = null!;

    public DateTimeOffset ReportedAt { get; private set; }

    public static Result<CommentReport> File(CommentReportId id, PostComment comment, UserId reporter, string reason, DateTimeOffset now) =>
        comment.WhyNotReport(reporter) is { } error
            ? error
            : new CommentReport
            {
                Id = id,
                CommentId = comment.Id,
                ReporterId = reporter,
                Reason = reason,
                ReportedAt = now,
            };

    public void Forget() => Reason = PostComment.Erased;
}
