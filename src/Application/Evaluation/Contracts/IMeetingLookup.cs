using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.Evaluation.Contracts;

/// <summary>What Evaluation needs of the meetings: implemented by WorkingGroup.</summary>
public interface IMeetingLookup
{
    /// <summary>Whether there is such a meeting, and it was held.</summary>
    Task<bool> WasHeldAsync(MeetingId id, CancellationToken cancellationToken);
}
