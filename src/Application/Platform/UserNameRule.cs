using FluentValidation;

namespace SocialInnovation.Application.Platform;

internal static class UserNameRule
{
    /// <summary>A login that is looked for: not empty, bounded.</summary>
    public static IRuleBuilderOptions<T, string> IsUserName<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(PlatformLimits.UserName);
}
