using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>What the mechanisms and the document need to know of a route: its use case says it.</summary>
/// <param name="Request">Type of the command or query that the route sends.</param>
/// <param name="NeedsIdempotencyKey">Whether a caller must send an <c>Idempotency-Key</c>.</param>
internal sealed record OperationMetadata(Type Request, bool NeedsIdempotencyKey)
{
    public AccessRule Access => AccessRule.Of(Request);

    public bool IsVersioned => Request.IsAssignableTo(typeof(IVersionedCommand));
}

/// <summary>Which gate says whether the resource named by <c>{id}</c> exists for the caller.</summary>
internal sealed record GateMetadata(Type Gate);

/// <summary>The gate is asked only where something else is refused: the use case itself succeeds for nobody whom it would not let through.</summary>
internal sealed record LateGateMetadata;

/// <summary>A gate with the id at which it is asked.</summary>
internal sealed record PendingGate(Type Gate, Guid Id)
{
    public Task<Error?> WhyNotAsync(HttpContext http) =>
        ((IResourceGate)http.RequestServices.GetRequiredService(Gate)).WhyNotAsync(Id, http.RequestAborted);

    /// <summary>What a late gate says, once there is something to refuse or to tell again; null where it lets through or was asked before.</summary>
    public static async Task<Error?> AskLateAsync(HttpContext http)
    {
        if (http.Features.Get<PendingGate>() is not { } pending)
        {
            return null;
        }

        http.Features.Set<PendingGate>(null);
        return await pending.WhyNotAsync(http);
    }
}

/// <summary>Turns the mechanisms on, in one line a route.</summary>
internal static class Operations
{
    /// <summary>The route sends this use case: its roles, its name, its version and its key follow from it.</summary>
    public static RouteHandlerBuilder For<TRequest>(this RouteHandlerBuilder route)
    {
        var name = typeof(TRequest).Name;
        route.WithName(char.ToLowerInvariant(name[0]) + name[1..]);
        route.Add(endpoint =>
        {
            var isPost = endpoint.Metadata.OfType<HttpMethodMetadata>().Any(x => x.HttpMethods.Contains(HttpMethods.Post));
            // Whoever is not known has no keys: what everybody may send is told apart by its content.
            var isKept = typeof(TRequest).IsAssignableTo(typeof(ICommand)) && !AccessRule.Of(typeof(TRequest)).IsAnonymous;
            var operation = new OperationMetadata(typeof(TRequest), isPost && isKept);
            endpoint.Metadata.Add(operation);
        });
        var access = AccessRule.Of(typeof(TRequest));
        if (access.IsAnonymous)
        {
            route.AllowAnonymous();
        }
        else
        {
            route.RequireAuthorization();
        }

        if (typeof(TRequest).IsAssignableTo(typeof(ICommand)))
        {
            route.AddEndpointFilter(RequireIdempotencyKeyAsync);
        }

        return route;
    }

    /// <summary>Whether the resource exists for the caller is answered before anything else of the request is read.</summary>
    public static TBuilder GatedBy<TBuilder>(this TBuilder builder, Type gate)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new GateMetadata(gate));

    /// <summary>The use case itself succeeds only for whom the resource exists, so a success need not ask twice.</summary>
    public static RouteHandlerBuilder FindsOutItself(this RouteHandlerBuilder route) => route.WithMetadata(new LateGateMetadata());

    private static async ValueTask<object?> RequireIdempotencyKeyAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next
    )
    {
        var http = invocation.HttpContext;
        if (
            http.GetEndpoint()!.Metadata.GetRequiredMetadata<OperationMetadata>().NeedsIdempotencyKey
            && RequestSetup.IdempotencyKey(http.Request) is null
        )
        {
            return new ProblemReply(
                http.Request.Headers.ContainsKey("Idempotency-Key") ? HttpErrors.IdempotencyKeyInvalid : HttpErrors.IdempotencyKeyMissing
            );
        }

        return await next(invocation);
    }
}
