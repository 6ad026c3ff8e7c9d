using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Where a person lets a script on a device without a browser act in its name.</summary>
public sealed class DevicePage(IServiceProvider services) : AccountPage
{
    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public override string TitleKey => "device.title";

    public string? ClientName { get; private set; }

    public string? UserCode { get; private set; }

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? outcome, CancellationToken cancellationToken)
    {
        if (outcome is "done" or "refused")
        {
            Done = $"device.{outcome}";
            return Page();
        }

        if (await BrowserAsync() is null)
        {
            var address = $"/connect/verify{Request.QueryString}";
            return Challenge(new AuthenticationProperties { RedirectUri = address }, BrowserSignIn.Scheme);
        }

        if (HttpContext.GetOpenIddictServerRequest()?.UserCode is { Length: > 0 })
        {
            await ReadAsync(cancellationToken);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? answer, CancellationToken cancellationToken)
    {
        if (
            await BrowserAsync() is not { } browser
            || BrowserSignIn.UserOf(browser) is not { } user
            || await ReadAsync(cancellationToken) is not { } asked
        )
        {
            return Page();
        }

        if (answer != "allow")
        {
            return Forbid(new AuthenticationProperties { RedirectUri = "/connect/verify?outcome=refused" }, Server);
        }

        var contents = services.GetRequiredService<TokenContents>();
        return await contents.OfAsync(user, asked.GetScopes(), cancellationToken) is { } principal
            ? SignIn(principal, new AuthenticationProperties { RedirectUri = "/connect/verify?outcome=done" }, Server)
            : Forbid(new AuthenticationProperties { RedirectUri = "/connect/verify?outcome=refused" }, Server);
    }

    private async Task<ClaimsPrincipal?> BrowserAsync() => (await HttpContext.AuthenticateAsync(BrowserSignIn.Scheme)).Principal;

    private async Task<ClaimsPrincipal?> ReadAsync(CancellationToken cancellationToken)
    {
        var device = await HttpContext.AuthenticateAsync(Server);
        if (device is not { Succeeded: true } || device.Principal.GetClaim(OpenIddictConstants.Claims.ClientId) is not { } id)
        {
            Wrong = "device.wrong";
            return null;
        }

        var clients = services.GetRequiredService<IOpenIddictApplicationManager>();
        var client = await clients.FindByClientIdAsync(id, cancellationToken);
        ClientName = client is null ? id : await clients.GetDisplayNameAsync(client, cancellationToken) ?? id;
        UserCode = HttpContext.GetOpenIddictServerRequest()!.UserCode;
        Scopes = device.Principal.GetScopes();
        return device.Principal;
    }
}
