using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Hands each due job to one instance at a time.</summary>
public interface IDueJobs
{
    /// <summary>Takes the oldest job that is queued or whose instance has died; null when there is none.</summary>
    Task<JobId?> TakeAsync(CancellationToken cancellationToken);
}
