using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Identifies a ban from commenting.</summary>
public readonly record struct CommentBanId(Guid Value) : IEntityId<CommentBanId>
{
    public static CommentBanId From(Guid value) => new(value);

    public static bool operator <(CommentBanId left, CommentBanId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(CommentBanId left, CommentBanId right) => left.Value.CompareTo(right.Value) > 0;
}
