using System.Globalization;
using System.Text;
using SocialInnovation.Api.Catalogue.Pages;
using SocialInnovation.Application.Blog.ReadCollections;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Domain.Blog;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Blog;

/// <summary>The examples of a collection as a page lists them.</summary>
internal static class CollectionItems
{
    public static string Html(CollectionModel shown, PostLanguage language, CollectionTexts words)
    {
        if (shown.Items.Count == 0)
        {
            return $"<p>{words.NoExamples}</p>\n";
        }

        var html = new StringBuilder("<ol class=\"examples\">\n");
        foreach (var item in shown.Items)
        {
            var title = TitleOf(item, language);
            var kind = item.Kind == CollectionItemKind.Innovation ? words.Innovation : words.Post;
            html.Append("<li>\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<h3{Spoken(title.Language, language)}><a href=\"{PathOf(item, title.Language)}\">{Encode(title.Title)}</a></h3>\n"
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<p class=\"about\">{kind}, {Date(item.PublishedAt!.Value, BlogTexts.In(language))}</p>\n"
                )
                .Append(CultureInfo.InvariantCulture, $"<p{Spoken(title.Language, language)}>{Encode(title.Summary)}</p>\n");
            if (NoteOf(item, language) is var (note, spoken))
            {
                html.Append(CultureInfo.InvariantCulture, $"<p><strong>{words.Note}</strong> : ")
                    .Append(CultureInfo.InvariantCulture, $"<span{Spoken(spoken, language)}>{Encode(note)}</span></p>\n");
            }

            html.Append("</li>\n");
        }

        return html.Append("</ol>\n").ToString();
    }

    /// <summary>Where an example is read.</summary>
    public static string PathOf(CollectionItemModel item, PostLanguage language) =>
        item.Slug is { } slug
            ? $"/blog/{slug}?language={BlogTexts.In(language).Language}"
            : $"{InnovationPage.List}/{item.Id}?language={BlogTexts.In(language).Language}";

    /// <summary>Its title in a language, or in that in which it was written.</summary>
    public static EditionSummary TitleOf(CollectionItemModel item, PostLanguage language) =>
        item.Editions.FirstOrDefault(x => x.Language == language) ?? item.Editions[0];

    /// <summary>What the editors say of it, in a language or in the other; null where they say nothing.</summary>
    public static (string Text, PostLanguage Language)? NoteOf(CollectionItemModel item, PostLanguage language)
    {
        var (french, english) = (item.NoteFr, item.NoteEn);
        var (own, other) = language == PostLanguage.Fr ? (french, english) : (english, french);
        return own is not null ? (own, language)
            : other is not null ? (other, language == PostLanguage.Fr ? PostLanguage.En : PostLanguage.Fr)
            : null;
    }
}
