namespace SocialInnovation.Application.Common.Messaging;

/// <summary>Runs work in one database transaction, commits a success, undoes a failure, and turns the database's own refusals into errors.</summary>
public interface IUnitOfWork
{
    Task<TResponse> ExecuteAsync<TResponse>(Func<Task<TResponse>> work, CancellationToken cancellationToken)
        where TResponse : IResult<TResponse>;
}
