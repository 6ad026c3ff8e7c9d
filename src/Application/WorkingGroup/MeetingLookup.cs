using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup;

internal sealed class MeetingLookup(IWorkingGroupDbContext db) : IMeetingLookup
{
    public Task<bool> WasHeldAsync(MeetingId id, CancellationToken cancellationToken) =>
        db.Meetings.AnyAsync(x => x.Id == id && (x.Status == MeetingStatus.Held || x.Status == MeetingStatus.Minuted), cancellationToken);
}
