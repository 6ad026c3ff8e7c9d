using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace SocialInnovation.Api.Http;

/// <summary>Routes whose body is a file.</summary>
internal static class Uploads
{
    // Twenty mebibytes at half a megabit a second. Whoever is slower still is ended by the server's least rate.
    private static readonly RequestTimeoutPolicy Patient = new() { Timeout = TimeSpan.FromMinutes(6), TimeoutStatusCode = 504 };

    /// <summary>The body is a file of one of these types, of so many bytes at most; it may take its time.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route, int bytes, IReadOnlyList<string> mediaTypes) =>
        route.WithMetadata(new RequestSizeLimitAttribute(bytes), Patient).Accepts<IFormFile>(mediaTypes[0], [.. mediaTypes.Skip(1)]);

    /// <summary>The file.</summary>
    public static async Task<byte[]> ReadFileAsync(this HttpContext http, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    /// <summary>The file, which can be read from its beginning again: what does not fit into a small buffer waits on the disk.</summary>
    public static async Task<Stream> BufferFileAsync(this HttpContext http, CancellationToken cancellationToken)
    {
        http.Request.EnableBuffering();
        await http.Request.Body.DrainAsync(cancellationToken);
        http.Request.Body.Position = 0;
        return http.Request.Body;
    }

    /// <summary>
    /// 200 with a file that never changes: everybody's for a day where nobody is known, so that what is withdrawn is gone from caches then.
    /// </summary>
    public static async Task<IResult> ReadUnchanging<TModel>(
        this Task<Domain.SharedKernel.Result<TModel>> task,
        HttpContext http,
        string mediaType,
        Func<TModel, byte[]> content
    )
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        Replies.AddLinkUp(http);
        Vary.By(http.Response, Microsoft.Net.Http.Headers.HeaderNames.Authorization);
        if (http.RequestServices.GetRequiredService<Application.Common.Messaging.RequestContext>().Caller is null)
        {
            return new PublicReply(content(result.Value), mediaType) { MaxAge = TimeSpan.FromDays(1), IsUnchanging = true };
        }

        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(content(result.Value), mediaType);
    }
}
