using System.Globalization;
using System.Text;
using SocialInnovation.Application.Research.ReadPublications;
using SocialInnovation.Application.Research.RecordPublication;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Api.Research;

/// <summary>Publications as a BibTeX database.</summary>
internal static class BibtexDocument
{
    public const string MediaType = "application/x-bibtex";

    // What stands between entries is a comment: without it a database of none would be an empty file.
    private const string None = "% There is no publication.\n";

    public static byte[] Write(IReadOnlyList<PublicationModel> publications) =>
        new UTF8Encoding(false).GetBytes(publications.Count == 0 ? None : string.Join("\n", publications.Select(Entry)));

    private static string Entry(PublicationModel publication)
    {
        var (type, container) = TypeOf(publication.Kind);
        var fields = new List<(string Name, string Value)>
        {
            ("author", string.Join(" and ", publication.Authors.Select(Name))),
            // A second pair of braces keeps capitals from being made small.
            ("title", $"{{{LatexText.Of(publication.PublicationTitle)}}}"),
            ("year", publication.IssuedYear.ToString(CultureInfo.InvariantCulture)),
        };
        if (publication.ContainerTitle is { } title)
        {
            fields.Add((container, LatexText.Of(title)));
        }

        // Its form holds neither brace nor backslash, so that it stands as it is.
        if (publication.Doi is { } doi)
        {
            fields.Add(("doi", doi));
        }

        return $"@{type}{{{Key(publication)},\n{string.Join(",\n", fields.Select(x => $"  {x.Name} = {{{x.Value}}}"))}\n}}\n";
    }

    // Each part is in braces: neither a comma nor the word "and" in it is read as a separator.
    private static string Name(PublicationAuthorBody author)
    {
        var family = $"{{{LatexText.Of(author.FamilyName)}}}";
        return author.GivenName is { } given ? $"{family}, {{{LatexText.Of(given)}}}" : family;
    }

    // The end of an id is what differs between two that were made at once.
    private static string Key(PublicationModel publication)
    {
        var family = publication.Authors[0].FamilyName.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter);
        return $"{string.Concat(family)}{publication.IssuedYear}-{publication.Id.Value.ToString("N")[^12..]}";
    }

    private static (string Type, string Container) TypeOf(PublicationKind kind) =>
        kind switch
        {
            PublicationKind.Article => ("article", "journal"),
            PublicationKind.ConferencePaper => ("inproceedings", "booktitle"),
            PublicationKind.Book => ("book", "series"),
            PublicationKind.Thesis => ("phdthesis", "school"),
            _ => ("techreport", "institution"),
        };
}
