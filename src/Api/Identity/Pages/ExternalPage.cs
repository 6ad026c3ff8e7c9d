using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Where the other provider sends a person back: signed in, or asked once to show which account is its own.</summary>
public sealed class ExternalPage(IServiceProvider services) : AccountPage
{
    public override string TitleKey => "sign-in.title";

    private IAccounts Accounts => services.GetRequiredService<IAccounts>();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await ExternalLogin.OfAsync(HttpContext) is not { } login)
        {
            return Redirect($"{Link("sign-in")}&problem=external-failed");
        }

        return
            await Accounts.FindByExternalLoginAsync(login.Provider, login.Key, cancellationToken) is { } id
            && await Accounts.FindAsync(id, cancellationToken) is { } user
            ? await ContinueAsync(user)
            : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? login, string? password, CancellationToken cancellationToken)
    {
        if (await ExternalLogin.OfAsync(HttpContext) is not { } external)
        {
            return Redirect($"{Link("sign-in")}&problem=external-failed");
        }

        var verdict = await Accounts.CheckPasswordAsync(login ?? "", password ?? "", cancellationToken);
        if (verdict is not { Kind: SignInVerdictKind.Right, User: { } user })
        {
            Wrong = "sign-in.wrong";
            return Page();
        }

        await Accounts.LinkExternalLoginAsync(user.Id, external.Provider, external.Key, cancellationToken);
        return await ContinueAsync(user);
    }

    private async Task<IActionResult> ContinueAsync(SignedInUser user)
    {
        await HttpContext.SignOutAsync(ExternalLogin.CookieScheme);
        return Redirect(await services.GetRequiredService<BrowserSignIn>().ContinueAsync(HttpContext, user, LocalReturnUrl));
    }
}
