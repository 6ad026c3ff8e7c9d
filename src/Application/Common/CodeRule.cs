using FluentValidation;

namespace SocialInnovation.Application.Common;

internal static class CodeRule
{
    /// <summary>A code: kebab case, bounded.</summary>
    public static IRuleBuilderOptions<T, string> IsCode<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(Limits.Code).Matches(Limits.CodePattern);
}
