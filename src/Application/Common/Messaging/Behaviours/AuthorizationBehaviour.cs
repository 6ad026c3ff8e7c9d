using MediatR;
using SocialInnovation.Application.Common.Access;

namespace SocialInnovation.Application.Common.Messaging.Behaviours;

/// <summary>Refuses a caller without one of the roles that the request's own attribute names, or without its scope, whichever way the request came in.</summary>
internal sealed class AuthorizationBehaviour<TRequest, TResponse>(ICurrentUser user) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        AccessRule.Of(request.GetType()).WhyNot(user) is { } error ? Task.FromResult(TResponse.Failure(error)) : next();
}
