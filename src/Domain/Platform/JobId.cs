using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies a job that runs in the background.</summary>
public readonly record struct JobId(Guid Value) : IEntityId<JobId>
{
    public static JobId From(Guid value) => new(value);

    public static bool operator <(JobId left, JobId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(JobId left, JobId right) => left.Value.CompareTo(right.Value) > 0;
}
