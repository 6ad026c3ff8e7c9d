using SocialInnovation.Api.Blog;

namespace SocialInnovation.Api.Edge;

/// <summary>What each answer tells a browser not to do with it.</summary>
internal static class SecurityHeaders
{
    /// <summary>Answers are data and error pages: nothing in them is ever to be loaded, run or framed.</summary>
    private const string Data = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // Swagger UI sets styles on its elements.
    private const string Pages =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // A post's pictures stand here or on any host with HTTPS; a block of JSON-LD is data, not a script.
    private const string Blog =
        "default-src 'none'; style-src 'self'; img-src 'self' https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // What other sites show in a frame: it has neither a form nor a button, so that a click on it that was led astray does nothing.
    private const string Embedded = "default-src 'none'; style-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'";

    private static readonly PathString[] PublicPages = ["/blog", "/collections", "/innovations", "/public-events"];

    // A picture is shown by pages of other origins, and is nothing but a picture when it is opened by itself.
    private const string Pictures = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // A form's answer leads on to the program that asked for the sign-in, wherever that is: form-action would stop the way there.
    private const string Forms = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                // At the last moment, as the handler of exceptions begins its answer anew.
                http.Response.OnStarting(Set, http);
                return next(http);
            }
        );

    private static Task Set(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        var isFramed = http.GetEndpoint()?.Metadata.GetMetadata<FramedAnywhere>() is not null;
        headers.ContentSecurityPolicy = isFramed ? Embedded : PolicyOf(http.Request.Path);
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = isFramed || IsPicture(http.Request.Path) ? "cross-origin" : "same-origin";
        return Task.CompletedTask;
    }

    private static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/swagger") ? Pages
        : path.StartsWithSegments("/account") || path.StartsWithSegments("/connect") ? Forms
        : PublicPages.Any(x => path.StartsWithSegments(x)) ? Blog
        : IsPicture(path) ? Pictures
        : Data;

    private static bool IsPicture(PathString path) => path.StartsWithSegments("/api/v1/pictures");
}
