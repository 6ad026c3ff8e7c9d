using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications;

/// <summary>
/// Who may know of an application: its organisation's applicants; once it was submitted the back office; evaluators those that they read.
/// </summary>
internal sealed class ApplicationAccess(
    IApplicationsDbContext db,
    ICurrentUser user,
    IOrganisationLookup organisations,
    IAssignmentLookup assignments
) : ISharedRule
{
    /// <summary>Reads every application that was submitted.</summary>
    public static readonly Role[] Office = [Role.Instructor, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder];

    private bool IsBackOffice => user.HasAny(Office);

    /// <summary>True of a back office that acts for no applicant.</summary>
    public bool SeesSubmittedOnly => IsBackOffice && !user.HasAny(Role.Auditor, Role.Applicant);

    /// <summary>The organisations whose outcomes the caller learns by their notification only.</summary>
    public Task<IReadOnlyList<OrganisationId>> OwnAsync(CancellationToken cancellationToken) =>
        organisations.OfMemberAsync(user.Id!.Value, cancellationToken);

    public async Task<bool> IsOwnAsync(GrantApplication application, CancellationToken cancellationToken) =>
        await organisations.IsMemberAsync(application.OrganisationId, user.Id!.Value, cancellationToken);

    public async Task<IQueryable<GrantApplication>> VisibleAsync(CancellationToken cancellationToken)
    {
        if (user.Has(Role.Auditor))
        {
            return db.GrantApplications;
        }

        var own = user.Has(Role.Applicant) ? await OwnAsync(cancellationToken) : [];
        if (IsBackOffice)
        {
            // What was withdrawn or ended as a draft was never handed in.
            return db.GrantApplications.Where(x => x.SubmittedAt != null || own.Contains(x.OrganisationId));
        }

        var assigned = user.Has(Role.Evaluator) ? await assignments.OfEvaluatorAsync(user.Id!.Value, cancellationToken) : [];
        return db.GrantApplications.Where(x => own.Contains(x.OrganisationId) || assigned.Contains(x.Id));
    }

    public async Task<GrantApplication?> FindAsync(GrantApplicationId id, CancellationToken cancellationToken) =>
        await (await VisibleAsync(cancellationToken)).SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    /// <summary>Applicants act for the organisations whose members they are; those who are readers only read.</summary>
    public async Task<Error?> WhyNotOwnAsync(GrantApplication application, CancellationToken cancellationToken) =>
        await organisations.RightOfAsync(application.OrganisationId, user.Id!.Value, cancellationToken) switch
        {
            MemberRight.Write => null,
            MemberRight.Read => GrantApplicationErrors.ReaderOnly,
            _ => GrantApplicationErrors.NotMember,
        };
}

/// <summary>Admits those who read applications whatever their relation to them.</summary>
internal sealed class AdmitsReadersAttribute() : AdmitsAttribute([Role.Auditor, .. ApplicationAccess.Office]);

/// <summary>Loads an application, asks its guard, changes it, saves it: the course of every transition.</summary>
internal sealed class ApplicationTransition(IApplicationsDbContext db, ApplicationAccess access) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync(
        GrantApplicationId id,
        ExpectedVersion? version,
        Func<GrantApplication, ExpectedVersion?, CancellationToken, Task<Error?>> guard,
        Func<GrantApplication, Task<Result>> change,
        CancellationToken cancellationToken
    ) =>
        await Transition.RunAsync(
            await access.FindAsync(id, cancellationToken),
            GrantApplicationErrors.NotFound,
            x => guard(x, version, cancellationToken),
            change,
            db.SaveChangesAsync,
            cancellationToken
        );
}

/// <summary>Whether an application exists for the caller.</summary>
[AdmitsReaders]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
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
        if (await visible.AnyAsync(x => x.Id == applicationId, cancellationToken))
        {
            return null;
        }

        return (user.Has(Role.Evaluator) ? await assignments.WhyNotReadAsync(user.Id!.Value, applicationId, cancellationToken) : null)
            ?? GrantApplicationErrors.NotFound;
    }
}
