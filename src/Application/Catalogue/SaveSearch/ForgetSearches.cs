using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Application.Catalogue.SaveSearch;

/// <summary>Deletes the searches that nobody has confirmed in time, with their addresses, in the audit trail too.</summary>
[Anonymous]
internal sealed record ForgetSearches : ISweep;

internal sealed class ForgetSearchesHandler(
    ICatalogueDbContext db,
    IPersonalTraces traces,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : ICommandHandler<ForgetSearches, SweepReceipt>
{
    private const int Batch = 100;

    public async Task<Result<SweepReceipt>> Handle(ForgetSearches command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var expired = await db
            .SavedSearches.Where(x => x.ConfirmedAt == null && x.ExpiresAt <= now)
            .OrderBy(x => x.ExpiresAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        db.SavedSearches.RemoveRange(expired);
        await db.SaveChangesAsync(cancellationToken);
        // After the entries of this very command, which tell what was there before.
        expired.ForEach(x => traces.Forget(x.Id.Value));
        return new SweepReceipt(expired.Count);
    }
}
