using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Budget;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Budget;

/// <summary>One advisory lock for all links: awards share it, a change of links takes it alone.</summary>
internal sealed class UndertakingLocks(AppDbContext db) : IUndertakingLocks
{
    /// <summary>The name of the lock.</summary>
    public const string Links = "undertakings";

    public Task LockLinksAsync(CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({Links}, 0))", cancellationToken);
}
