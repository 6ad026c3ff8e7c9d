using SocialInnovation.Application.Catalogue.PrintDna;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Documents;
using static SocialInnovation.Infrastructure.Documents.Wording;

namespace SocialInnovation.Infrastructure.Catalogue.Booklets;

/// <summary>A part of a booklet.</summary>
internal sealed record BookletSection(string Title, IReadOnlyList<BookletItem> Items);

/// <summary>What stands under one heading, or under none.</summary>
internal sealed record BookletItem(string? Title, IReadOnlyList<string> Lines);

/// <summary>The parts of a DNA in words of one language; a part of which nothing is said is left out.</summary>
internal sealed class BookletParts(BookletModel booklet, BookletTexts texts, Wording wording, PageFont font)
{
    /// <summary>Whether a character was met that can't be printed.</summary>
    public bool HasMarks { get; private set; }

    /// <summary>A text as one printable line.</summary>
    public string Clean(string text) => Noted(PrintableText.Line(text, font));

    public string Source() => Fill(texts.Source, ("address", Clean(booklet.Source)));

    public IEnumerable<string> Front()
    {
        var (content, licences) = (booklet.Content, booklet.Dna.Documents.Select(x => x.Licence).Distinct().ToList());
        if (content.Summary is { } summary)
        {
            yield return Lines(summary);
        }

        if (booklet.Organisation is { } holder)
        {
            yield return Fill(texts.Holder, ("name", Clean(holder)));
        }

        yield return Fill(texts.Initiator, ("name", texts.Initiators[booklet.Initiator]));
        if (booklet.Themes.Count > 0)
        {
            yield return Fill(texts.Themes, ("names", string.Join(", ", booklet.Themes.Select(Clean))));
        }

        if (content.Places.Count > 0)
        {
            yield return Fill(
                texts.Places,
                ("names", string.Join(", ", content.Places.Select(x => $"{Clean(x.Commune)} ({x.Department()})")))
            );
        }

        if (licences.Count > 0)
        {
            yield return Fill(texts.Licences, ("names", string.Join(", ", licences)));
        }

        var day = DateOnly.FromDateTime(booklet.PublishedAt.DateTime);
        yield return Fill(texts.Version, ("number", wording.Number(booklet.Version)), ("date", wording.DateOf(day)));
    }

    public IReadOnlyList<BookletSection> Sections()
    {
        var dna = booklet.Dna;
        List<BookletSection> all =
        [
            new(texts.Need, [new BookletItem(null, [Lines(dna.Need)])]),
            new(texts.Steps, [.. dna.Steps.Index().Select(x => Step(x.Index + 1, x.Item))]),
            new(texts.Resources, [.. dna.Resources.Select(Resource)]),
            new(texts.LegalBasis, [.. dna.LegalBasis.Select(Plain)]),
            new(texts.Partners, [.. dna.Partners.Select(Plain)]),
            new(texts.SuccessConditions, [.. dna.SuccessConditions.Select(Plain)]),
            new(texts.Risks, [.. dna.Risks.Select(Risk)]),
            new(texts.Indicators, [.. dna.Indicators.Select(Plain)]),
            new(texts.Adaptable, [.. dna.Adaptable.Select(Plain)]),
            new(texts.Core, [.. dna.Core.Select(Plain)]),
            new(texts.Documents, [.. dna.Documents.Select(Document)]),
        ];
        return all.FindAll(x => x.Items.Count > 0);
    }

    public IEnumerable<string> Under(BookletPicture picture)
    {
        yield return Clean(picture.Alternative);
        if (picture.Caption is { } caption)
        {
            yield return Clean(caption);
        }

        if (picture.Credit is { } credit)
        {
            yield return Fill(texts.Credit, ("name", Clean(credit)));
        }
    }

    private BookletItem Step(int number, DnaStep step) =>
        new(
            Fill(texts.Step, ("number", wording.Number(number)), ("title", Clean(step.Title))),
            [
                .. Described(step.Description),
                Fill(texts.Days, ("days", wording.Number(step.DurationDays))),
                .. step.Stakeholders.Select(x => Fill(texts.Stakeholder, ("moment", texts.Moments[x.Moment]), ("name", Clean(x.Name)))),
            ]
        );

    private BookletItem Resource(DnaResource resource) =>
        new(
            Fill(texts.Resource, ("title", Clean(resource.Title)), ("kind", texts.Kinds[resource.Kind])),
            [
                .. Described(resource.Description),
                .. resource.Amount is { } amount ? [Fill(texts.Amount, ("amount", wording.AmountOf(amount)))] : Array.Empty<string>(),
            ]
        );

    private BookletItem Plain(DnaElement element) => new(Clean(element.Title), [.. Described(element.Description)]);

    private BookletItem Risk(DnaRisk risk) =>
        new(Clean(risk.Title), [.. Described(risk.Description), Fill(texts.Response, ("text", Lines(risk.Response)))]);

    private BookletItem Document(DnaDocument document) =>
        new(Clean(document.Title), [Fill(texts.Licence, ("licence", document.Licence), ("address", Clean(document.Url)))]);

    private IEnumerable<string> Described(string? description) => string.IsNullOrWhiteSpace(description) ? [] : [Lines(description)];

    private string Lines(string text) => Noted(PrintableText.Lines(text, font).Trim());

    private string Noted(string text)
    {
        HasMarks |= text.Contains(PrintableText.Mark);
        return text;
    }
}
