using System.Globalization;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Texts;

/// <summary>Markdown by Markdig, which lets no HTML through; what it makes of it is then held against a list of what may stay.</summary>
internal sealed class MarkdigMarkdown : IMarkdown
{
    private const string Own = "picture:";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .Build();

    public string ToHtml(string markdown, TextAuthor author) => HtmlCleaner.Of(author).Clean(Markdown.ToHtml(markdown, Pipeline));

    public string ToHtml(string markdown, TextAuthor author, IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>> pictures)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in PicturesOf(document))
        {
            // What is not there keeps its address, which the cleaner knows nothing of: it goes.
            if (OwnIn(link) is { } id && pictures.TryGetValue(id, out var sizes))
            {
                link.Url = OwnPictures.MiddleOf(sizes).Source;
            }
        }

        return HtmlCleaner.Of(author).Clean(document.ToHtml(Pipeline), dom => OwnPictures.Offer(dom, pictures));
    }

    public bool IsTooDeep(string markdown)
    {
        try
        {
            Markdown.ToHtml(markdown, Pipeline);
            return false;
        }
        catch (ArgumentException)
        {
            // Markdig says in no other way that it met its bound.
            return true;
        }
    }

    public IReadOnlyList<MarkdownPicture> PicturesIn(string markdown) =>
        [
            .. PicturesOf(Markdown.Parse(markdown, Pipeline))
                .Select(x => new MarkdownPicture(
                    x.Url?.StartsWith(Own, StringComparison.OrdinalIgnoreCase) == true,
                    OwnIn(x),
                    IsSilent(x)
                )),
        ];

    private static IEnumerable<LinkInline> PicturesOf(MarkdownDocument document) =>
        document.Descendants<LinkInline>().Where(x => x.IsImage).ToList();

    private static PictureId? OwnIn(LinkInline link) =>
        link.Url is { } url
        && url.StartsWith(Own, StringComparison.OrdinalIgnoreCase)
        && Guid.TryParseExact(url[Own.Length..], "D", out var id)
            ? new PictureId(id)
            : null;

    // What has no width is not read either.
    private static bool IsSilent(LinkInline picture)
    {
        var html = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new Markdig.Renderers.HtmlRenderer(html) { EnableHtmlForInline = false, EnableHtmlEscape = false };
        Pipeline.Setup(renderer);
        renderer.WriteChildren(picture);
        return html.ToString()
            .All(x => char.IsWhiteSpace(x) || char.GetUnicodeCategory(x) is UnicodeCategory.Format or UnicodeCategory.Control);
    }
}
