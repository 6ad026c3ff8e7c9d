using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.RegisterPartner;

/// <summary>Registers a partner of the research network; everybody sees it.</summary>
[Roles(Role.Editor)]
public sealed record RegisterPartner(RegisterPartnerBody Body) : ICommand<Receipt>;

/// <summary>A new partner.</summary>
/// <param name="Kind">What it is; it stays what it is.</param>
/// <param name="Profile">What the network tells of it.</param>
public sealed record RegisterPartnerBody(PartnerKind Kind, PartnerProfileBody Profile);

/// <summary>Replaces what the network tells of a partner.</summary>
[Roles(Role.Editor)]
public sealed record ReplacePartner(ResearchPartnerId Id, ExpectedVersion? Version, PartnerProfileBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>What the network tells of a partner.</summary>
public sealed record PartnerProfileBody
{
    /// <summary>Name, at most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The partner that it belongs to, of a kind above its own: university, school, laboratory, researcher.</summary>
    public ResearchPartnerId? ParentId { get; init; }

    /// <summary>Codes of 1 to 50 themes, each once; a theme is known once a call that has it was published.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Its website, https, at most 500 characters.</summary>
    public string? Website { get; init; }

    /// <summary>Where it works.</summary>
    public PartnerPlaceBody? Place { get; init; }

    /// <summary>What it does, in plain text, at most 2 000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Its ROR without the address, such as <c>04vfs2w97</c>; not of a researcher.</summary>
    public string? Ror { get; init; }

    /// <summary>A researcher's ORCID without the address, such as <c>0000-0002-1825-0097</c>.</summary>
    public string? Orcid { get; init; }

    internal PartnerProfile ToProfile() =>
        new()
        {
            Name = Name,
            Themes = Themes,
            Website = Website,
            Place = Place is null ? null : new PartnerPlace(Place.CommuneCode, Place.Commune),
            Description = Description,
            Ror = Ror,
            Orcid = Orcid,
        };
}

/// <summary>Where a partner works.</summary>
/// <param name="CommuneCode">INSEE code of the commune; not the postcode.</param>
/// <param name="Commune">Name of the commune, at most 200 characters.</param>
public sealed record PartnerPlaceBody(string CommuneCode, string Commune);

internal sealed class RegisterPartnerValidator : AbstractValidator<RegisterPartner>
{
    public RegisterPartnerValidator()
    {
        RuleFor(x => x.Body.Kind).IsInEnum();
        RuleFor(x => x.Body.Profile).NotNull().SetValidator(new PartnerProfileBodyValidator());
    }
}

internal sealed class ReplacePartnerValidator : AbstractValidator<ReplacePartner>
{
    public ReplacePartnerValidator() => RuleFor(x => x.Body).SetValidator(new PartnerProfileBodyValidator());
}

internal sealed class PartnerProfileBodyValidator : AbstractValidator<PartnerProfileBody>
{
    public PartnerProfileBodyValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(ResearchLimits.Name);
        RuleFor(x => x.Themes).NotEmpty().HasAtMost(Limits.Items);
        RuleForEach(x => x.Themes).IsCode();
        RuleFor(x => x.Website).MaximumLength(ResearchLimits.Url).Matches(ResearchLimits.UrlPattern);
        RuleFor(x => x.Place!).SetValidator(new PartnerPlaceBodyValidator()).When(x => x.Place is not null);
        RuleFor(x => x.Description).MaximumLength(ResearchLimits.Description);
        RuleFor(x => x.Ror).MaximumLength(Ror.Length).Matches(Ror.Pattern);
        RuleFor(x => x.Orcid).MaximumLength(Orcid.Length).Matches(Orcid.Pattern);
    }
}

internal sealed class PartnerPlaceBodyValidator : AbstractValidator<PartnerPlaceBody>
{
    public PartnerPlaceBodyValidator()
    {
        RuleFor(x => x.CommuneCode).NotEmpty().MaximumLength(ResearchLimits.CommuneCode).Matches(ResearchLimits.CommunePattern);
        RuleFor(x => x.Commune).NotEmpty().MaximumLength(ResearchLimits.Commune);
    }
}

internal sealed class RegisterPartnerHandler(IResearchDbContext db, ReferenceCheck references)
    : ICommandHandler<RegisterPartner, Receipt>,
        ICommandHandler<ReplacePartner, Receipt>
{
    public async Task<Result<Receipt>> Handle(RegisterPartner request, CancellationToken cancellationToken)
    {
        var body = request.Body.Profile;
        var parent = await FindParentAsync(body.ParentId, cancellationToken);
        if (await WhyNotAsync(body, parent, cancellationToken) is { } error)
        {
            return WithinProfile(error);
        }

        var partner = ResearchPartner.Register(EntityId.New<ResearchPartnerId>(), request.Body.Kind, body.ToProfile(), parent);
        if (partner.IsFailure)
        {
            return WithinProfile(partner.Error);
        }

        db.ResearchPartners.Add(partner.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(partner.Value);
    }

    public async Task<Result<Receipt>> Handle(ReplacePartner request, CancellationToken cancellationToken)
    {
        if (await db.ResearchPartners.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } partner)
        {
            return PartnerErrors.NotFound;
        }

        if (ExpectedVersion.WhyStale(request.Version, partner) is { } stale)
        {
            return stale;
        }

        var parent = await FindParentAsync(request.Body.ParentId, cancellationToken);
        if (await WhyNotAsync(request.Body, parent, cancellationToken) is { } error)
        {
            return error;
        }

        var replaced = partner.Replace(request.Body.ToProfile(), parent);
        if (replaced.IsFailure)
        {
            return replaced.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(partner);
    }

    private async Task<ResearchPartner?> FindParentAsync(ResearchPartnerId? id, CancellationToken cancellationToken) =>
        id is null ? null : await db.ResearchPartners.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    private async Task<Error?> WhyNotAsync(PartnerProfileBody body, ResearchPartner? parent, CancellationToken cancellationToken) =>
        body.ParentId is not null && parent is null
            ? PartnerErrors.UnknownParent
            : await references.WhyNotThemesAsync(body.Themes, cancellationToken);

    private static Error WithinProfile(Error error) => error.At($"#/profile{error.Pointer![1..]}");
}
