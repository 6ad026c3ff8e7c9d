using System.Globalization;
using System.Text;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.Blog;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Blog;

/// <summary>The pictures of a post that its text does not show, one under the other.</summary>
internal static class PostGallery
{
    public static string Of(PostModel post, EditionModel edition) =>
        Of(
            post.Pictures.Where(x => !edition.Html.Contains($"\"/api/v1/pictures/{x.Id.Value}?", StringComparison.Ordinal)),
            edition.Language
        );

    /// <summary>Pictures one under the other.</summary>
    public static string Of(IEnumerable<ShownPictureModel> pictures, PostLanguage language)
    {
        var html = new StringBuilder();
        foreach (var picture in pictures)
        {
            Figure(html, picture, language);
        }

        return html.ToString();
    }

    private static void Figure(StringBuilder html, ShownPictureModel picture, PostLanguage language)
    {
        var largest = picture.Sizes[^1];
        var sources = string.Join(", ", picture.Sizes.Select(x => $"{x.Source} {x.Width}w"));
        var (alternative, spoken) = In(language, picture.AlternativeFr, picture.AlternativeEn);
        html.Append(CultureInfo.InvariantCulture, $"<figure>\n<img src=\"{largest.Source}\" srcset=\"{sources}\"")
            .Append(CultureInfo.InvariantCulture, $" sizes=\"(max-width: {largest.Width}px) 100vw, {largest.Width}px\"")
            .Append(CultureInfo.InvariantCulture, $" width=\"{largest.Width}\" height=\"{largest.Height}\" loading=\"lazy\"")
            .Append(CultureInfo.InvariantCulture, $" alt=\"{Encode(alternative)}\"{Spoken(spoken, language)}>\n");
        var (caption, written) = In(language, picture.CaptionFr, picture.CaptionEn);
        if (caption.Length > 0 || picture.Credit is not null)
        {
            html.Append("<figcaption>")
                .Append(caption.Length == 0 ? string.Empty : $"<span{Spoken(written, language)}>{Encode(caption)}</span> ")
                .Append(picture.Credit is null ? string.Empty : $"© {Encode(picture.Credit)}")
                .Append("</figcaption>\n");
        }

        html.Append("</figure>\n");
    }

    // What is not said in the page's language is said in the other, and marked as being in it.
    private static (string Text, PostLanguage Language) In(PostLanguage language, string? french, string? english) =>
        (language == PostLanguage.Fr ? french : english) is { } own ? (own, language)
        : language == PostLanguage.Fr ? (english ?? string.Empty, PostLanguage.En)
        : (french ?? string.Empty, PostLanguage.Fr);
}
