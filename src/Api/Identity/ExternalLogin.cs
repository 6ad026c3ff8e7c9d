using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace SocialInnovation.Api.Identity;

/// <summary>Another provider, such as ProConnect, by which persons sign in at the embedded one: its tokens are for the sign-in and not for the API.</summary>
internal static class ExternalLogin
{
    public const string Scheme = "external-login";

    public const string CookieScheme = "external-login-cookie";

    private const string Section = "Identity:ExternalLogin";

    private static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    public static string? NameOf(IConfiguration configuration) =>
        configuration[$"{Section}:Authority"] is { } authority ? configuration[$"{Section}:Name"] ?? authority : null;

    public static void AddExternalLogin(this AuthenticationBuilder authentication, IConfiguration configuration, bool isDevelopment)
    {
        if (NameOf(configuration) is null)
        {
            return;
        }

        authentication
            .AddCookie(
                CookieScheme,
                options =>
                {
                    options.Cookie.Name = "si-external";
                    options.Cookie.SameSite = SameSiteMode.Lax;
                    options.ExpireTimeSpan = Lives;
                    options.SlidingExpiration = false;
                }
            )
            .AddOpenIdConnect(
                Scheme,
                options =>
                {
                    options.Authority = configuration[$"{Section}:Authority"];
                    options.ClientId = configuration[$"{Section}:ClientId"];
                    options.ClientSecret = configuration[$"{Section}:ClientSecret"];
                    options.RequireHttpsMetadata = !isDevelopment;
                    options.CallbackPath = "/account/external-callback";
                    options.ResponseType = OpenIdConnectResponseType.Code;
                    options.ResponseMode = OpenIdConnectResponseMode.Query;
                    options.UsePkce = true;
                    options.MapInboundClaims = false;
                    options.SaveTokens = false;
                    options.SignInScheme = CookieScheme;
                    options.Scope.Clear();
                    options.Scope.Add("openid");
                    options.NonceCookie.SameSite = options.CorrelationCookie.SameSite = SameSiteMode.Lax;
                    options.NonceCookie.SecurePolicy = options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.Events.OnRemoteFailure = context =>
                    {
                        context.Response.Redirect("/account/sign-in?problem=external-failed");
                        context.HandleResponse();
                        return Task.CompletedTask;
                    };
                }
            );
    }

    /// <summary>Who came back from the other provider in this browser; null when nobody did.</summary>
    public static async Task<(string Provider, string Key)?> OfAsync(HttpContext http)
    {
        var configuration = http.RequestServices.GetRequiredService<IConfiguration>();
        return
            NameOf(configuration) is not null
            && (await http.AuthenticateAsync(CookieScheme)).Principal?.FindFirstValue("sub") is { } subject
            ? (configuration[$"{Section}:Authority"]!, subject)
            : null;
    }
}
