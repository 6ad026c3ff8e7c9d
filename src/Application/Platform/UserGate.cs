using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>Whether a user exists.</summary>
public sealed class UserGate(IPlatformDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var userId = new UserId(id);
        return await db.Users.AnyAsync(x => x.Id == userId, cancellationToken) ? null : UserErrors.NotFound;
    }
}
