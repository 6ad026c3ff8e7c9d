using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.ReadAgreements;

/// <summary>Reads an agreement; of a grant it tells what the grant's organisation consents to today.</summary>
[Roles(Role.Editor, Role.Auditor)]
public sealed record GetResearchAgreement(ResearchAgreementId Id) : IQuery<ResearchAgreementModel>;

/// <summary>Lists the agreements of the research network, newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="PartnerId">Only those with this partner.</param>
[Roles(Role.Editor, Role.Auditor)]
public sealed record ListResearchAgreements(PageRequest Page, Guid? PartnerId) : IQuery<Page<ResearchAgreementModel>>, IPagedQuery;

/// <summary>An agreement between a partner and the region or an organisation.</summary>
public sealed record ResearchAgreementModel
{
    /// <summary>Identifier.</summary>
    public required ResearchAgreementId Id { get; init; }

    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The partner.</summary>
    public required ResearchPartnerId PartnerId { get; init; }

    /// <summary>Name of the partner.</summary>
    public required string PartnerName { get; init; }

    /// <summary>The organisation with which the partner agrees; null for the region, or while it is withheld.</summary>
    public OrganisationId? OrganisationId { get; init; }

    /// <summary>The subject that it is about.</summary>
    public ResearchSubjectId? SubjectId { get; init; }

    /// <summary>The innovation that it is about.</summary>
    public InnovationId? InnovationId { get; init; }

    /// <summary>The grant that it is about; null while its organisation does not consent.</summary>
    public GrantId? GrantId { get; init; }

    /// <summary>Title of the grant's project, if its organisation shares that.</summary>
    public string? ProjectTitle { get; init; }

    /// <summary>Whether it is about a grant of which nothing is told, since its organisation does not consent, or no longer.</summary>
    public required bool IsWithheld { get; init; }

    /// <summary>The day of the last signature.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

internal sealed class ListResearchAgreementsValidator : AbstractValidator<ListResearchAgreements>
{
    public ListResearchAgreementsValidator() => this.IsPaged();
}

internal sealed class AgreementReads(IResearchDbContext db, SharedGrants shared)
    : IQueryHandler<GetResearchAgreement, ResearchAgreementModel>,
        IQueryHandler<ListResearchAgreements, Page<ResearchAgreementModel>>
{
    public async Task<Result<ResearchAgreementModel>> Handle(GetResearchAgreement request, CancellationToken cancellationToken) =>
        await db.ResearchAgreements.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } agreement
            ? (await ShowAsync([agreement], cancellationToken))[0]
            : AgreementErrors.NotFound;

    public async Task<Result<Page<ResearchAgreementModel>>> Handle(ListResearchAgreements request, CancellationToken cancellationToken)
    {
        var agreements = db.ResearchAgreements.AsNoTracking();
        if (request.PartnerId is { } partner)
        {
            var partnerId = new ResearchPartnerId(partner);
            agreements = agreements.Where(x => x.PartnerId == partnerId);
        }

        var page = await agreements.ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<ResearchAgreementModel>(await ShowAsync(page.Value.Items, cancellationToken), page.Value.NextCursor);
    }

    private async Task<IReadOnlyList<ResearchAgreementModel>> ShowAsync(
        IReadOnlyList<ResearchAgreement> agreements,
        CancellationToken cancellationToken
    )
    {
        var partners = agreements.Select(x => x.PartnerId).Distinct().ToList();
        var names = await db
            .ResearchPartners.Where(x => partners.Contains(x.Id))
            .Select(x => new { x.Id, x.Name })
            .ToDictionaryAsync(x => x.Id, x => x.Name, cancellationToken);
        var grants = await shared.FindAsync(
            [.. agreements.Where(x => x.GrantId is not null).Select(x => x.GrantId!.Value).Distinct()],
            cancellationToken
        );
        var shown = grants.ToDictionary(x => x.Id);
        return [.. agreements.Select(x => ToModel(x, names[x.PartnerId], x.GrantId is { } grant ? shown.GetValueOrDefault(grant) : null))];
    }

    private static ResearchAgreementModel ToModel(ResearchAgreement agreement, string partner, SharedGrant? grant)
    {
        // Who agrees about its grant is told by that; so it is withheld with the rest.
        var isOrganisationTold = agreement.GrantId is null || grant?.OrganisationName is not null;
        return new ResearchAgreementModel
        {
            Id = agreement.Id,
            Reference = agreement.Reference,
            PartnerId = agreement.PartnerId,
            PartnerName = partner,
            OrganisationId = isOrganisationTold ? agreement.OrganisationId : null,
            SubjectId = agreement.SubjectId,
            InnovationId = agreement.InnovationId,
            GrantId = grant?.Id,
            ProjectTitle = grant?.Project?.Title,
            IsWithheld = agreement.GrantId is not null && grant is null,
            SignedOn = agreement.SignedOn,
            From = agreement.From,
            Until = agreement.Until,
            Version = agreement.Version,
        };
    }
}
