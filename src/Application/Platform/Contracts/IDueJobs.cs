using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Hands each due job to one instance at a time.</summary>
public interface IDueJobs
{
    /// <summary>Takes the oldest job that is queued or whose instance has died; null when there is none.</summary>
    Task<JobLease?> TakeAsync(CancellationToken cancellationToken);

    /// <summary>True while an instance works on a job of this kind, or has died over it.</summary>
    Task<bool> IsAnyRunningAsync(string kind, CancellationToken cancellationToken);

    /// <summary>Keeps a job; null when its lease has lapsed and another instance has taken it, or when it has ended.</summary>
    Task<JobLease?> RenewAsync(JobLease lease, CancellationToken cancellationToken);

    /// <summary>Gives a job back that is still this instance's, so that another one need not wait for the lease to lapse.</summary>
    Task ReleaseAsync(JobLease lease, CancellationToken cancellationToken);
}

/// <summary>An instance's hold on a job. Its end tells it from all other instances' holds.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Until">When the hold lapses, unless it is renewed before.</param>
/// <param name="Kind">What it does.</param>
public sealed record JobLease(JobId JobId, DateTimeOffset Until, string Kind);
