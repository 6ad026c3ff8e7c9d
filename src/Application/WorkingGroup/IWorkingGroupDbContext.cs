using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup;

/// <summary>The tables of the module WorkingGroup.</summary>
public interface IWorkingGroupDbContext
{
    DbSet<StandingGroup> StandingGroups { get; }

    DbSet<Meeting> Meetings { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>The opinion of any meeting on a scenario; the newest when there are several.</summary>
    Task<Meeting?> FindMeetingWithOpinionAsync(Guid scenario, CancellationToken cancellationToken);
}
