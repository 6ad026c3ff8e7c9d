using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Api.Identity;

/// <summary>What the audit trail is to know of a request to the provider, as <see cref="RequestSetup"/> does for the API.</summary>
internal static class ProviderContext
{
    public static void FillContext(this HttpContext http, string action)
    {
        var context = http.RequestServices.GetRequiredService<RequestContext>();
        context.Now = ReceivedAt.Of(http);
        context.TraceId = ProblemWriter.TraceId(http);
        context.Origin = RequestSetup.OriginOf(http.Connection.RemoteIpAddress);
        context.Action = action;
    }
}
