using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform.Events;

namespace SocialInnovation.Application.WorkingGroup.ForgetPersons;

/// <summary>A person who was erased is a member under its pseudonym.</summary>
internal sealed class ForgetPersons(IWorkingGroupDbContext db) : IDomainEventHandler<UserErased>
{
    public async Task HandleAsync(UserErased domainEvent, CancellationToken cancellationToken)
    {
        // Members stand in their group's document; a region has a handful of groups.
        foreach (var group in await db.StandingGroups.ToListAsync(cancellationToken))
        {
            if (group.Members.Any(x => x.UserId == domainEvent.UserId))
            {
                group.Rename(domainEvent.UserId, domainEvent.Pseudonym);
            }
        }
    }
}
