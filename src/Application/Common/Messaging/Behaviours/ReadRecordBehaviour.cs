using MediatR;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Access;

namespace SocialInnovation.Application.Common.Messaging.Behaviours;

/// <summary>Records who read personal data, before they are handed out: no query can forget it, and one without such data pays nothing.</summary>
internal sealed class ReadRecordBehaviour<TRequest, TResponse>(RequestContext context, IServiceProvider services)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IQuery, IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        PersonalReading.Of(typeof(TRequest)) is { } reading && reading.IsRecorded(context.Caller)
            ? RecordAsync(request, reading, next, cancellationToken)
            : next();

    private async Task<TResponse> RecordAsync(
        TRequest request,
        PersonalReading reading,
        RequestHandlerDelegate<TResponse> next,
        CancellationToken cancellationToken
    )
    {
        var log = services.GetRequiredService<IReadLog>();
        await using var connection = await log.BeginAsync(cancellationToken);
        var response = await next();
        if (response is { Error: null, Content: { } model } && reading.Ids(request, model) is { Count: > 0 } ids)
        {
            await log.WriteAsync(reading.Action, reading.Kind, ids, cancellationToken);
        }

        return response;
    }
}
