using System.Diagnostics;

namespace SocialInnovation.Api.Observation;

/// <summary>What a request's span says beside its route: which operation it was; and not from where, nor with which query.</summary>
internal static class SpanTags
{
    // An address or a browser can lead to a person, and the value of a filter can be a name.
    private static readonly string[] Personal =
    [
        "client.address",
        "client.port",
        "network.peer.address",
        "network.peer.port",
        "url.query",
        "user_agent.original",
    ];

    public static void Finish(Activity span, HttpContext http)
    {
        foreach (var tag in Personal)
        {
            span.SetTag(tag, null);
        }

        span.SetTag("operation.id", http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName);
    }
}
