using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>Writes into the audit trail what becomes of accounts, sessions and consents: who, when, from where; never a secret.</summary>
internal sealed class AccountTrail(
    AppDbContext db,
    LastWrites last,
    IAuditWriter writer,
    RequestContext context,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
)
{
    /// <summary>Adds an entry to what is saved next.</summary>
    public void Note(string kind, Guid id, UserId actor) => writer.Write(last, kind, id, actor, context, clock.GetUtcNow());

    /// <summary>Writes an entry for what is done already, or with the command that runs.</summary>
    public Task KeepAsync(string kind, Guid id, UserId actor, CancellationToken cancellationToken)
    {
        Note(kind, id, actor);
        return db.SaveChangesAsync(cancellationToken);
    }
}
