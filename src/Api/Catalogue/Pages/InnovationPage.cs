using System.Globalization;
using System.Text;
using SocialInnovation.Api.Blog;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.ReadInnovations;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Blog;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Catalogue.Pages;

/// <summary>An innovation for people: a whole page without a script. Every text is encoded; the one HTML that is put in has been cleaned.</summary>
internal sealed class InnovationPage(string origin, PostLanguage language, IMarkdown markdown)
{
    public const string List = "/innovations";

    private readonly BlogTexts texts = BlogTexts.In(language);
    private readonly InnovationTexts words = InnovationTexts.In(language);

    public byte[] Innovation(InnovationModel innovation, InnovationDnaBody? dna)
    {
        var content = innovation.Content;
        var own = new OwnTexts(content.Language, texts.Language);
        var body = new StringBuilder($"<article>\n{own.In("h1", content.Title)}\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"summary\"{own.Mark}>{Encode(content.Summary ?? "")}</p>\n")
            .Append(Facts(innovation))
            .Append(CultureInfo.InvariantCulture, $"<div{own.Mark}>\n{Story(content.Story ?? "")}</div>\n")
            .Append(PostGallery.Of(innovation.Pictures, language))
            .Append(Results(content.Results, own));
        if (dna is not null)
        {
            body.Append(new DnaSection(texts, words, own).Of(dna));
        }

        body.Append(Reuse(innovation, dna is not null)).Append(Tags(content.Themes, texts)).Append("</article>\n");
        var address = AddressOf(innovation);
        var head = $"""
            <meta name="description" content="{Encode(content.Summary ?? content.Title)}"{own.Mark}>
            <link rel="canonical" href="{Encode(address)}">
            <script type="application/ld+json">{InnovationData.Of(innovation, dna, address)}</script>
            """;
        return Whole(texts, content.Title, head, LanguagesOf($"{List}/{innovation.Id.Value}", language), body.ToString());
    }

    public static byte[] Index(IReadOnlyList<InnovationSummary> innovations, PostLanguage language, PageLinks links)
    {
        var (texts, words) = (BlogTexts.In(language), InnovationTexts.In(language));
        var body = new StringBuilder($"<h1>{Encode(words.Title)}</h1>\n<p class=\"summary\">{Encode(words.Subtitle)}</p>\n");
        if (innovations.Count == 0 && links.IsFirst)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{words.None}</p>\n");
        }

        foreach (var innovation in innovations)
        {
            var address = $"{List}/{innovation.Id.Value}?language={texts.Language}";
            var own = new OwnTexts(innovation.Language, texts.Language);
            body.Append(
                    CultureInfo.InvariantCulture,
                    $"<article>\n<h2{own.Mark}><a href=\"{address}\">{Encode(innovation.Title)}</a></h2>\n"
                )
                .Append(CultureInfo.InvariantCulture, $"<p class=\"about\">{words.Stages[innovation.Stage]}, ")
                .Append(CultureInfo.InvariantCulture, $"{Encode(string.Join(", ", innovation.Departments))}</p>\n")
                .Append(CultureInfo.InvariantCulture, $"{own.In("p", innovation.Summary ?? "")}\n</article>\n");
        }

        body.Append(links.Html(texts, texts.Newest, texts.Older));
        return Whole(texts, words.Title, string.Empty, LanguagesOf(List, language, links.Here), body.ToString());
    }

    private static string LanguagesOf(string path, PostLanguage language, string here = "") =>
        Languages(path, [PostLanguage.Fr, PostLanguage.En], language, BlogTexts.In(language), here);

    private string AddressOf(InnovationModel innovation) => $"{origin}{List}/{innovation.Id.Value}";

    private string Facts(InnovationModel innovation)
    {
        var content = innovation.Content;
        var facts = new StringBuilder("<dl>\n");
        Fact(words.Stage, words.Stages[content.Stage]);
        Fact(words.Initiator, words.Initiators[content.Initiator]);
        if (innovation.OrganisationName is { } holder)
        {
            Fact(words.Holder, Encode(holder));
        }

        Fact(words.Places, Encode(string.Join(", ", content.Places.Select(x => x.Commune))));
        Fact(words.Published, Date(innovation.PublishedAt!.Value, texts));
        return facts.Append("</dl>\n").ToString();

        void Fact(string name, string html) => facts.Append(CultureInfo.InvariantCulture, $"<dt>{name}</dt>\n<dd>{html}</dd>\n");
    }

    // A text that is nested too deep for a page is shown as it was written.
    private string Story(string story) =>
        markdown.IsTooDeep(story) ? $"<pre>{Encode(story)}</pre>\n" : markdown.ToHtml(story, TextAuthor.Public);

    private string Results(IReadOnlyList<InnovationResultBody> results, OwnTexts own)
    {
        if (results.Count == 0)
        {
            return string.Empty;
        }

        var table = new StringBuilder($"<h2 id=\"results\">{words.Results}</h2>\n<table aria-labelledby=\"results\">\n<thead><tr>")
            .Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{words.Indicator}</th><th scope=\"col\">{words.Figure}</th>")
            .Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{words.Period}</th><th scope=\"col\">{words.Evidence}</th>")
            .Append("</tr></thead>\n<tbody>\n");
        foreach (var result in results)
        {
            table
                .Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"{own.Mark}>{Encode(result.Indicator)}</th>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Encode(result.Figure)} {own.In("span", result.Unit)}</td>")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<td>{Encode($"{Day(result.From, texts)} {words.Until} {Day(result.Until, texts)}")}</td>"
                )
                .Append(CultureInfo.InvariantCulture, $"<td>{Evidence(result, own)}</td></tr>\n");
        }

        return table.Append("</tbody>\n</table>\n").ToString();
    }

    private static string Evidence(InnovationResultBody result, OwnTexts own) =>
        result.EvidenceUrl is { } url ? own.Link(url, result.Evidence) : own.In("span", result.Evidence);

    private string Reuse(InnovationModel innovation, bool hasDna)
    {
        var root = $"/api/v1/innovations/{innovation.Id.Value}";
        var links = new StringBuilder($"<h2>{words.Reuse}</h2>\n<ul>\n");
        if (hasDna)
        {
            Link($"{root}/dna/booklet", "application/pdf", words.Booklet);
            Link($"{root}/dna/export", "application/json", words.Export);
        }

        Link($"{root}/lineage/drawing", "image/svg+xml", words.Lineage);
        return links.Append("</ul>\n").ToString();

        void Link(string path, string type, string text) =>
            links.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{path}\" type=\"{type}\">{Encode(text)}</a></li>\n");
    }
}
