using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup;

/// <summary>Whether a working group exists.</summary>
public sealed class StandingGroupGate(IWorkingGroupDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var groupId = new StandingGroupId(id);
        return await db.StandingGroups.AnyAsync(x => x.Id == groupId, cancellationToken) ? null : GroupErrors.NotFound;
    }
}

/// <summary>Whether a meeting exists.</summary>
public sealed class MeetingGate(IWorkingGroupDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var meetingId = new MeetingId(id);
        return await db.Meetings.AnyAsync(x => x.Id == meetingId, cancellationToken) ? null : MeetingErrors.NotFound;
    }
}
