using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.AuthenticateApiKey;

namespace SocialInnovation.Api.Security;

/// <summary>
/// Lets machines in that come with an API key, <c>Authorization: Bearer sik_…</c>. The checksum is looked at first, so that a typing mistake
/// asks the database nothing; whatever else is wrong, the answer and the work are the same. The key itself is told nobody, the log included.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IDispatcher dispatcher
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "api-key";

    private const string Bearer = "Bearer ";

    /// <summary>Whether a request comes with a key, good or bad, rather than with a token.</summary>
    public static bool IsMeant(HttpRequest request) => KeyOf(request) is not null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeyOf(Request) is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        if (ApiKeyText.Read(text) is not { } secret)
        {
            return AuthenticateResult.Fail("no key");
        }

        var query = new AuthenticateApiKey(secret.Hash, Context.Connection.RemoteIpAddress);
        var caller = await dispatcher.SendAsync(query, Context.RequestAborted);
        if (caller.IsFailure)
        {
            return AuthenticateResult.Fail("no valid key");
        }

        var (user, roles, scopes) = (caller.Value.Id, caller.Value.Roles, caller.Value.Scopes);
        var identity = new ClaimsIdentity(
            [
                new Claim(Callers.SubjectClaim, user.Value.ToString()),
                .. roles.Select(x => new Claim(Callers.RolesClaim, Naming.Word(x))),
                new Claim(Callers.ScopeClaim, string.Join(' ', scopes ?? new HashSet<string>())),
            ],
            Scheme.Name,
            Callers.SubjectClaim,
            Callers.RolesClaim
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
        return Task.CompletedTask;
    }

    private static string? KeyOf(HttpRequest request) =>
        request.Headers.Authorization is { Count: 1 } sent
        && sent[0] is { } value
        && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && value[Bearer.Length..].Trim() is var text
        && text.StartsWith(ApiKeyText.Mark, StringComparison.Ordinal)
            ? text
            : null;
}

/// <summary>Chooses between keys and what callers come with otherwise.</summary>
internal static class ApiKeyAuthenticationSetup
{
    /// <summary>The scheme that chooses; meant as the default one.</summary>
    public const string Chooser = "caller";

    /// <param name="authentication">Where to.</param>
    /// <param name="otherwise">The scheme of whoever does not come with a key.</param>
    public static AuthenticationBuilder AddApiKeys(this AuthenticationBuilder authentication, string otherwise) =>
        authentication
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddPolicyScheme(
                Chooser,
                null,
                options =>
                    options.ForwardDefaultSelector = http =>
                        ApiKeyAuthentication.IsMeant(http.Request) ? ApiKeyAuthentication.SchemeName : otherwise
            );
}
