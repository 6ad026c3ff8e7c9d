using Microsoft.Net.Http.Headers;
using SocialInnovation.Api.Http;
using SocialInnovation.Api.Security;

namespace SocialInnovation.Api.Edge;

/// <summary>
/// Routes by which anybody has the service write to people take few messages an hour: from an address or a known caller, and in the name of
/// an e-mail address. They are counted before their content is looked at.
/// </summary>
internal static class MessageLimits
{
    /// <summary>Counts the messages of this route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="email">In whose name the message is.</param>
    /// <typeparam name="TBody">The message.</typeparam>
    public static RouteHandlerBuilder TakesFewMessages<TBody>(this RouteHandlerBuilder route, Func<TBody, string?> email)
        where TBody : class =>
        route.AddEndpointFilter(
            async (invocation, next) =>
            {
                var http = invocation.HttpContext;
                var policy = http.RequestServices.GetRequiredService<RateLimitPolicies>().Messages;
                var writer = email(invocation.Arguments.OfType<TBody>().Single());
                foreach (var who in new[] { SenderOf(http), $"mailto:{writer?.ToLowerInvariant()}" })
                {
                    using var lease = policy.Buckets.AttemptAcquire(who);
                    if (!lease.IsAcquired)
                    {
                        return new TooManyMessages(policy.Permits, RateLimitPolicy.SecondsToWait(lease));
                    }
                }

                return await next(invocation);
            }
        );

    private static string SenderOf(HttpContext http) =>
        Callers.From(http.User) is { } known ? known.Id.Value.ToString() : http.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    private sealed class TooManyMessages(int limit, string seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[HeaderNames.RetryAfter] = seconds;
            return httpContext
                .RequestServices.GetRequiredService<ProblemWriter>()
                .WriteAsync(httpContext, HttpErrors.TooManyMessages(limit, seconds), StatusCodes.Status429TooManyRequests);
        }
    }
}
