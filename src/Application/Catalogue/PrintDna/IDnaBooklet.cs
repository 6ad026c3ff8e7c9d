using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.PrintDna;

/// <summary>Writes the DNA of an innovation as a booklet, fit to print.</summary>
public interface IDnaBooklet
{
    /// <summary>
    /// The booklet as a PDF of upright A4 pages: title page, contents, each part, pictures, and on every page where it comes from. The same
    /// booklet gives the same text. A character that the document's font lacks is shown as a small square.
    /// </summary>
    /// <param name="booklet">What it says; the texts of the innovation are in the language in which they were written.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>: the language of the words around them.</param>
    /// <param name="sender">Name of the region.</param>
    /// <exception cref="ArgumentException">There is no booklet in the language.</exception>
    byte[] Write(BookletModel booklet, string language, string sender);
}

/// <summary>What a booklet says.</summary>
public sealed record BookletModel
{
    public required InnovationContent Content { get; init; }

    public required InnovationDna Dna { get; init; }

    /// <summary>Codes of its themes.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>Name of the organisation whose innovation it is; null when it is no known one's.</summary>
    public string? Organisation { get; init; }

    /// <summary>Number of the published version.</summary>
    public required int Version { get; init; }

    /// <summary>When that was published, in the offset in which it is shown.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Where the innovation is read.</summary>
    public required string Source { get; init; }

    public IReadOnlyList<BookletPicture> Pictures { get; init; } = [];

    public Initiator Initiator => Content.Initiator;
}

/// <summary>A picture of a booklet.</summary>
/// <param name="Alternative">What it shows.</param>
/// <param name="Caption">What stands under it.</param>
/// <param name="Credit">Whose it is.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Jpeg">The file.</param>
public sealed record BookletPicture(string Alternative, string? Caption, string? Credit, int Width, int Height, byte[] Jpeg);
