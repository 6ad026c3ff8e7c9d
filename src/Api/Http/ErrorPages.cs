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

    private static IResult Show(string code, HttpContext http, ErrorCatalogue catalogue, ErrorSources sources)
    {
        if (catalogue.Find(code) is not { } error)
        {
            return Results.NotFound();
        }

        var language = Language.Negotiate(http);
        http.Response.Headers.ContentLanguage = language == Language.French ? "fr, en" : "en, fr";
        Vary.By(http.Response, HeaderNames.Accept);
        var operations = sources.Of(error);
        return http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? Page(Encoding.UTF8.GetBytes(Html(error, operations, language)), "text/html; charset=utf-8")
            : Page(JsonSerializer.SerializeToUtf8Bytes(ErrorPage.Of(error, operations), Json.Options), "application/json; charset=utf-8");
    }

    private static PublicReply Page(byte[] content, string mediaType) =>
        new(content, mediaType) { MaxAge = TimeSpan.FromHours(1), LastModified = PublicReply.BuiltAt };

    // Both languages in one page, the asked one first.
    private static string Html(CataloguedError error, IReadOnlyList<ErrorSource> operations, string language)
    {
        var english = Section(Language.English, error.English, "What to do", "Where it can come from", operations);
        var french = Section(Language.French, error.French, "Que faire", "D'où elle peut venir", operations);
        return $"""
            <!doctype html>
            <html lang="{language}"><head><meta charset="utf-8"><title>{Encode(error.Code)}</title></head><body><main>
            <h1>{Encode(error.Code)} <small>{error.Status}</small></h1>
            {(language == Language.French ? french + english : english + french)}
            </main></body></html>
            """;
    }

    private static string Section(string language, ErrorText text, string remedy, string origin, IReadOnlyList<ErrorSource> operations) =>
        $"<section lang=\"{language}\"><h2>{Encode(text.Title)}</h2><p>{Encode(text.Detail)}</p><h3>{remedy}</h3><p>{Encode(text.Remedy)}</p>"
        + $"<h3>{origin}</h3>{Origin(language, operations)}</section>";

    private static string Origin(string language, IReadOnlyList<ErrorSource> operations) =>
        operations.Count == 0
            ? language == Language.French
                ? "<p>De l'adresse elle-même, avant toute opération.</p>"
                : "<p>From the address itself, before any operation.</p>"
            : $"<ul>{string.Concat(operations.Select(x => $"<li><a href=\"/swagger/index.html#/{x.Module}/{x.OperationId}\">{x.Method} {x.Path}</a></li>"))}</ul>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

/// <summary>An error's page for programs.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Status">The HTTP status with which it is sent.</param>
/// <param name="English">Its text in English.</param>
/// <param name="French">Its text in French.</param>
/// <param name="IsFault">True when it only stands among the single faults of another problem.</param>
/// <param name="Operations">The operations that can answer with it.</param>
internal sealed record ErrorPage(
    string Code,
    int Status,
    ErrorText English,
    ErrorText French,
    bool IsFault,
    IReadOnlyList<ErrorSource> Operations
)
{
    public static ErrorPage Of(CataloguedError error, IReadOnlyList<ErrorSource> operations) =>
        new(error.Code, error.Status, error.English, error.French, error.IsFault, operations);
}
