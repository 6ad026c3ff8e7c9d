using System.Diagnostics;
using MediatR;

namespace SocialInnovation.Application.Common.Messaging.Behaviours;

/// <summary>Tells whoever observes the service of each use case: its name, its duration, its outcome.</summary>
internal sealed class ObservationBehaviour<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    private const string Failed = "failed";

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Telemetry.IsObserved ? ObserveAsync(request.GetType().Name, next) : next();

    private static async Task<TResponse> ObserveAsync(string useCase, RequestHandlerDelegate<TResponse> next)
    {
        using var span = Telemetry.Spans.StartActivity(useCase);
        var begun = Stopwatch.GetTimestamp();
        var (outcome, code) = (Failed, (string?)null);
        try
        {
            var response = await next();
            (outcome, code) = response.Error is { } error ? ("refused", error.Code) : ("done", null);
            return response;
        }
        finally
        {
            span?.SetTag("outcome", outcome)
                .SetTag("code", code)
                .SetStatus(outcome == Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
            Telemetry.Tell(useCase, Stopwatch.GetElapsedTime(begun), outcome, code);
        }
    }
}
