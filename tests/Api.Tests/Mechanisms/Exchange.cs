using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>One answer with its headers exactly as they were sent, and its body as it was sent.</summary>
internal sealed record Exchange(int Status, SortedDictionary<string, string> Headers, byte[] Content)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);

    public static async Task<Exchange> SendAsync(HttpClient http, string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var cancellation = TestContext.Current.CancellationToken;
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        // Before the body is read: a read body has a length, whether or not it was told. When it was sent and what was left then is its own.
        var sent = response
            .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Where(x => x.Key is not ("Date" or "RateLimit"))
            .ToDictionary(x => x.Key, x => string.Join(", ", x.Value));
        return new Exchange(
            (int)response.StatusCode,
            new SortedDictionary<string, string>(sent, StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsByteArrayAsync(cancellation)
        );
    }

    public static Task<Exchange> SendAsync(ApiClient caller, string method, string path, params (string Name, string Value)[] headers) =>
        SendAsync(caller.Http, method, path, headers);

    /// <summary>The names in a header that is a list.</summary>
    public IEnumerable<string> List(string header) =>
        (this[header] ?? "").Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);
}
