using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Identifies a comment on a post.</summary>
public readonly record struct PostCommentId(Guid Value) : IEntityId<PostCommentId>
{
    public static PostCommentId From(Guid value) => new(value);

    public static bool operator <(PostCommentId left, PostCommentId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(PostCommentId left, PostCommentId right) => left.Value.CompareTo(right.Value) > 0;
}
