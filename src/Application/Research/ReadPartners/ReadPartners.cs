using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Research.RegisterPartner;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.ReadPartners;

/// <summary>Reads a partner of the research network.</summary>
[Anonymous]
public sealed record GetPartner(ResearchPartnerId Id) : IQuery<PartnerModel>;

/// <summary>Lists the partners of the research network, newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Kind">Only partners of this kind.</param>
/// <param name="Theme">Only partners with this theme.</param>
[Anonymous]
public sealed record ListPartners(PageRequest Page, string? Kind, string? Theme) : IQuery<Page<PartnerModel>>, IPagedQuery;

/// <summary>A university, school, laboratory or researcher that takes part in the network.</summary>
public sealed record PartnerModel
{
    /// <summary>Identifier.</summary>
    public required ResearchPartnerId Id { get; init; }

    /// <summary>What it is.</summary>
    public required PartnerKind Kind { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>The partner that it belongs to.</summary>
    public ResearchPartnerId? ParentId { get; init; }

    /// <summary>Codes of its themes.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Its website.</summary>
    public string? Website { get; init; }

    /// <summary>Where it works.</summary>
    public PartnerPlaceBody? Place { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>Its identifier in the Research Organization Registry.</summary>
    public string? Ror { get; init; }

    /// <summary>A researcher's ORCID.</summary>
    public string? Orcid { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    internal static PartnerModel Of(ResearchPartner partner) =>
        new()
        {
            Id = partner.Id,
            Kind = partner.Kind,
            Name = partner.Name,
            ParentId = partner.ParentId,
            Themes = partner.Themes,
            Website = partner.Website,
            Place = partner.Place is { } place ? new PartnerPlaceBody(place.CommuneCode, place.Commune) : null,
            Description = partner.Description,
            Ror = partner.Ror,
            Orcid = partner.Orcid,
            Version = partner.Version,
        };
}

internal sealed class ListPartnersValidator : AbstractValidator<ListPartners>
{
    public ListPartnersValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Kind).IsWordOf<ListPartners, PartnerKind>();
        RuleFor(x => x.Theme).MaximumLength(Limits.Code).Matches(Limits.CodePattern);
    }
}

internal sealed class PartnerReads(IResearchDbContext db)
    : IQueryHandler<GetPartner, PartnerModel>,
        IQueryHandler<ListPartners, Page<PartnerModel>>
{
    public async Task<Result<PartnerModel>> Handle(GetPartner request, CancellationToken cancellationToken) =>
        await db.ResearchPartners.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } partner
            ? PartnerModel.Of(partner)
            : PartnerErrors.NotFound;

    public async Task<Result<Page<PartnerModel>>> Handle(ListPartners request, CancellationToken cancellationToken)
    {
        var partners = db.PartnersWith(request.Theme).AsNoTracking();
        if (Naming.Parse<PartnerKind>(request.Kind) is { } kind)
        {
            partners = partners.Where(x => x.Kind == kind);
        }

        var page = await partners.ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<PartnerModel>([.. page.Value.Items.Select(PartnerModel.Of)], page.Value.NextCursor);
    }
}
