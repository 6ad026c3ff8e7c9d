using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>A refusal as the answer of a route.</summary>
internal sealed class ProblemReply(Error error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        httpContext.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(httpContext, error);
}

/// <summary>How results become answers: the one place that sets status, Location, ETag, Link and cache headers.</summary>
internal static partial class Replies
{
    private const string PublicFor = "public, max-age=30";

    /// <summary>201 with the receipt, where the new record is, and its ETag.</summary>
    public static async Task<IResult> Created<TReceipt>(this Task<Result<TReceipt>> task, HttpContext http, Func<TReceipt, string> location)
        where TReceipt : Receipt
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        SetWriteHeaders(http, result.Value);
        return Results.Json(result.Value, Json.Options, statusCode: StatusCodes.Status201Created).At(http, location(result.Value));
    }

    /// <summary>202 with the receipt and where the job can be watched.</summary>
    public static async Task<IResult> Accepted<TReceipt>(this Task<Result<TReceipt>> task, HttpContext http, Func<TReceipt, string> job)
        where TReceipt : Receipt
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Json(result.Value, Json.Options, statusCode: StatusCodes.Status202Accepted).At(http, job(result.Value));
    }

    /// <summary>200 with the receipt and the new ETag.</summary>
    public static async Task<IResult> Changed<TReceipt>(this Task<Result<TReceipt>> task, HttpContext http)
        where TReceipt : Receipt
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        SetWriteHeaders(http, result.Value);
        return Results.Json(result.Value, Json.Options);
    }

    /// <summary>
    /// 200 with a representation and its ETag. What an anonymous caller gets is the same for everybody and may be cached; anything else is
    /// the caller's own.
    /// </summary>
    public static async Task<IResult> Read<TModel>(this Task<Result<TModel>> task, HttpContext http, Func<TModel, int>? version = null)
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        var tag = version is null ? null : ETag(version(result.Value));
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
        if (http.User.Identity?.IsAuthenticated == true)
        {
            http.Response.Headers.CacheControl = "private, no-store";
            return Results.Json(result.Value, Json.Options);
        }

        http.Response.Headers.CacheControl = PublicFor;
        return tag is not null && http.Request.Headers.IfNoneMatch.Any(x => x == tag || x == "*")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(result.Value, Json.Options);
    }

    /// <summary>200 with a page and the link to the next one.</summary>
    public static async Task<IResult> ReadPage<TModel>(this Task<Result<Page<TModel>>> task, HttpContext http)
    {
        var result = await task;
        if (result is { IsFailure: false, Value.NextCursor: { } cursor })
        {
            var query = QueryString.Create(http.Request.Query.Where(x => x.Key != "cursor").Append(new("cursor", cursor)));
            http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}{query}>; rel=\"next\"";
        }

        return await Task.FromResult(result).Read(http);
    }

    /// <summary>The version that the caller saw, from <c>If-Match</c>; null when it sent none.</summary>
    public static ExpectedVersion? IfMatch(this HttpContext http)
    {
        var value = http.Request.Headers.IfMatch.ToString();
        return value.Length == 0 ? null
            : value == "*" ? ExpectedVersion.Any
            : StrongTag().Match(value) is { Success: true } match && int.TryParse(match.Groups[1].Value, out var number)
                ? new ExpectedVersion(number)
            : throw new IfMatchException();
    }

    public static string ETag(int version) => $"\"{version}\"";

    private static IResult At(this IResult reply, HttpContext http, string location)
    {
        http.Response.Headers.Location = location;
        return reply;
    }

    private static void SetWriteHeaders(HttpContext http, Receipt receipt)
    {
        http.Response.Headers.ETag = ETag(receipt.Version);
        http.Response.Headers.CacheControl = "private, no-store";
        if (http.RequestServices.GetRequiredService<RequestContext>().IsReplay)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
        }
    }

    [GeneratedRegex("^\"(\\d{1,9})\"$")]
    private static partial Regex StrongTag();
}

/// <summary>An <c>If-Match</c> that is none of our ETags; the exception handler says so.</summary>
internal sealed class IfMatchException : Exception;
