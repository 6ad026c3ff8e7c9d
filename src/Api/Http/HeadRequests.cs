using Microsoft.AspNetCore.Http.Features;

namespace SocialInnovation.Api.Http;

/// <summary>Answers HEAD as GET is answered, with the same headers and without a body, on every route that has a GET.</summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) => HttpMethods.IsHead(http.Request.Method) ? AnswerAsync(http) : next(http);

    private async Task AnswerAsync(HttpContext http)
    {
        var body = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var nothing = new StreamResponseBodyFeature(Stream.Null);
        http.Request.Method = HttpMethods.Get;
        http.Features.Set<IHttpResponseBodyFeature>(nothing);
        try
        {
            await next(http);
            await nothing.CompleteAsync();
        }
        finally
        {
            http.Features.Set(body);
            http.Request.Method = HttpMethods.Head;
        }
    }
}
