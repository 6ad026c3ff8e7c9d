namespace SocialInnovation.Application.Common;

/// <summary>Who wrote a Markdown text: it decides what of it is shown.</summary>
public enum TextAuthor
{
    /// <summary>The region's own people: headings, tables and pictures with an alternative text.</summary>
    Staff,

    /// <summary>Anybody: no picture and no heading, and search engines follow none of its links.</summary>
    Public,
}

/// <summary>Makes HTML of CommonMark, with tables, strikethrough and bare addresses as links. HTML inside the Markdown is shown as text.</summary>
public interface IMarkdown
{
    /// <summary>
    /// HTML that holds nothing but text, its structure and links (http, https, mailto, or a path of this service). Its headings begin at
    /// level 2 and leave no level out, so that they stand under the page's title.
    /// </summary>
    /// <exception cref="ArgumentException">The text is nested too deep: ask <see cref="IsTooDeep"/> before it is kept.</exception>
    string ToHtml(string markdown, TextAuthor author);

    /// <summary>True of a text with more quotes, lists or emphases inside each other than can be shown: about a hundred.</summary>
    bool IsTooDeep(string markdown);
}
