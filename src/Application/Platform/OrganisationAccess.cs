using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>Who may know of an organisation: its members and the back office.</summary>
internal static class OrganisationAccess
{
    /// <summary>Reads every organisation.</summary>
    public static readonly Role[] Office =
    [
        Role.Administrator,
        Role.Auditor,
        Role.Instructor,
        Role.ProgrammeManager,
        Role.BudgetOfficer,
        Role.DecisionRecorder,
        Role.FinanceCertifier,
        Role.FinanceOrderer,
        Role.FinanceSystem,
    ];

    public static IQueryable<Organisation> VisibleTo(this IQueryable<Organisation> organisations, ICurrentUser user)
    {
        if (user.HasAny(Office))
        {
            return organisations;
        }

        var id = user.Id ?? default;
        return organisations.Where(x => x.Members.Any(y => y.UserId == id));
    }

    /// <summary>Why the caller may not name or remove members of this role; null when it may.</summary>
    public static Error? WhyNotManage(this Organisation organisation, ICurrentUser user, MembershipRole role) =>
        user.Has(Role.Administrator) ? null : organisation.WhyNotManage(user.Id!.Value, role);
}

/// <summary>Admits those who read every organisation.</summary>
internal sealed class AdmitsOfficeAttribute() : AdmitsAttribute(OrganisationAccess.Office);

/// <summary>Whether an organisation exists for the caller.</summary>
[AdmitsOffice]
[Relation(Relation.OwnOrganisation)]
public sealed class OrganisationGate(IPlatformDbContext db, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var organisationId = new OrganisationId(id);
        return await db.Organisations.VisibleTo(user).AnyAsync(x => x.Id == organisationId, cancellationToken)
            ? null
            : OrganisationErrors.NotFound;
    }
}
