using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Name and password.</summary>
public sealed class SignInPage(IServiceProvider services) : AccountPage
{
    private const int LongestTyped = 4 * PlatformLimits.LongestPassword;

    public override string TitleKey => "sign-in.title";

    public string? Login { get; private set; }

    /// <summary>Name of the other provider with which persons can sign in; null when there is none.</summary>
    public string? External => ExternalLogin.NameOf(services.GetRequiredService<IConfiguration>());

    public void OnGet(string? problem) => Wrong = problem is "external-failed" or "external-unknown" ? $"sign-in.{problem}" : null;

    public async Task<IActionResult> OnPostAsync(string? login, string? password, CancellationToken cancellationToken)
    {
        Login = login;
        if (login is not { Length: > 0 and <= Limits.Email } || password is not { Length: > 0 and <= LongestTyped })
        {
            Wrong = "sign-in.wrong";
            return Page();
        }

        var verdict = await services.GetRequiredService<IAccounts>().CheckPasswordAsync(login, password, cancellationToken);
        if (verdict.Kind != SignInVerdictKind.Right)
        {
            Wrong = verdict.Kind == SignInVerdictKind.Unconfirmed ? "sign-in.unconfirmed" : "sign-in.wrong";
            return Page();
        }

        return Redirect(await services.GetRequiredService<BrowserSignIn>().ContinueAsync(HttpContext, verdict.User!, LocalReturnUrl));
    }

    public IActionResult OnPostExternal() =>
        External is null
            ? NotFound()
            : Challenge(
                new AuthenticationProperties { RedirectUri = $"/account/external?returnUrl={Uri.EscapeDataString(LocalReturnUrl)}" },
                ExternalLogin.Scheme
            );
}
