using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.RecordClosings;

/// <summary>Writes down that calls have closed. Nothing depends on when it runs: every rule computes the closing from the instant.</summary>
[Anonymous]
internal sealed record RecordClosings : ISweep;

internal sealed class RecordClosingsHandler(ICallsDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<RecordClosings, SweepReceipt>
{
    private const int Batch = 100;

    public async Task<Result<SweepReceipt>> Handle(RecordClosings command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var closed = await db
            .Calls.Where(x => x.Status == CallStatus.Published && x.ClosesAt < now)
            .OrderBy(x => x.ClosesAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var call in closed)
        {
            call.RecordClosing(now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new SweepReceipt(closed.Count);
    }
}
