using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>All ways in which collections refuse a request, besides those that they share with posts.</summary>
public static class CollectionErrors
{
    public static Error NotFound => Error.NotFound("blog.collection-not-found");

    /// <summary>What is public shows something.</summary>
    public static Error Empty => Error.Conflict("blog.collection-empty");

    public static Error AlreadyPublished => Error.Conflict("blog.collection-already-published");

    public static Error NotPublished => Error.Conflict("blog.collection-not-published");

    public static Error Withdrawn => Error.Conflict("blog.collection-withdrawn");

    public static Error ItemTwice(int index) => Error.Rule("blog.item-twice").At($"#/items/{index}");

    /// <summary>There is no such post, or no such innovation that is public.</summary>
    public static Error UnknownItem(int index) => Error.Rule("blog.unknown-item").At($"#/items/{index}/id");
}
