using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Identity;

/// <summary>The endpoints of OpenID Connect whose answer depends on who is there; OpenIddict judges every request before, and answers the others.</summary>
internal static class ConnectEndpoints
{
    /// <summary>The property of a client that names the user as which it acts.</summary>
    public const string UserProperty = "user";

    /// <summary>With it a person comes back who does not consent.</summary>
    public const string RefusedParameter = "consent_refused";

    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapConnect(this WebApplication app)
    {
        var connect = app.MapGroup("/connect").AllowAnonymous().ExcludeFromDescription();
        connect.MapMethods("/authorize", ["GET", "POST"], AuthorizeAsync);
        connect.MapPost("/token", ExchangeAsync);
        connect.MapMethods("/logout", ["GET", "POST"], EndSessionAsync);
        connect.MapMethods("/userinfo", ["GET", "POST"], TellAsync);
    }

    private static async Task<IResult> AuthorizeAsync(
        HttpContext http,
        TokenContents contents,
        ISignInSessions sessions,
        IOpenIddictAuthorizationManager authorizations,
        IOpenIddictApplicationManager clients,
        CancellationToken ct
    )
    {
        var request = http.GetOpenIddictServerRequest()!;
        var browser = await http.AuthenticateAsync(BrowserSignIn.Scheme);
        if (BrowserSignIn.UserOf(browser.Principal) is not { } user || IsTooOld(request, browser))
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.LoginRequired, "Nobody is signed in.")
                : Results.Challenge(new AuthenticationProperties { RedirectUri = AddressWithoutPrompt(http) }, [BrowserSignIn.Scheme]);
        }

        if (request.HasParameter(RefusedParameter))
        {
            return Refuse(Errors.AccessDenied, "The person has refused.");
        }

        var client = (await clients.FindByClientIdAsync(request.ClientId!, ct))!;
        if (!await sessions.HasConsentedAsync(user, request.ClientId!, request.GetScopes(), ct))
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.ConsentRequired, "The person has not consented.")
                : Results.Redirect($"/account/consent?returnUrl={Uri.EscapeDataString(AddressWithoutPrompt(http))}");
        }

        if (await contents.OfAsync(user, request.GetScopes(), ct) is not { } principal)
        {
            return Refuse(Errors.AccessDenied, "The user is gone.");
        }

        // What is given in one session is one family of tokens, and ends with it.
        var authorization = await authorizations.CreateAsync(
            new OpenIddictAuthorizationDescriptor
            {
                ApplicationId = await clients.GetIdAsync(client, ct),
                Principal = principal,
                Status = Statuses.Valid,
                Subject = user.Value.ToString(),
                Type = AuthorizationTypes.AdHoc,
                Properties = { ["session"] = JsonSerializer.SerializeToElement(BrowserSignIn.SessionOf(browser.Principal).ToString()) },
            },
            ct
        );
        principal.SetAuthorizationId(await authorizations.GetIdAsync(authorization, ct));
        return Results.SignIn(principal, authenticationScheme: Server);
    }

    private static async Task<IResult> ExchangeAsync(
        HttpContext http,
        TokenContents contents,
        IOpenIddictApplicationManager clients,
        CancellationToken ct
    )
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            var client = (await clients.FindByClientIdAsync(request.ClientId!, ct))!;
            var machine = await contents.OfAsync(UserOf(await clients.GetPropertiesAsync(client, ct)), request.GetScopes(), ct);
            return machine is null
                ? Refuse(Errors.InvalidGrant, "The client acts as nobody.")
                : Results.SignIn(machine, authenticationScheme: Server);
        }

        // OpenIddict has judged the code or refresh token; what it said of the person is said anew.
        var given = (await http.AuthenticateAsync(Server)).Principal!;
        if (BrowserSignIn.UserOf(given) is not { } user || await contents.OfAsync(user, given.GetScopes(), ct) is not { } principal)
        {
            return Refuse(Errors.InvalidGrant, "The user is gone.");
        }

        principal.SetAuthorizationId(given.GetAuthorizationId());
        return Results.SignIn(principal, authenticationScheme: Server);
    }

    private static async Task<IResult> EndSessionAsync(HttpContext http, ISignInSessions sessions, CancellationToken ct)
    {
        var browser = await http.AuthenticateAsync(BrowserSignIn.Scheme);
        if (BrowserSignIn.UserOf(browser.Principal) is { } user && BrowserSignIn.SessionOf(browser.Principal) is { } session)
        {
            http.FillContext("sign-out");
            await sessions.EndAsync(user, session, ct);
        }

        await http.SignOutAsync(BrowserSignIn.Scheme);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/account/signed-out" }, [Server]);
    }

    private static async Task<IResult> TellAsync(HttpContext http, IAccounts accounts, CancellationToken ct)
    {
        var token = (await http.AuthenticateAsync(Server)).Principal!;
        if (BrowserSignIn.UserOf(token) is not { } id || await accounts.FindAsync(id, ct) is not { } user)
        {
            return Results.Challenge(authenticationSchemes: [Server]);
        }

        var claims = new Dictionary<string, object?> { [Claims.Subject] = id.Value.ToString() };
        if (token.HasScope(Scopes.Profile))
        {
            (claims[Claims.Name], claims[Claims.PreferredUsername]) = (user.DisplayName, user.UserName);
        }

        if (token.HasScope(Scopes.Email) && user.Email is not null)
        {
            (claims[Claims.Email], claims[Claims.EmailVerified]) = (user.Email, true);
        }

        return Results.Json(claims);
    }

    private static bool IsTooOld(OpenIddictRequest request, AuthenticateResult browser) =>
        request.HasPromptValue(PromptValues.Login)
        || (
            request.MaxAge is { } seconds
            && browser.Properties?.IssuedUtc is { } issued
            && TimeProvider.System.GetUtcNow() - issued > TimeSpan.FromSeconds(seconds)
        );

    // Whoever was asked to sign in anew has then done so.
    private static string AddressWithoutPrompt(HttpContext http)
    {
        var parameters = http.Request.HasFormContentType ? http.Request.Form.ToList() : http.Request.Query.ToList();
        return $"{http.Request.PathBase}{http.Request.Path}{QueryString.Create(parameters.Where(x => x.Key is not (Parameters.Prompt or Parameters.MaxAge)))}";
    }

    private static UserId UserOf(ImmutableDictionary<string, JsonElement> properties) =>
        new(properties.TryGetValue(UserProperty, out var user) ? user.GetGuid() : Guid.Empty);

    private static IResult Refuse(string error, string description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                }
            ),
            [Server]
        );
}
