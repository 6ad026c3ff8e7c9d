using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Where a background job stands.</summary>
public enum JobStatus
{
    Queued,
    Running,
    Succeeded,
    Failed,
}

/// <summary>Work that goes on after the answer; any instance may pick it up, and another one takes over when that instance dies.</summary>
public sealed class BackgroundJob : AggregateRoot<JobId>
{
    private BackgroundJob() { }

    public string Kind { get; private set; } = null!;

    /// <summary>What the job works on.</summary>
    public Guid SubjectId { get; private set; }

    public UserId RequestedBy { get; private set; }

    public JobStatus Status { get; private set; }

    public int Done { get; private set; }

    public int? Total { get; private set; }

    /// <summary>Code of the problem that ended the job; null otherwise.</summary>
    public string? Problem { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Until then the instance that runs it is taken to be alive.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    public static BackgroundJob Queue(JobId id, string kind, Guid subjectId, UserId requestedBy, DateTimeOffset at) =>
        new()
        {
            Id = id,
            Kind = kind,
            SubjectId = subjectId,
            RequestedBy = requestedBy,
            RequestedAt = at,
        };

    public void Report(int done, int total) => (Done, Total) = (done, total);

    public void Succeed(DateTimeOffset now) => (Status, EndedAt, LeasedUntil, Problem) = (JobStatus.Succeeded, now, null, null);

    public void Fail(string problem, DateTimeOffset now) =>
        (Status, EndedAt, LeasedUntil, Problem) = (JobStatus.Failed, now, null, problem);
}
