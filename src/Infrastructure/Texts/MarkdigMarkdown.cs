using Markdig;
using SocialInnovation.Application.Common;

namespace SocialInnovation.Infrastructure.Texts;

/// <summary>Markdown by Markdig, which lets no HTML through; what it makes of it is then held against a list of what may stay.</summary>
internal sealed class MarkdigMarkdown : IMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks()
        .Build();

    public string ToHtml(string markdown, TextAuthor author) => HtmlCleaner.Of(author).Clean(Markdown.ToHtml(markdown, Pipeline));

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
}
