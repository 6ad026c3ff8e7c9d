using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>Who may know of a call: everybody once it was published, before that the back office.</summary>
internal static class CallAccess
{
    public static IQueryable<CallForProjects> VisibleTo(this IQueryable<CallForProjects> calls, ICurrentUser user) =>
        SeesDrafts(user) ? calls : calls.Where(x => x.PublishedAt != null);

    public static Task<CallForProjects?> FindVisibleAsync(
        this IQueryable<CallForProjects> calls,
        CallId id,
        ICurrentUser user,
        CancellationToken cancellationToken
    ) => calls.VisibleTo(user).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>Managers act only on the calls on which they are named.</summary>
    public static Error? WhyNotNamed(this CallForProjects call, ICurrentUser user) =>
        user.Id is { } id && call.Names(id) ? null : CallErrors.NotNamed;

    private static bool SeesDrafts(ICurrentUser user) =>
        user.HasAny(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Administrator, Role.Auditor);
}

/// <summary>Whether a call exists for the caller.</summary>
public sealed class CallGate(ICallsDbContext db, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var callId = new CallId(id);
        return await db.Calls.VisibleTo(user).AnyAsync(x => x.Id == callId, cancellationToken) ? null : CallErrors.NotFound;
    }
}
