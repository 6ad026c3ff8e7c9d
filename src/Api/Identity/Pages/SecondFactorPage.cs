using Microsoft.AspNetCore.Mvc;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>The one-time code of whoever has shown the password.</summary>
public sealed class SecondFactorPage(IServiceProvider services) : AccountPage
{
    private const int LongestCode = 10;

    public override string TitleKey => "second-factor.title";

    public async Task<IActionResult> OnGetAsync() =>
        await BrowserSignIn.PendingAsync(HttpContext) is null ? Redirect(Link("sign-in")) : Page();

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancellationToken)
    {
        if (await BrowserSignIn.PendingAsync(HttpContext) is not { } user)
        {
            return Redirect(Link("sign-in"));
        }

        if (
            code is not { Length: > 0 and <= LongestCode }
            || !await services.GetRequiredService<IAccounts>().CheckCodeAsync(user, code, cancellationToken)
        )
        {
            Wrong = "second-factor.wrong";
            return Page();
        }

        await services.GetRequiredService<BrowserSignIn>().CompleteAsync(HttpContext, user, hasSecondFactor: true);
        return Redirect(LocalReturnUrl);
    }
}
