using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>
/// Who may know of a grant: the back office; its organisation from the notification on, and who acts for that learns of it no sooner, whatever
/// else it is.
/// </summary>
internal sealed class GrantAccess(IBudgetDbContext db, ICurrentUser user, IOrganisationLookup organisations) : ISharedRule
{
    private static readonly Role[] Office =
    [
        Role.ProgrammeManager,
        Role.BudgetOfficer,
        Role.DecisionRecorder,
        Role.FinanceCertifier,
        Role.FinanceOrderer,
        Role.FinanceSystem,
    ];

    public async Task<IQueryable<Grant>> VisibleAsync(CancellationToken cancellationToken)
    {
        if (user.Has(Role.Auditor))
        {
            return db.Grants;
        }

        var own = user.Has(Role.Applicant) ? await organisations.OfMemberAsync(user.Id!.Value, cancellationToken) : [];
        return user.HasAny(Office)
            ? db.Grants.Where(x => x.NotifiedAt != null || !own.Contains(x.OrganisationId))
            : db.Grants.Where(x => x.NotifiedAt != null && own.Contains(x.OrganisationId));
    }

    /// <summary>Applicants act for the organisations whose members they are; those who are readers only read.</summary>
    public async Task<Error?> WhyNotOwnAsync(Grant grant, CancellationToken cancellationToken) =>
        await organisations.RightOfAsync(grant.OrganisationId, user.Id!.Value, cancellationToken) switch
        {
            MemberRight.Write => null,
            MemberRight.Read => GrantErrors.ReaderOnly,
            _ => GrantErrors.NotMember,
        };
}
