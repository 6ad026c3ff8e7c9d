using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;
using SocialInnovation.Application.Common.Access;

namespace SocialInnovation.Api.Http;

/// <summary>Gives every answer that is not a success our form, whoever made it: routing, authentication, binding, the server, a bug.</summary>
internal static class ErrorHandling
{
    /// <summary>True for what a client sent or gave up: it is answered, and is no error of the service for its log.</summary>
    public static bool IsTheCallers(Exception exception) =>
        exception is BadHttpRequestException or IfMatchException or OperationCanceledException;

    /// <summary>The endpoint that was asked for; the answer to an exception has lost it.</summary>
    public static Endpoint? EndpointOf(HttpContext http) => http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();

    public static async Task HandleExceptionAsync(HttpContext http)
    {
        var problems = http.RequestServices.GetRequiredService<ProblemWriter>();
        switch (http.Features.Get<IExceptionHandlerFeature>()?.Error)
        {
            case BadHttpRequestException unreadable:
                var (error, status) = BindingFaults.Explain(unreadable);
                await problems.WriteAsync(http, error, status);
                break;
            case IfMatchException:
                await problems.WriteAsync(http, HttpErrors.IfMatchInvalid);
                break;
            case OperationCanceledException when http.RequestAborted.IsCancellationRequested:
                http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                break;
            default:
                await problems.WriteAsync(http, HttpErrors.Internal, StatusCodes.Status500InternalServerError);
                break;
        }
    }

    public static async Task HandleStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var status = http.Response.StatusCode;
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            SayWhatIsAllowed(http.Response);
            if (HttpMethods.IsOptions(http.Request.Method))
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }
        }

        var error = status switch
        {
            StatusCodes.Status401Unauthorized => AccessErrors.NotSignedIn,
            StatusCodes.Status403Forbidden => AccessErrors.RoleMissing([]),
            StatusCodes.Status404NotFound => HttpErrors.RouteNotFound,
            StatusCodes.Status405MethodNotAllowed => HttpErrors.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => HttpErrors.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => HttpErrors.UnsupportedMediaType,
            StatusCodes.Status408RequestTimeout => HttpErrors.BodyTimedOut,
            StatusCodes.Status504GatewayTimeout => HttpErrors.TimedOut,
            >= 500 => HttpErrors.Internal,
            _ => null,
        };
        if (error is not null)
        {
            await http.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(http, error, status);
        }
    }

    // Routing names the methods of the address, whether or not what it names exists; HEAD comes with GET, OPTIONS is answered everywhere.
    private static void SayWhatIsAllowed(HttpResponse response)
    {
        var routed = response.Headers.GetCommaSeparatedValues(HeaderNames.Allow);
        string[] always = routed.Contains(HttpMethods.Get) ? [HttpMethods.Head, HttpMethods.Options] : [HttpMethods.Options];
        response.Headers.Allow = string.Join(", ", routed.Union(always).Order(StringComparer.Ordinal));
    }
}
