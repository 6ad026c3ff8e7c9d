using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Identity;

/// <summary>A person's way through the pages: the password, the second factor where it must be, the session.</summary>
internal sealed class BrowserSignIn(ISignInSessions sessions, IConfiguration configuration)
{
    /// <summary>The cookie of whoever is signed in.</summary>
    public const string Scheme = "browser";

    /// <summary>The cookie of whoever has shown the password and not yet the second factor.</summary>
    public const string PendingScheme = "browser-pending";

    private const string SessionClaim = "sid";

    public static UserId? UserOf(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue("sub"), out var id) ? new UserId(id) : null;

    public static Guid? SessionOf(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(SessionClaim), out var id) ? id : null;

    /// <summary>After the password, or another provider's word: where the person goes next.</summary>
    public async Task<string> ContinueAsync(HttpContext http, SignedInUser user, string returnUrl)
    {
        var isDue = user.HasSecondFactor || (IsRequired(user) && !ProviderSetup.IsSecondFactorLifted(configuration));
        if (!isDue)
        {
            await CompleteAsync(http, user.Id, hasSecondFactor: false);
            return returnUrl;
        }

        await http.SignInAsync(PendingScheme, Principal(PendingScheme, user.Id));
        var page = user.HasSecondFactor ? "second-factor" : "second-factor-setup";
        return $"/account/{page}?returnUrl={Uri.EscapeDataString(returnUrl)}";
    }

    /// <summary>Begins the session.</summary>
    public async Task CompleteAsync(HttpContext http, UserId user, bool hasSecondFactor)
    {
        var session = await sessions.BeginAsync(
            user,
            http.Connection.RemoteIpAddress?.ToString(),
            http.Request.Headers.UserAgent.ToString(),
            hasSecondFactor,
            http.RequestAborted
        );
        await http.SignOutAsync(PendingScheme);
        await http.SignInAsync(Scheme, Principal(Scheme, user, new Claim(SessionClaim, session.ToString())));
    }

    /// <summary>Who has shown the password in this browser and not yet the second factor.</summary>
    public static async Task<UserId?> PendingAsync(HttpContext http) => UserOf((await http.AuthenticateAsync(PendingScheme)).Principal);

    private static bool IsRequired(SignedInUser user) => SecondFactor.IsRequiredOf(user.Roles);

    private static ClaimsPrincipal Principal(string scheme, UserId user, params Claim[] claims) =>
        new(new ClaimsIdentity([new Claim("sub", user.Value.ToString()), .. claims], scheme));
}
