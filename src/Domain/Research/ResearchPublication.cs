using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>In what form something was published.</summary>
public enum PublicationKind
{
    /// <summary>An article in a journal.</summary>
    Article,

    /// <summary>A paper of a conference.</summary>
    ConferencePaper,

    /// <summary>A book.</summary>
    Book,

    /// <summary>A thesis.</summary>
    Thesis,

    /// <summary>A report.</summary>
    Report,
}

/// <summary>An author of a publication, as it names them.</summary>
/// <param name="FamilyName">Family name, or the whole name of a body.</param>
/// <param name="GivenName">Given names or initials.</param>
public sealed record PublicationAuthor(
    [property: PersonalData(ProcessingPurpose.Research, Retention.Archive, LegalBasis.PublicTask)] string FamilyName,
    [property: PersonalData(ProcessingPurpose.Research, Retention.Archive, LegalBasis.PublicTask)] string? GivenName
);

/// <summary>What is said of a publication.</summary>
public sealed record PublicationDetails
{
    public required PublicationKind Kind { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<PublicationAuthor> Authors { get; init; }

    public required int IssuedYear { get; init; }

    /// <summary>In any form in which a DOI is written.</summary>
    public string? Doi { get; init; }

    public string? ContainerTitle { get; init; }

    public InnovationId? InnovationId { get; init; }

    public ResearchSubjectId? SubjectId { get; init; }
}

/// <summary>What research published about an innovation or a subject.</summary>
public sealed class ResearchPublication : AggregateRoot<ResearchPublicationId>
{
    private ResearchPublication() { }

    public PublicationKind Kind { get; private set; }

    public string Title { get; private set; } = null!;

    public IReadOnlyList<PublicationAuthor> Authors { get; private set; } = [];

    public int IssuedYear { get; private set; }

    public string? Doi { get; private set; }

    /// <summary>The journal, the proceedings, the series.</summary>
    public string? ContainerTitle { get; private set; }

    public InnovationId? InnovationId { get; private set; }

    public ResearchSubjectId? SubjectId { get; private set; }

    public static ResearchPublication Record(ResearchPublicationId id, PublicationDetails details)
    {
        var publication = new ResearchPublication { Id = id };
        publication.Replace(details);
        return publication;
    }

    public void Replace(PublicationDetails details)
    {
        (Kind, Title, Authors, IssuedYear) = (details.Kind, details.Title, details.Authors, details.IssuedYear);
        (Doi, ContainerTitle) = (details.Doi is { } doi ? Research.Doi.Normalise(doi) : null, details.ContainerTitle);
        (InnovationId, SubjectId) = (details.InnovationId, details.SubjectId);
    }
}
