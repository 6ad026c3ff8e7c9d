using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace SocialInnovation.Api.Http;

/// <summary>
/// A representation that is the same for everybody: it may be kept by caches, and whoever has it is told so with a 304.
/// </summary>
/// <remarks>
/// Its tag is drawn from its content, as more than the aggregate's version makes it: a call opens and closes with the clock. The tag is
/// weak, as compressed and plain answers share it (RFC 9110, section 8.8.3.3). A date of the last change goes only with what the build
/// fixes: for anything else no such instant is kept, and a tag is exact where a date counts seconds.
/// </remarks>
internal sealed class PublicReply(byte[] content, string mediaType) : IResult
{
    /// <summary>When what the build fixes was last changed.</summary>
    public static readonly DateTimeOffset BuiltAt = ToSecond(File.GetLastWriteTimeUtc(Assembly.GetExecutingAssembly().Location));

    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether nobody need ask again while it is fresh.</summary>
    public bool IsUnchanging { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(..12))}\"", isWeak: true);
        if (Tell(httpContext, tag, MaxAge, IsUnchanging, LastModified))
        {
            return;
        }

        var response = httpContext.Response;
        response.ContentType = mediaType;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }

    /// <summary>Says how long a file that never changes may be kept; true when the caller has it, and was told so.</summary>
    public static bool TellUnchanging(HttpContext http, EntityTagHeaderValue tag) =>
        Tell(http, tag, TimeSpan.FromDays(1), isUnchanging: true, lastModified: null);

    private static bool Tell(HttpContext http, EntityTagHeaderValue tag, TimeSpan maxAge, bool isUnchanging, DateTimeOffset? lastModified)
    {
        var response = http.Response;
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = lastModified;
        headers.CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = maxAge };
        if (isUnchanging)
        {
            // RFC 8246.
            response.Headers.CacheControl += ", immutable";
        }

        Vary.By(response, HeaderNames.AcceptEncoding);
        if (!IsKnown(http.Request.GetTypedHeaders(), tag, lastModified))
        {
            return false;
        }

        response.StatusCode = StatusCodes.Status304NotModified;
        response.Headers.Remove(HeaderNames.Link);
        response.Headers.Remove(HeaderNames.ContentLanguage);
        return true;
    }

    // RFC 9110, section 13.2.2: a date is looked at only where no tag was sent.
    private static bool IsKnown(
        Microsoft.AspNetCore.Http.Headers.RequestHeaders request,
        EntityTagHeaderValue tag,
        DateTimeOffset? lastModified
    ) =>
        request.Headers.ContainsKey(HeaderNames.IfNoneMatch)
            ? request.IfNoneMatch.Any(x => x.Equals(EntityTagHeaderValue.Any) || x.Compare(tag, useStrongComparison: false))
            : lastModified is { } changed && changed <= request.IfModifiedSince;

    private static DateTimeOffset ToSecond(DateTime instant) => new(instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond)));
}

/// <summary>Says which headers of the request an answer depends on, each once.</summary>
internal static class Vary
{
    public static void By(HttpResponse response, string header)
    {
        if (!response.Headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(header, StringComparer.OrdinalIgnoreCase))
        {
            response.Headers.Append(HeaderNames.Vary, header);
        }
    }
}
