using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Work was queued.</summary>
/// <param name="Id">Identifier of what the job works on.</param>
/// <param name="Version">Its version.</param>
/// <param name="JobId">Identifier of the job; its progress can be read.</param>
public sealed record JobReceipt(Guid Id, int Version, Guid JobId) : Receipt(Id, Version);

/// <summary>Carries jobs of one kind out.</summary>
public interface IJobRunner
{
    /// <summary>The kind, kebab case.</summary>
    string Kind { get; }

    /// <summary>Carries a job out that this instance has taken; one that another instance began goes on where it stopped.</summary>
    Task RunAsync(JobId id, CancellationToken cancellationToken);
}

/// <summary>Work that goes on after the answer.</summary>
public interface IBackgroundJobs
{
    /// <summary>Queues a job in the running transaction.</summary>
    JobId Queue(string kind, Guid subject, UserId requestedBy);

    /// <summary>On what a job works, and for whom.</summary>
    Task<JobFacts> FindAsync(JobId id, CancellationToken cancellationToken);

    /// <summary>Ends a job in the running transaction.</summary>
    /// <param name="id">The job.</param>
    /// <param name="done">Steps done.</param>
    /// <param name="problem">Code of the problem that ended it; null for a success.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task EndAsync(JobId id, int done, string? problem, CancellationToken cancellationToken);
}

/// <summary>On what a job works, and for whom.</summary>
/// <param name="Subject">What it works on.</param>
/// <param name="RequestedBy">Who asked for it.</param>
public sealed record JobFacts(Guid Subject, UserId RequestedBy);
