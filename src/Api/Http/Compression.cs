using Microsoft.Net.Http.Headers;

namespace SocialInnovation.Api.Http;

/// <summary>
/// Compresses what everybody may read, and nothing else. A compressed answer tells by its length whether a text that an attacker chose
/// also stands in its secret part (BREACH): what needs no token holds no secret; what a signed-in caller reads, and the answer to a POST,
/// may hold one and go out as they are. So it is safe with HTTPS too.
/// </summary>
internal static class Compression
{
    public static void AddPublicCompression(this IServiceCollection services) =>
        services.AddResponseCompression(options => options.EnableForHttps = true);

    public static void UsePublicCompression(this IApplicationBuilder app) =>
        app.UseWhen(
            http => HttpMethods.IsGet(http.Request.Method) && !http.Request.Headers.ContainsKey(HeaderNames.Authorization),
            branch => branch.UseResponseCompression()
        );
}
