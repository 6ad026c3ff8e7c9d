using Microsoft.AspNetCore.Authentication;
using SocialInnovation.Api.Edge;
using SocialInnovation.Infrastructure.Identity;

namespace SocialInnovation.Api.Security;

/// <summary>Finds out who calls, and how often. The identity provider looks at its own addresses only, and costs the requests of the API nothing.</summary>
internal static class CallerAuthentication
{
    // By this the host knows that authentication has its place, and puts none before everything else.
    private const string AuthenticationIsPlaced = "__AuthenticationMiddlewareSet";

    private static readonly PathString[] Provider = ["/connect", "/account", "/.well-known"];

    public static void UseCallerAuthentication(this WebApplication app)
    {
        ((IApplicationBuilder)app).Properties[AuthenticationIsPlaced] = true;
        if (Authentication.IsEmbedded(app.Configuration))
        {
            app.UseWhen(IsForProvider, UseProvider);
        }

        app.UseWhen(
            http => !IsForProvider(http),
            callers =>
            {
                if (Authentication.IsIntrospected(app.Configuration))
                {
                    // What asks at the provider wants to see each request first.
                    callers.UseAuthentication();
                }

                callers.Use(AuthenticateAsync);
                callers.UseMiddleware<RateLimits>();
            }
        );
    }

    public static bool IsForProvider(HttpContext http) => Provider.Any(x => http.Request.Path.StartsWithSegments(x));

    // Nobody is known there yet, and OpenIddict answers much of it itself: the address is counted first.
    private static void UseProvider(IApplicationBuilder provider)
    {
        provider.UseMiddleware<RateLimits>();
        provider.Use(
            async (http, next) =>
            {
                await http.RequestServices.GetRequiredService<KeyRing>().GetAsync(http.RequestAborted);
                await next(http);
            }
        );
        provider.UseAuthentication();
    }

    private static async Task AuthenticateAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.Authorization.Count > 0)
        {
            var result = await http.AuthenticateAsync();
            if (result.Principal is { } caller)
            {
                if (!ApiKeyAuthentication.IsMeant(http.Request) && http.RequestServices.GetService<ExternalCallers>() is { } external)
                {
                    caller = await external.TranslateAsync(caller, http.RequestAborted);
                }

                // Another provider's word may be true and the person nobody here.
                if (caller.Identity is not null)
                {
                    http.User = caller;
                    http.Features.Set<IAuthenticateResultFeature>(new AuthenticateResultFeature(result));
                }
            }
        }

        await next(http);
    }

    private sealed class AuthenticateResultFeature(AuthenticateResult result) : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; } = result;
    }
}
