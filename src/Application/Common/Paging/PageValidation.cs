using System.Linq.Expressions;
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

    /// <summary>The same of a list whose cursor is how many come before, such as a ranking's.</summary>
    public static void IsPagedBy<TQuery>(
        this AbstractValidator<TQuery> validator,
        Expression<Func<TQuery, int?>> limit,
        Expression<Func<TQuery, int?>> after
    )
    {
        validator.RuleFor(limit).InclusiveBetween(1, PageRequest.MaxLimit);
        validator.RuleFor(after).GreaterThanOrEqualTo(0).OverridePropertyName("cursor");
    }
}
