using System.Xml;
using SocialInnovation.Api.Catalogue.Pages;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadAddresses;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Catalogue.ReadInnovationAddresses;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>The blog for programs: its feed and the sitemap protocol.</summary>
/// <param name="origin">Scheme and host under which the reader knows the service.</param>
internal sealed class BlogFeeds(string origin)
{
    private const string SitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    // Fixed for good, whatever host serves the feed: a reader knows it by its id.
    private static readonly Dictionary<PostLanguage, string> Ids = new()
    {
        [PostLanguage.Fr] = "urn:uuid:0193a7a0-b10c-7000-8000-0000000000f2",
        [PostLanguage.En] = "urn:uuid:0193a7a0-b10c-7000-8000-0000000000e2",
    };

    public static string IdOf(PostModel post) => $"urn:uuid:{post.Id.Value}";

    public string AddressOf(string slug, PostLanguage language) => $"{origin}/blog/{slug}?language={BlogTexts.In(language).Language}";

    public Feed Of(IReadOnlyList<PostModel> posts, PostLanguage language)
    {
        var texts = BlogTexts.In(language);
        return new Feed
        {
            Id = Ids[language],
            Language = language,
            Title = texts.Title,
            Subtitle = texts.Subtitle,
            Home = $"{origin}/blog?language={texts.Language}",
            Base = $"{origin}/blog",
            // An empty feed has never changed: the beginning of time is as true as any instant, and stays the same.
            UpdatedAt = posts.Select(x => x.UpdatedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max(),
            Entries = [.. posts.Select(x => Entry(x, x.Editions.First(y => y.Language == language)))],
        };
    }

    public byte[] Sitemap(IReadOnlyList<PageAddress> pages, IReadOnlyList<InnovationAddress> innovations) =>
        AtomXml.Write(xml =>
        {
            xml.WriteStartElement("urlset", SitemapSpace);
            foreach (var page in pages)
            {
                Address(xml, $"{PathOf(page.Kind)}/{page.Slug}", page.UpdatedAt);
            }

            foreach (var innovation in innovations)
            {
                Address(xml, $"{InnovationPage.List}/{innovation.Id.Value}", innovation.PublishedAt);
            }

            xml.WriteEndElement();
        });

    private void Address(XmlWriter xml, string path, DateTimeOffset changedAt)
    {
        xml.WriteStartElement("url", SitemapSpace);
        xml.WriteElementString("loc", SitemapSpace, $"{origin}{path}");
        xml.WriteElementString("lastmod", SitemapSpace, AtomXml.Instant(changedAt));
        xml.WriteEndElement();
    }

    private static string PathOf(PageKind kind) =>
        kind switch
        {
            PageKind.Event => EventPage.List,
            PageKind.Collection => CollectionPage.List,
            _ => "/blog",
        };

    private FeedEntry Entry(PostModel post, EditionModel edition) =>
        new()
        {
            Id = IdOf(post),
            Address = AddressOf(post.Slug, edition.Language),
            Title = edition.Title,
            Summary = edition.Summary,
            Html = edition.Html,
            PublishedAt = post.PublishedAt!.Value,
            UpdatedAt = post.UpdatedAt,
            Author = post.AuthorName,
            Tags = post.Tags,
        };
}
