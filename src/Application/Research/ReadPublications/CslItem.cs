using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.ReadPublications;

/// <summary>Types of the Citation Style Language that publications have here.</summary>
public enum CslType
{
    /// <summary>An article in a journal.</summary>
    ArticleJournal,

    /// <summary>A paper of a conference.</summary>
    PaperConference,

    /// <summary>A book.</summary>
    Book,

    /// <summary>A thesis.</summary>
    Thesis,

    /// <summary>A report.</summary>
    Report,
}

/// <summary>A publication as an item of CSL JSON, the input format of the Citation Style Language, version 1.0.2.</summary>
public sealed record CslItem
{
    /// <summary>Identifier.</summary>
    public required ResearchPublicationId Id { get; init; }

    /// <summary>What it is.</summary>
    public required CslType Type { get; init; }

    /// <summary>Title.</summary>
    [MaxLength(ResearchLimits.Title)]
    public required string Title { get; init; }

    /// <summary>Its authors in their order.</summary>
    public required IReadOnlyList<CslName> Author { get; init; }

    /// <summary>When it was published.</summary>
    public required CslDate Issued { get; init; }

    /// <summary>The journal, the proceedings or the series.</summary>
    [JsonPropertyName("container-title"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContainerTitle { get; init; }

    /// <summary>Its DOI, without the resolver's address.</summary>
    [JsonPropertyName("DOI"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Doi { get; init; }

    internal static CslItem Of(ResearchPublication publication) =>
        new()
        {
            Id = publication.Id,
            Type = TypeOf(publication.Kind),
            Title = publication.Title,
            Author = [.. publication.Authors.Select(CslName.Of)],
            Issued = new CslDate([
                [publication.IssuedYear],
            ]),
            ContainerTitle = publication.ContainerTitle,
            Doi = publication.Doi,
        };

    private static CslType TypeOf(PublicationKind kind) =>
        kind switch
        {
            PublicationKind.Article => CslType.ArticleJournal,
            PublicationKind.ConferencePaper => CslType.PaperConference,
            PublicationKind.Book => CslType.Book,
            PublicationKind.Thesis => CslType.Thesis,
            _ => CslType.Report,
        };
}

/// <summary>An author: a person with family and given name, or a body with its name as it is.</summary>
public sealed record CslName
{
    /// <summary>Family name of a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Family { get; init; }

    /// <summary>Given names of a person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Given { get; init; }

    /// <summary>Name of a body.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Literal { get; init; }

    internal static CslName Of(PublicationAuthor author) =>
        author.GivenName is { } given
            ? new CslName { Family = author.FamilyName, Given = given }
            : new CslName { Literal = author.FamilyName };
}

/// <summary>A date.</summary>
/// <param name="DateParts">Its parts, here the year alone.</param>
public sealed record CslDate([property: JsonPropertyName("date-parts")] IReadOnlyList<IReadOnlyList<int>> DateParts);
