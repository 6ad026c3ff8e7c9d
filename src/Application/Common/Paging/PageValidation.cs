using FluentValidation;

namespace SocialInnovation.Application.Common.Paging;

internal static class PageValidation
{
    /// <summary>Bounds of every list's <c>limit</c> and <c>cursor</c>.</summary>
    public static void IsPaged<TQuery>(this AbstractValidator<TQuery> validator)
        where TQuery : IPagedQuery
    {
        validator.RuleFor(x => x.Page.Limit).InclusiveBetween(1, PageRequest.MaxLimit);
        validator.RuleFor(x => x.Page.Cursor).MaximumLength(500);
    }
}
