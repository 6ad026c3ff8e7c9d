using SocialInnovation.Application.Common.Pictures;

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

    /// <summary>The same of a text of staff that shows pictures of its own, by <c>picture:id</c>: they are offered in all their sizes.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="pictures">The sizes of its pictures; another one is not shown.</param>
    /// <exception cref="ArgumentException">The text is nested too deep.</exception>
    string ToHtml(string markdown, TextAuthor author, IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>> pictures);

    /// <summary>The pictures that a text shows, in its order.</summary>
    /// <exception cref="ArgumentException">The text is nested too deep.</exception>
    IReadOnlyList<MarkdownPicture> PicturesIn(string markdown);

    /// <summary>True of a text with more quotes, lists or emphases inside each other than can be shown: about a hundred.</summary>
    bool IsTooDeep(string markdown);
}

/// <summary>A picture that a text shows.</summary>
/// <param name="IsOwn">Whether it is named as one of the text's own, by <c>picture:</c>.</param>
/// <param name="Id">That one; null where what is named is no id.</param>
/// <param name="IsSilent">Whether nothing is read in its place.</param>
public sealed record MarkdownPicture(bool IsOwn, PictureId? Id, bool IsSilent);
