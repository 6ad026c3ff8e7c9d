using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Budget.Contracts;

namespace SocialInnovation.Application.WorkingGroup;

internal sealed class GroupMembers(IWorkingGroupDbContext db) : IGroupMembers
{
    // Members stand with their group; a region has few groups.
    public async Task<bool> IsInOfficeAsync(UserId user, DateOnly on, CancellationToken cancellationToken) =>
        (await db.StandingGroups.AsNoTracking().ToListAsync(cancellationToken)).Exists(x => x.InOffice(on).Any(y => y.UserId == user));
}
