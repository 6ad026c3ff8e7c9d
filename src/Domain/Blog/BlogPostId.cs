using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Identifies a post of the blog.</summary>
public readonly record struct BlogPostId(Guid Value) : IEntityId<BlogPostId>
{
    public static BlogPostId From(Guid value) => new(value);

    public static bool operator <(BlogPostId left, BlogPostId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(BlogPostId left, BlogPostId right) => left.Value.CompareTo(right.Value) > 0;
}
