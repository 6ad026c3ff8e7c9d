using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Where a job's work is done: in one transaction, at its business instant, as who asked for it.</summary>
public interface IJobScopes
{
    /// <summary>Does a piece of work of a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="action">What the audit trail calls it.</param>
    /// <param name="work">The work on the job's subject.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="TExecution">What does the work.</typeparam>
    Task<Result> RunAsync<TExecution>(
        JobId id,
        string action,
        Func<TExecution, Guid, Task<Result>> work,
        CancellationToken cancellationToken
    )
        where TExecution : notnull;
}
