using Microsoft.Net.Http.Headers;

namespace SocialInnovation.Api.Http;

/// <summary>The language of an answer: French when the caller prefers it to English, else English. Nobody is refused for a third one.</summary>
internal static class Language
{
    public const string English = "en";

    public const string French = "fr";

    /// <summary>Settles the language, and says in the answer's headers that it was asked for.</summary>
    public static string Negotiate(HttpContext http)
    {
        var language = Of(http.Request);
        http.Response.Headers.ContentLanguage = language;
        Vary.By(http.Response, HeaderNames.AcceptLanguage);
        return language;
    }

    public static string Of(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage;
        return Quality(wanted, French) > Quality(wanted, English) ? French : English;
    }

    // A range that names the language goes before "*"; one that is excluded stands behind one that is not named.
    private static double Quality(IList<StringWithQualityHeaderValue> wanted, string language)
    {
        var named = wanted
            .Where(x => x.Value.AsSpan().StartsWith(language, StringComparison.OrdinalIgnoreCase) && IsWhole(x, language))
            .ToList();
        var ranges = named.Count > 0 ? named : [.. wanted.Where(x => x.Value == "*")];
        return ranges.Count == 0 ? 0
            : ranges.Max(x => x.Quality ?? 1) is > 0 and var quality ? quality
            : -1;
    }

    private static bool IsWhole(StringWithQualityHeaderValue range, string language) =>
        range.Value.Length == language.Length || range.Value.AsSpan()[language.Length] == '-';
}
