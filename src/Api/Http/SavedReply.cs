using Microsoft.Net.Http.Headers;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>
/// A file that somebody uploaded, to be saved: no browser shows it, so that nothing in it runs in the name of the service. It is sent as it
/// is read, and never changes: everybody's for a day where nobody is known.
/// </summary>
internal sealed class SavedReply(Stream content, string mediaType, string fileName, string sha256, bool isPublic) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var file = content;
        if (isPublic && PublicReply.TellUnchanging(httpContext, new EntityTagHeaderValue($"\"{sha256}\"", isWeak: true)))
        {
            return;
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        httpContext.Response.Headers.ContentDisposition = disposition.ToString();
        httpContext.Response.ContentType = mediaType;
        httpContext.Response.ContentLength = file.Length;
        await file.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
    }
}

internal static class SavedReplies
{
    /// <summary>200 with a file to be saved.</summary>
    public static async Task<IResult> ReadSaved<TModel>(
        this Task<Result<TModel>> task,
        HttpContext http,
        Func<TModel, (Stream Content, string MediaType, string FileName, string Sha256)> saved
    )
    {
        var result = await task;
        if (result.IsFailure)
        {
            return new ProblemReply(result.Error);
        }

        Replies.AddLinkUp(http);
        Vary.By(http.Response, HeaderNames.Authorization);
        var isPublic = http.RequestServices.GetRequiredService<RequestContext>().Caller is null;
        http.Response.Headers.CacheControl = "private, no-store";
        var (content, mediaType, fileName, sha256) = saved(result.Value);
        return new SavedReply(content, mediaType, fileName, sha256, isPublic);
    }
}
