using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>All ways in which events refuse a request, besides those that they share with posts.</summary>
public static class PublicEventErrors
{
    public static Error NotFound => Error.NotFound("blog.event-not-found");

    /// <summary>An event has hours or whole days, both ends of them, and not both.</summary>
    public static Error TimeUnclear => Error.Rule("blog.event-time-unclear").At("#/time");

    public static Error EndsEarly => Error.Rule("blog.event-ends-early").At("#/time");

    /// <summary>Neither a place nor an address online is given.</summary>
    public static Error Nowhere => Error.Rule("blog.event-nowhere").At("#/place");

    public static Error CoordinatesIncomplete => Error.Rule("blog.coordinates-incomplete").At("#/place");

    public static Error AlreadyPublished => Error.Conflict("blog.event-already-published");

    public static Error NotPublished => Error.Conflict("blog.event-not-published");

    public static Error Cancelled => Error.Conflict("blog.event-cancelled");
}
