using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Application.Applications;

/// <summary>
/// Who may know of an application: its organisation's members; once it is submitted the back office; evaluators those that they read.
/// </summary>
internal sealed class ApplicationAccess(
    IApplicationsDbContext db,
    ICurrentUser user,
    IOrganisationLookup organisations,
    IAssignmentLookup assignments
) : ISharedRule
{
    /// <summary>True for callers who see outcomes before their notification.</summary>
    public bool IsBackOffice =>
        user.HasAny(Role.Instructor, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor);

    public async Task<IQueryable<GrantApplication>> VisibleAsync(CancellationToken cancellationToken)
    {
        if (user.Has(Role.Auditor))
        {
            return db.GrantApplications;
        }

        var own = user.Has(Role.Applicant) ? await organisations.OfMemberAsync(user.Id!.Value, cancellationToken) : [];
        if (IsBackOffice)
        {
            return db.GrantApplications.Where(x => x.State != ApplicationState.Draft || own.Contains(x.OrganisationId));
        }

        var assigned = user.Has(Role.Evaluator) ? await assignments.OfEvaluatorAsync(user.Id!.Value, cancellationToken) : [];
        return db.GrantApplications.Where(x => own.Contains(x.OrganisationId) || assigned.Contains(x.Id));
    }

    public async Task<GrantApplication?> FindAsync(GrantApplicationId id, CancellationToken cancellationToken) =>
        await (await VisibleAsync(cancellationToken)).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>Applicants act for the organisations whose members they are.</summary>
    public async Task<Error?> WhyNotOwnAsync(GrantApplication application, CancellationToken cancellationToken) =>
        await organisations.IsMemberAsync(application.OrganisationId, user.Id!.Value, cancellationToken)
            ? null
            : GrantApplicationErrors.NotFound;
}

/// <summary>Loads an application, asks its guard, changes it, saves it: the course of every transition.</summary>
internal sealed class ApplicationTransition(IApplicationsDbContext db, ApplicationAccess access) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync(
        GrantApplicationId id,
        ExpectedVersion? version,
        Func<GrantApplication, ExpectedVersion?, CancellationToken, Task<Error?>> guard,
        Func<GrantApplication, Task<Result>> change,
        CancellationToken cancellationToken
    )
    {
        if (await access.FindAsync(id, cancellationToken) is not { } application)
        {
            return GrantApplicationErrors.NotFound;
        }

        if (await guard(application, version, cancellationToken) is { } error)
        {
            return error;
        }

        var changed = await change(application);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(application);
    }
}

/// <summary>Whether an application exists for the caller.</summary>
public sealed class ApplicationGate(
    IApplicationsDbContext db,
    ICurrentUser user,
    IOrganisationLookup organisations,
    IAssignmentLookup assignments
) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var applicationId = new GrantApplicationId(id);
        var visible = await new ApplicationAccess(db, user, organisations, assignments).VisibleAsync(cancellationToken);
        return await visible.AnyAsync(x => x.Id == applicationId, cancellationToken) ? null : GrantApplicationErrors.NotFound;
    }
}
