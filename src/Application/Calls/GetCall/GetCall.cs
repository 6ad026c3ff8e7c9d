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
    AllowedActions<CallForProjects> actions,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetCall, CallModel>
{
    public async Task<Result<CallModel>> Handle(GetCall query, CancellationToken cancellationToken)
    {
        if (await db.Calls.AsNoTracking().FindVisibleAsync(query.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        var allowed = user.Caller is null ? null : await actions.ForAsync(call, call.Id.Value, cancellationToken);
        return CallModel.Of(call, clock.GetUtcNow(), user, allowed);
    }
}
