using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Application.Catalogue.ForgetContacts;

/// <summary>Forgets what visitors wrote once it has been kept as long as was said, in the audit trail too.</summary>
[Anonymous]
internal sealed record ForgetContacts : ISweep;

internal sealed class ForgetContactsHandler(
    ICatalogueDbContext db,
    IPersonalTraces traces,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ForgetContacts, SweepReceipt>
{
    private const int Batch = 100;

    public async Task<Result<SweepReceipt>> Handle(ForgetContacts command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db
            .ContactRequests.Where(x => x.ForgottenAt == null && x.KeptUntil <= now)
            .OrderBy(x => x.KeptUntil)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        due.ForEach(x => x.Forget(now));
        await db.SaveChangesAsync(cancellationToken);
        // After the entries of this very command, which tell what was there before.
        due.ForEach(x => traces.Forget(x.Id.Value));
        return new SweepReceipt(due.Count);
    }
}
