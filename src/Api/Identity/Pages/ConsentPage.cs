using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api.Identity.Pages;

/// <summary>Asks a person whether another's program may act in its name.</summary>
public sealed class ConsentPage(IServiceProvider services) : AccountPage
{
    public override string TitleKey => "consent.title";

    public string? ClientName { get; private set; }

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    private IOpenIddictApplicationManager Clients => services.GetRequiredService<IOpenIddictApplicationManager>();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken) is null ? Redirect(LocalReturnUrl) : Page();

    public async Task<IActionResult> OnPostAsync(string? answer, CancellationToken cancellationToken)
    {
        var browser = await HttpContext.AuthenticateAsync(BrowserSignIn.Scheme);
        if (await ReadAsync(cancellationToken) is not { } client || BrowserSignIn.UserOf(browser.Principal) is not { } user)
        {
            return Redirect(LocalReturnUrl);
        }

        if (answer != "allow")
        {
            return Redirect(QueryHelpers.AddQueryString(LocalReturnUrl, ConnectEndpoints.RefusedParameter, "true"));
        }

        await services.GetRequiredService<ISignInSessions>().ConsentAsync(user, client, Scopes, cancellationToken);
        return Redirect(LocalReturnUrl);
    }

    public string Describe(string scope) =>
        scope.Split('.') is [var module, var verb] ? $"{module}: {Text($"scope.{verb}")}" : Text($"scope.{scope}");

    // What is asked stands in the address to which the person goes back, and is judged there again.
    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var asked = QueryHelpers.ParseQuery(LocalReturnUrl.Split('?', 2).ElementAtOrDefault(1));
        if (
            asked[OpenIddictConstants.Parameters.ClientId].ToString() is not { Length: > 0 } id
            || await Clients.FindByClientIdAsync(id, cancellationToken) is not { } client
        )
        {
            return null;
        }

        ClientName = await Clients.GetDisplayNameAsync(client, cancellationToken) ?? id;
        Scopes =
        [
            .. asked[OpenIddictConstants.Parameters.Scope].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Intersect(Known),
        ];
        return id;
    }

    private static IEnumerable<string> Known =>
        Application.Common.Access.Scopes.All.Concat([
            OpenIddictConstants.Scopes.OpenId,
            OpenIddictConstants.Scopes.Profile,
            OpenIddictConstants.Scopes.Email,
            OpenIddictConstants.Scopes.OfflineAccess,
        ]);
}
