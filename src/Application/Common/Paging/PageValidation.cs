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

    /// <summary>The text is a word of the enum as it is spelt on the wire.</summary>
    public static IRuleBuilderOptions<T, string?> IsWordOf<T, TEnum>(this IRuleBuilder<T, string?> rule)
        where TEnum : struct, Enum => rule.Must(x => x is null || Naming.Parse<TEnum>(x) is not null);
}
