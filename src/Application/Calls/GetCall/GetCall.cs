using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.GetCall;

/// <summary>Reads a call for projects.</summary>
[Anonymous]
public sealed record GetCall(CallId Id) : IQuery<CallModel>;

internal sealed class GetCallHandler(
    ICallsDbContext db,
    ICallReads reads,
    AllowedActions<CallForProjects> actions,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetCall, CallModel>
{
    public async Task<Result<CallModel>> Handle(GetCall query, CancellationToken cancellationToken)
    {
        // Everybody reads calls: who has no actions is not made to wait for the whole aggregate.
        if (user.Caller is null)
        {
            return await reads.FindAsync(query.Id, cancellationToken) is { PublishedAt: not null } published
                ? CallModel.Of(published, clock.GetUtcNow(), user, null)
                : CallErrors.NotFound;
        }

        return await db.Calls.AsNoTracking().FindVisibleAsync(query.Id, user, cancellationToken) is { } call
            ? CallModel.Of(CallRecord.Of(call), clock.GetUtcNow(), user, await actions.ForAsync(call, call.Id.Value, cancellationToken))
            : CallErrors.NotFound;
    }
}
