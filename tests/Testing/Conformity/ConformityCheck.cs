using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SocialInnovation.Api.Http;

namespace SocialInnovation.Testing.Conformity;

/// <summary>
/// Compares every answer of a service under test with what the OpenAPI document says of it: status, media type, body, codes, headers.
/// An answer that is not documented reaches its test as a 599 that says what is wrong.
/// </summary>
public sealed class ConformityCheck : IStartupFilter
{
    private const int Undocumented = 599;

    private static readonly string[] Documented =
    [
        "Allow",
        "Cache-Control",
        "Content-Language",
        "ETag",
        "Idempotency-Replayed",
        "Last-Modified",
        "Link",
        "Location",
        "RateLimit",
        "RateLimit-Policy",
        "Retry-After",
        "Vary",
        "WWW-Authenticate",
    ];

    /// <summary>The codes that the tests of this process have met, and the operation that sent each.</summary>
    public static ConcurrentDictionary<(string Operation, int Status, string Code, bool IsFault), bool> Met { get; } = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(CheckAsync);
            next(app);
        };

    private static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        var sent = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = sent;
        }

        if (WhyUndocumented(http, await PlainAsync(http, kept)) is { } reason)
        {
            http.Response.Clear();
            http.Response.StatusCode = Undocumented;
            http.Response.ContentType = "text/plain";
            await http.Response.WriteAsync($"{http.Request.Method} {http.Request.Path} is not as documented: {reason}");
            return;
        }

        await sent.WriteAsync(kept.ToArray());
    }

    private static async Task<byte[]> PlainAsync(HttpContext http, MemoryStream sent)
    {
        if (sent.Length == 0)
        {
            return [];
        }

        using var plain = new MemoryStream();
        sent.Position = 0;
        await using Stream decoder = http.Response.Headers.ContentEncoding.ToString() switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress, leaveOpen: true),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress, leaveOpen: true),
            _ => new BufferedStream(sent),
        };
        await decoder.CopyToAsync(plain);
        return plain.ToArray();
    }

    private static string? WhyUndocumented(HttpContext http, byte[] content)
    {
        if (HttpMethods.IsOptions(http.Request.Method) || http.Response.StatusCode == StatusCodes.Status499ClientClosedRequest)
        {
            return null;
        }

        // An answer to an exception has lost its endpoint.
        var endpoint = ErrorHandling.EndpointOf(http);
        if (endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName is not { } operation)
        {
            return IsApi(http.Request.Path) ? WhyNoProblem(http, content) : null;
        }

        if (DocumentedApi.Current.Find(operation) is not { } responses)
        {
            return $"the operation {operation} is not in the document";
        }

        var status = http.Response.StatusCode.ToString(CultureInfo.InvariantCulture);
        return !responses.TryGetValue(status, out var response)
            ? $"{operation} has no answer {status}: {Encoding.UTF8.GetString(content)}"
            : WhyNotBody(http, content, response) ?? WhyNotCodes(http, operation, content, response) ?? WhyNotHeaders(http, response);
    }

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/development");

    private static string? WhyNoProblem(HttpContext http, byte[] content)
    {
        if (MediaOf(http) != "application/problem+json")
        {
            return $"an answer {http.Response.StatusCode} of no operation is a problem";
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            return null;
        }

        Note(http, "", content);
        return Faults(DocumentedApi.Current.Problem, content);
    }

    private static string? WhyNotBody(HttpContext http, byte[] content, DocumentedResponse response)
    {
        if (HttpMethods.IsHead(http.Request.Method) || content.Length == 0)
        {
            return content.Length > 0 ? "an answer to HEAD has no body"
                : response.Schemas.Count > 0 && HttpMethods.IsGet(http.Request.Method) ? "the documented body is missing"
                : null;
        }

        return response.Schemas.TryGetValue(MediaOf(http), out var schema)
            ? MediaOf(http).EndsWith("json", StringComparison.Ordinal)
                ? Faults(schema, content)
                : null
            : $"{http.Response.StatusCode} has no content {MediaOf(http)}";
    }

    private static string? Faults(NJsonSchema.JsonSchema schema, byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var faults = schema.Validate(text);
        return faults.Count == 0 ? null : $"{string.Join("; ", faults)} in {text}";
    }

    private static string? WhyNotCodes(HttpContext http, string operation, byte[] content, DocumentedResponse response)
    {
        var (code, faults) = Note(http, operation, content);
        return code is not null && !response.Codes.Contains(code) ? $"{operation} does not list the code {code}"
            : faults.Find(x => !response.FaultCodes.Contains(x) && !response.Codes.Contains(x)) is { } fault
                ? $"{operation} does not list the fault {fault}"
            : null;
    }

    private static (string? Code, List<string> Faults) Note(HttpContext http, string operation, byte[] content)
    {
        if (content.Length == 0 || MediaOf(http) != "application/problem+json")
        {
            return (null, []);
        }

        var problem = JsonNode.Parse(content)!;
        var code = problem["code"]!.GetValue<string>();
        var faults = (problem["errors"]?.AsArray() ?? []).Select(x => x!["code"]!.GetValue<string>()).ToList();
        Met[(operation, http.Response.StatusCode, code, false)] = true;
        faults.ForEach(x => Met[(operation, http.Response.StatusCode, x, true)] = true);
        return (code, faults);
    }

    private static string? WhyNotHeaders(HttpContext http, DocumentedResponse response)
    {
        var missing = response.Headers.Where(x => x.Value && !http.Response.Headers.ContainsKey(x.Key)).Select(x => x.Key).ToList();
        var unknown = Documented.Where(x => http.Response.Headers.ContainsKey(x) && !response.Headers.ContainsKey(x)).ToList();
        return missing.Count > 0 ? $"the documented header {string.Join(", ", missing)} is missing on {http.Response.StatusCode}"
            : unknown.Count > 0 ? $"the header {string.Join(", ", unknown)} is not documented on {http.Response.StatusCode}"
            : null;
    }

    private static string MediaOf(HttpContext http) => http.Response.ContentType?.Split(';')[0] ?? "";
}
