using System.Diagnostics;
using SocialInnovation.Api.Http;
using SocialInnovation.Api.Security;

namespace SocialInnovation.Api.Observation;

/// <summary>
/// One line for each request of the API: what was asked of which route, by whom, and what became of it. The route as a template, never the
/// address with its values; the caller as a UUID.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            await next(http);
            return;
        }

        var begun = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            Write(http, Stopwatch.GetElapsedTime(begun));
        }
    }

    private void Write(HttpContext http, TimeSpan duration)
    {
        var endpoint = ErrorHandling.EndpointOf(http) as RouteEndpoint;
        if (endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>() is not { } name)
        {
            return;
        }

        LogAnswered(
            http.Request.Method,
            endpoint.RoutePattern.RawText,
            name.EndpointName,
            http.Response.StatusCode,
            ProblemWriter.CodeOf(http),
            duration.TotalMilliseconds,
            Callers.From(http.User)?.Id.Value,
            ProblemWriter.TraceId(http)
        );
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Method} {Route} {Operation} {Status} {Code} in {Milliseconds:0.0} ms for {Caller}, trace {TraceId}"
    )]
    private partial void LogAnswered(
        string method,
        string? route,
        string operation,
        int status,
        string? code,
        double milliseconds,
        Guid? caller,
        string traceId
    );
}
