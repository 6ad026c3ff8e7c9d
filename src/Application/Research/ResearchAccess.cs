using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research;

/// <summary>Who may know of what: everybody of the network, the editors and the auditor of drafts too.</summary>
internal static class ResearchAccess
{
    public static bool SeesDrafts(this ICurrentUser user) => user.HasAny(Role.Editor, Role.Auditor);

    public static IQueryable<ResearchSubject> VisibleTo(this IQueryable<ResearchSubject> subjects, ICurrentUser user) =>
        user.SeesDrafts() ? subjects : subjects.Where(x => x.Status != SubjectStatus.Draft);
}

/// <summary>What the members of a request point to is there.</summary>
internal sealed class ReferenceCheck(IResearchDbContext db, IThemeLookup themes, IPublicInnovations innovations) : ISharedRule
{
    /// <summary>What the region's calls know a theme by is a theme of the network.</summary>
    public async Task<Error?> WhyNotThemesAsync(IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var known = await themes.KnownAsync(cancellationToken);
        foreach (var (index, theme) in codes.Index())
        {
            if (!known.Contains(theme))
            {
                return ResearchErrors.UnknownTheme(index);
            }
        }

        return null;
    }

    public async Task<Error?> WhyNotPartnerAsync(ResearchPartnerId id, CancellationToken cancellationToken) =>
        await db.ResearchPartners.AnyAsync(x => x.Id == id, cancellationToken) ? null : ResearchErrors.UnknownPartner;

    public async Task<Error?> WhyNotSubjectAsync(ResearchSubjectId? id, CancellationToken cancellationToken) =>
        id is null || await db.ResearchSubjects.AnyAsync(x => x.Id == id, cancellationToken) ? null : ResearchErrors.UnknownSubject;

    public async Task<Error?> WhyNotInnovationAsync(InnovationId? id, CancellationToken cancellationToken) =>
        id is not { } innovation || (await innovations.OfAsync([innovation], cancellationToken)).Count > 0
            ? null
            : ResearchErrors.UnknownInnovation;
}

/// <summary>Whether a partner exists.</summary>
public sealed class PartnerGate(IResearchDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var partnerId = new ResearchPartnerId(id);
        return await db.ResearchPartners.AnyAsync(x => x.Id == partnerId, cancellationToken) ? null : PartnerErrors.NotFound;
    }
}

/// <summary>Whether a subject exists for the caller.</summary>
public sealed class SubjectGate(IResearchDbContext db, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var subjectId = new ResearchSubjectId(id);
        return await db.ResearchSubjects.VisibleTo(user).AnyAsync(x => x.Id == subjectId, cancellationToken)
            ? null
            : SubjectErrors.NotFound;
    }
}

/// <summary>Whether an agreement exists.</summary>
public sealed class AgreementGate(IResearchDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var agreementId = new ResearchAgreementId(id);
        return await db.ResearchAgreements.AnyAsync(x => x.Id == agreementId, cancellationToken) ? null : AgreementErrors.NotFound;
    }
}

/// <summary>Whether a publication exists.</summary>
public sealed class PublicationGate(IResearchDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var publicationId = new ResearchPublicationId(id);
        return await db.ResearchPublications.AnyAsync(x => x.Id == publicationId, cancellationToken) ? null : PublicationErrors.NotFound;
    }
}

/// <summary>Consents are known to the network's editors, the auditor, and the organisation that gave them.</summary>
[Admits(Role.Editor, Role.Auditor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed class ConsentGate(IResearchDbContext db, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var consentId = new SharingConsentId(id);
        var own = await organisations.OfMemberAsync(user.Id!.Value, cancellationToken);
        var seesAll = user.SeesDrafts();
        return await db.SharingConsents.AnyAsync(x => x.Id == consentId && (seesAll || own.Contains(x.OrganisationId)), cancellationToken)
            ? null
            : ConsentErrors.NotFound;
    }
}

/// <summary>Of a grant's consents know the network's editors, the auditor, and its organisation, from the notification on.</summary>
[Admits(Role.Editor, Role.Auditor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed class SharedGrantGate(IGrantLookup grants, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        // Both are asked always: what is hidden takes as long as what is missing.
        var own = await organisations.OfMemberAsync(user.Id!.Value, cancellationToken);
        var grant = await grants.FindNotifiedAsync(new GrantId(id), cancellationToken);
        return grant is not null && (user.SeesDrafts() || own.Contains(grant.OrganisationId)) ? null : ConsentErrors.GrantNotFound;
    }
}
