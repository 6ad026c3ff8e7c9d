using System.Text.Json;
using MediatR;

namespace SocialInnovation.Application.Common.Messaging.Behaviours;

/// <summary>
/// One command, one transaction: replays a repeated request, asks for the version, runs the handler, keeps the receipt for a repetition,
/// commits. A refusal commits nothing.
/// </summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(
    RequestContext context,
    IUnitOfWork unitOfWork,
    IIdempotencyStore idempotency
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand, IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        context.Action = Naming.KebabCase(request.GetType().Name);
        return unitOfWork.ExecuteAsync<TResponse>(() => RunAsync(request, next, cancellationToken), cancellationToken);
    }

    private async Task<TResponse> RunAsync(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        if (context.Idempotency is { } key)
        {
            var former = await idempotency.BeginAsync(key, cancellationToken);
            if (former.Refusal is { } refusal)
            {
                return TResponse.Failure(refusal);
            }

            if (former.Receipt is { } receipt)
            {
                context.IsReplay = true;
                return ReceiptResult.Read<TResponse>(receipt);
            }
        }

        if (request is IVersionedCommand { Version: null })
        {
            return TResponse.Failure(RequestErrors.VersionMissing);
        }

        var response = await next();
        if (response is { Error: null, Content: Receipt result })
        {
            if (context.Idempotency is { } stored)
            {
                var kept = result is ITellsSecret secret ? secret.WithoutSecret() : result;
                idempotency.Complete(stored, JsonSerializer.Serialize(kept, kept.GetType()));
            }

            if (context.BeforeCommit is { } beforeCommit)
            {
                await beforeCommit(result, cancellationToken);
            }
        }

        return response;
    }
}
