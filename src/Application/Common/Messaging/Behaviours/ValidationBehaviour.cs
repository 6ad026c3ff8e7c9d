using FluentValidation;
using MediatR;

namespace SocialInnovation.Application.Common.Messaging.Behaviours;

/// <summary>Refuses what the published schema already excludes, with the place of each fault.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var faults = new List<Error>();
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            faults.AddRange(result.Errors.Select(ValidationFaults.ToError));
        }

        return faults.Count > 0 ? TResponse.Failure(RequestErrors.ValidationFailed.Because(faults)) : await next();
    }
}
