using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>The tables of the module Platform.</summary>
public interface IPlatformDbContext
{
    DbSet<User> Users { get; }

    DbSet<Organisation> Organisations { get; }

    DbSet<Invitation> Invitations { get; }

    DbSet<AuditEntry> AuditEntries { get; }

    DbSet<AuditPersonalValue> AuditPersonalValues { get; }

    DbSet<ApiKey> ApiKeys { get; }

    DbSet<BackgroundJob> Jobs { get; }

    DbSet<BundleImport> Imports { get; }

    DbSet<ImportStep> ImportSteps { get; }

    DbSet<StoredFile> Files { get; }

    DbSet<Picture> Pictures { get; }

    /// <summary>The invitation with this secret, which nobody else may use until the transaction ends; null when there is none.</summary>
    Task<Invitation?> LockInvitationAsync(byte[] tokenHash, CancellationToken cancellationToken);

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
