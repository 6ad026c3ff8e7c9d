using System.Globalization;

namespace SocialInnovation.Application.Common.Paging;

internal static class ComputedPages
{
    /// <summary>A page of a list that is computed whole; the cursor is how many come before.</summary>
    public static Page<TModel> Of<T, TModel>(IReadOnlyList<T> all, int? limit, int? after, Func<T, TModel> toModel)
    {
        var (size, first) = (limit ?? PageRequest.DefaultLimit, after ?? 0);
        return new Page<TModel>(
            [.. all.Skip(first).Take(size).Select(toModel)],
            all.Count - first > size ? (first + size).ToString(CultureInfo.InvariantCulture) : null
        );
    }
}
