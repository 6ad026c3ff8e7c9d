using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>The tables of the module Platform.</summary>
public interface IPlatformDbContext
{
    DbSet<User> Users { get; }

    DbSet<Organisation> Organisations { get; }

    DbSet<AuditEntry> AuditEntries { get; }

    DbSet<BackgroundJob> Jobs { get; }

    DbSet<BundleImport> Imports { get; }

    DbSet<ImportStep> ImportSteps { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
