using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;

namespace SocialInnovation.Application.Platform.DropOrphanedFiles;

/// <summary>
/// Removes files of which no row tells: of a request that failed after its file was kept, and of what was dropped since. Each minute looks
/// through one part of the store, so the whole in some four hours.
/// </summary>
[Anonymous]
internal sealed record DropOrphanedFiles : ISweep;

internal sealed class DropOrphanedFilesHandler(OrphanedFiles orphans, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : ICommandHandler<DropOrphanedFiles, SweepReceipt>
{
    public async Task<Result<SweepReceipt>> Handle(DropOrphanedFiles command, CancellationToken cancellationToken)
    {
        var part = (int)(clock.GetUtcNow().ToUnixTimeSeconds() / 60 % IFileStore.Parts);
        return new SweepReceipt(await orphans.DropAsync(part, clock.GetUtcNow(), cancellationToken));
    }
}

/// <summary>Finds and removes files of which no row tells.</summary>
public sealed class OrphanedFiles(IPlatformDbContext db, IFileStore store) : ISharedRule
{
    // Longer than any request or job keeps a file before the transaction that tells of it ends.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public async Task<int> DropAsync(int part, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = await store.KeptBeforeAsync(part, now - Grace, cancellationToken);
        var orphans = kept.ToHashSet();
        foreach (var keys in kept.Chunk(1_000))
        {
            orphans.ExceptWith(await db.Files.Where(x => keys.Contains(x.Key)).Select(x => x.Key).ToListAsync(cancellationToken));
        }

        foreach (var orphan in orphans)
        {
            await store.DeleteAsync(orphan, cancellationToken);
        }

        return orphans.Count;
    }
}
