using System.Text;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>What all routes of public pages and feeds have in common. Whoever asks is nobody here, whatever it sends.</summary>
internal static class PublicPages
{
    public const string Html = "text/html; charset=utf-8";

    public const string Atom = AtomXml.MediaType + "; charset=utf-8";

    public static RouteGroupBuilder MapPublicPages(this IEndpointRouteBuilder app) =>
        app.MapGroup("").AllowAnonymous().ExcludeFromDescription().AddEndpointFilter(SetNowAsync);

    /// <summary>The language of an answer: who names one in the address gets it; else the headers say.</summary>
    public static PostLanguage WantedLanguage(this HttpContext http)
    {
        var negotiated = Language.Negotiate(http);
        var named = Naming.Parse<PostLanguage>(http.Request.Query["language"].FirstOrDefault());
        var language = named ?? (negotiated == Language.French ? PostLanguage.Fr : PostLanguage.En);
        http.Speaks(language);
        return language;
    }

    public static void Speaks(this HttpContext http, PostLanguage language) =>
        http.Response.Headers.ContentLanguage = BlogTexts.In(language).Language;

    /// <summary>Whether a part of an address can be a name at all.</summary>
    public static bool IsName(string slug) => slug.Length <= PostSlug.MaxLength && !slug.Contains('\0', StringComparison.Ordinal);

    public static IResult Missing(byte[] page) => Results.Content(Encoding.UTF8.GetString(page), Html, null, StatusCodes.Status404NotFound);

    private static async ValueTask<object?> SetNowAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        var time = http.RequestServices.GetRequiredService<IBusinessTime>();
        var context = http.RequestServices.GetRequiredService<RequestContext>();
        context.Now = await time.AtAsync(ReceivedAt.Of(http), http.RequestAborted);
        return await next(invocation);
    }
}
