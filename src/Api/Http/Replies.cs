using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using SocialInnovation.Api.OpenApi;
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
    /// <summary>201 with the receipt, where the new record is, and its ETag.</summary>
    public static async Task<IResult> Created<TReceipt>(this Task<Result<TReceipt>> task, HttpContext http, Func<TReceipt, string> location)
        where TReceipt : Receipt
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        if (await SetWriteHeadersAsync(http, result.Value) is { } unknown)
        {
            return new ProblemReply(unknown);
        }

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

        return await SetWriteHeadersAsync(http, result.Value) is { } unknown
            ? new ProblemReply(unknown)
            : Results.Json(result.Value, Json.Options);
    }

    /// <summary>
    /// 200 with a representation and the link to what stands above it. What an anonymous caller gets is the same for everybody and may be
    /// cached; anything else is the caller's own, and its ETag is the version that a write wants.
    /// </summary>
    /// <param name="task">What is read.</param>
    /// <param name="http">The request.</param>
    /// <param name="version">The aggregate's version.</param>
    /// <param name="up">The path of the parent, where it is not the resource above in the address.</param>
    /// <param name="mediaType">The kind of JSON that it is.</param>
    public static async Task<IResult> Read<TModel>(
        this Task<Result<TModel>> task,
        HttpContext http,
        Func<TModel, int>? version = null,
        Func<TModel, string>? up = null,
        string mediaType = "application/json"
    )
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        var context = http.RequestServices.GetRequiredService<RequestContext>();
        if ((up?.Invoke(result.Value) ?? http.RequestServices.GetRequiredService<ApiRoutes>().Above(http)) is { } parent)
        {
            AddLink(http, parent, "up");
        }

        Vary.By(http.Response, HeaderNames.Authorization);
        if (context.Caller is null)
        {
            return new PublicReply(JsonSerializer.SerializeToUtf8Bytes(result.Value, Json.Options), $"{mediaType}; charset=utf-8");
        }

        http.Response.Headers.ETag = version is null ? null : ETag(version(result.Value));
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Json(result.Value, Json.Options, $"{mediaType}; charset=utf-8");
    }

    /// <summary>200 with a file of the caller's own.</summary>
    public static async Task<IResult> ReadFile<TModel>(
        this Task<Result<TModel>> task,
        HttpContext http,
        string mediaType,
        Func<TModel, (byte[] Content, string Name)> file
    )
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        AddLinkUp(http);
        Vary.By(http.Response, HeaderNames.Authorization);
        http.Response.Headers.CacheControl = "private, no-store";
        var (content, name) = file(result.Value);
        return Results.File(content, mediaType, name);
    }

    /// <summary>200 with a page and the links to the first one and the next.</summary>
    public static Task<IResult> ReadPage<TModel>(this Task<Result<Page<TModel>>> task, HttpContext http) =>
        task.ReadPage(http, x => x.NextCursor);

    /// <summary>The same of a page that says more than its items.</summary>
    public static async Task<IResult> ReadPage<TModel>(this Task<Result<TModel>> task, HttpContext http, Func<TModel, string?> next)
    {
        var result = await task;
        if (!result.IsFailure)
        {
            // A list in the order of its keys knows neither the page before nor the last one.
            var query = http.Request.Query.Where(x => !x.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase)).ToList();
            AddLink(http, http.Request.Path + QueryString.Create(query), "first");
            if (next(result.Value) is { } cursor)
            {
                AddLink(http, http.Request.Path + QueryString.Create(query.Append(new("cursor", cursor))), "next");
            }
        }

        return await Task.FromResult(result).Read(http);
    }

    /// <summary>200 with the index, in the language of the answer, and the links to the API's description.</summary>
    public static Task<IResult> ReadIndex<TModel>(this HttpContext http, Func<string, Task<Result<TModel>>> read)
    {
        AddLink(http, $"/swagger/{OpenApiSetup.Document}/swagger.json", "service-desc");
        AddLink(http, "/swagger", "service-doc");
        return read(Language.Negotiate(http)).Read(http);
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

    // RFC 8288.
    /// <summary>Links to the nearest resource above that can be read.</summary>
    internal static void AddLinkUp(HttpContext http)
    {
        if (http.RequestServices.GetRequiredService<ApiRoutes>().Above(http) is { } parent)
        {
            AddLink(http, parent, "up");
        }
    }

    private static void AddLink(HttpContext http, string target, string relation) =>
        http.Response.Headers.Append(HeaderNames.Link, $"<{target}>; rel=\"{relation}\"");

    // Nothing is told again to a caller for whom the resource no longer exists.
    private static async Task<Error?> SetWriteHeadersAsync(HttpContext http, Receipt receipt)
    {
        if (http.RequestServices.GetRequiredService<RequestContext>().IsReplay)
        {
            if (await PendingGate.AskLateAsync(http) is { } unknown)
            {
                return unknown;
            }

            http.Response.Headers["Idempotency-Replayed"] = "true";
        }

        http.Response.Headers.ETag = ETag(receipt.Version);
        http.Response.Headers.CacheControl = "private, no-store";
        return null;
    }

    [GeneratedRegex("^\"(\\d{1,9})\"$")]
    private static partial Regex StrongTag();
}

/// <summary>An <c>If-Match</c> that is none of our ETags; the exception handler says so.</summary>
internal sealed class IfMatchException : Exception;
