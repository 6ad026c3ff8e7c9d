using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Identifies a reader's report of a comment.</summary>
public readonly record struct CommentReportId(Guid Value) : IEntityId<CommentReportId>
{
    public static CommentReportId From(Guid value) => new(value);

    public static bool operator <(CommentReportId left, CommentReportId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(CommentReportId left, CommentReportId right) => left.Value.CompareTo(right.Value) > 0;
}
