using System.Net;
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

        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Results.Text(Html(error), "text/html; charset=utf-8")
            : Results.Json(error, Json.Options);
    }

    private static string Html(CataloguedError error) =>
        $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{Encode(error.Code)}</title></head><body><main>
            <h1>{Encode(error.Code)} <small>{error.Status}</small></h1>
            {Section("en", error.English, "What to do")}
            {Section("fr", error.French, "Que faire")}
            </main></body></html>
            """;

    private static string Section(string language, ErrorText text, string remedy) =>
        $"<section lang=\"{language}\"><h2>{Encode(text.Title)}</h2><p>{Encode(text.Detail)}</p><h3>{remedy}</h3><p>{Encode(text.Remedy)}</p></section>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
