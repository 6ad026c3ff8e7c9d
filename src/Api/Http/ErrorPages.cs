using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace SocialInnovation.Api.Http;

/// <summary>The pages behind a problem's <c>type</c>: HTML for people, JSON for programs.</summary>
internal static class ErrorPages
{
    public static void MapErrorPages(this IEndpointRouteBuilder app) =>
        app.MapGet("/errors/{code}", Show).AllowAnonymous().ExcludeFromDescription();

    private static IResult Show(string code, HttpContext http, ErrorCatalogue catalogue)
    {
        if (catalogue.Find(code) is not { } error)
        {
            return Results.NotFound();
        }

        var language = Language.Negotiate(http);
        http.Response.Headers.ContentLanguage = language == Language.French ? "fr, en" : "en, fr";
        Vary.By(http.Response, HeaderNames.Accept);
        return http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Page(Encoding.UTF8.GetBytes(Html(error, language)), "text/html; charset=utf-8")
            : Page(JsonSerializer.SerializeToUtf8Bytes(error, Json.Options), "application/json; charset=utf-8");
    }

    private static PublicReply Page(byte[] content, string mediaType) =>
        new(content, mediaType) { MaxAge = TimeSpan.FromHours(1), LastModified = PublicReply.BuiltAt };

    // Both languages in one page, the asked one first.
    private static string Html(CataloguedError error, string language)
    {
        var english = Section(Language.English, error.English, "What to do");
        var french = Section(Language.French, error.French, "Que faire");
        return $"""
            <!doctype html>
            <html lang="{language}"><head><meta charset="utf-8"><title>{Encode(error.Code)}</title></head><body><main>
            <h1>{Encode(error.Code)} <small>{error.Status}</small></h1>
            {(language == Language.French ? french + english : english + french)}
            </main></body></html>
            """;
    }

    private static string Section(string language, ErrorText text, string remedy) =>
        $"<section lang=\"{language}\"><h2>{Encode(text.Title)}</h2><p>{Encode(text.Detail)}</p><h3>{remedy}</h3><p>{Encode(text.Remedy)}</p></section>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
