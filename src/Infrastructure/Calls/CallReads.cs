using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Calls;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Calls;

internal sealed class CallReads(AppDbContext db) : ICallReads
{
    private static readonly Func<AppDbContext, CallId, CancellationToken, Task<CallRecord?>> Find = EF.CompileAsyncQuery(
        (AppDbContext context, CallId id, CancellationToken _) =>
            context.Calls.AsNoTracking().Where(x => x.Id == id).Select(CallRecord.Projection).SingleOrDefault()
    );

    public Task<CallRecord?> FindAsync(CallId id, CancellationToken cancellationToken) => Find(db, id, cancellationToken);
}
