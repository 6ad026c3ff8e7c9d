using FluentValidation;
using MediatR;

namespace SocialInnovation.Application.Common.Messaging.Behaviours;

/// <summary>Refuses what the published schema already excludes, with the place of each fault.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var faults = new List<Error>();
        foreach (var validator in validators)
        {
            // What a schema says needs nothing that could be waited for.
            faults.AddRange(validator.Validate(request).Errors.Select(ValidationFaults.ToError));
        }

        return faults.Count > 0 ? Task.FromResult(TResponse.Failure(RequestErrors.ValidationFailed.Because(faults))) : next();
    }
}
