using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>What a partner of the research network is; each kind can belong to one of those before it.</summary>
public enum PartnerKind
{
    /// <summary>A university.</summary>
    University,

    /// <summary>A school (grande école), of a university or of its own.</summary>
    School,

    /// <summary>A laboratory or research unit.</summary>
    Laboratory,

    /// <summary>A person who does research.</summary>
    Researcher,
}

/// <summary>Where a partner works.</summary>
/// <param name="CommuneCode">INSEE code of the commune.</param>
/// <param name="Commune">Its name.</param>
public sealed record PartnerPlace(string CommuneCode, string Commune);

/// <summary>What the network tells of a partner.</summary>
public sealed record PartnerProfile
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public string? Website { get; init; }

    public PartnerPlace? Place { get; init; }

    public string? Description { get; init; }

    public string? Ror { get; init; }

    public string? Orcid { get; init; }
}

/// <summary>A university, school, laboratory or researcher that takes part in the network.</summary>
public sealed class ResearchPartner : AggregateRoot<ResearchPartnerId>
{
    private ResearchPartner() { }

    /// <summary>Never changes, so that who belongs to whom is a tree.</summary>
    public PartnerKind Kind { get; private set; }

    public ResearchPartnerId? ParentId { get; private set; }

    [PersonalData(ProcessingPurpose.Research, Retention.Archive, LegalBasis.PublicTask)]
    public string Name { get; private set; } = null!;

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public string? Website { get; private set; }

    public PartnerPlace? Place { get; private set; }

    public string? Description { get; private set; }

    public string? Ror { get; private set; }

    [PersonalData(ProcessingPurpose.Research, Retention.Archive, LegalBasis.PublicTask)]
    public string? Orcid { get; private set; }

    public static Result<ResearchPartner> Register(ResearchPartnerId id, PartnerKind kind, PartnerProfile profile, ResearchPartner? parent)
    {
        var partner = new ResearchPartner { Id = id, Kind = kind };
        return partner.Write(profile, parent) is { } error ? error : partner;
    }

    /// <summary>Replaces all that is told of it, and to whom it belongs.</summary>
    public Result Replace(PartnerProfile profile, ResearchPartner? parent) => Write(profile, parent) is { } error ? error : Result.Success;

    private Error? Write(PartnerProfile profile, ResearchPartner? parent)
    {
        if ((WhyNotKeep(profile) ?? ResearchThemes.WhyNotKeep(profile.Themes)) is { } error)
        {
            return error;
        }

        if (parent is not null && parent.Kind >= Kind)
        {
            return PartnerErrors.ParentNotAbove;
        }

        (ParentId, Name, Themes, Website) = (parent?.Id, profile.Name, profile.Themes, profile.Website);
        (Place, Description, Ror, Orcid) = (profile.Place, profile.Description, profile.Ror, profile.Orcid);
        return null;
    }

    private Error? WhyNotKeep(PartnerProfile profile)
    {
        var isPerson = Kind == PartnerKind.Researcher;
        return profile.Ror is not null && isPerson ? PartnerErrors.IdentifierMisplaced("ror")
            : profile.Orcid is not null && !isPerson ? PartnerErrors.IdentifierMisplaced("orcid")
            : profile.Ror is { } ror && !Research.Ror.HasCheckDigits(ror) ? PartnerErrors.RorCheckDigits
            : profile.Orcid is { } orcid && !Research.Orcid.HasCheckDigit(orcid) ? PartnerErrors.OrcidCheckDigit
            : null;
    }
}

/// <summary>The themes of a partner or subject.</summary>
public static class ResearchThemes
{
    /// <summary>Each stands there once.</summary>
    public static Error? WhyNotKeep(IReadOnlyList<string> themes)
    {
        foreach (var (index, theme) in themes.Index())
        {
            if (themes.Take(index).Contains(theme))
            {
                return ResearchErrors.ThemeRepeated(index);
            }
        }

        return null;
    }
}
