namespace SocialInnovation.Application.Common.Paging;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">The item.</typeparam>
/// <param name="Items">The page's items, in the list's order.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> to get the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Limit">Number of items, 1 to 100; 20 when not given.</param>
/// <param name="Cursor">Where the page begins: the former page's <c>nextCursor</c>.</param>
public sealed record PageRequest(int? Limit, string? Cursor)
{
    public const int DefaultLimit = 20;

    public const int MaxLimit = 100;

    public int Size => Limit ?? DefaultLimit;
}

/// <summary>A query for a page of a list.</summary>
public interface IPagedQuery
{
    PageRequest Page { get; }
}
