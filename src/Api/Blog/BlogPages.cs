using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using SocialInnovation.Api.Catalogue.Pages;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadAddresses;
using SocialInnovation.Application.Blog.ReadComments;
using SocialInnovation.Application.Blog.ReadPublicPosts;
using SocialInnovation.Application.Catalogue.ReadInnovationAddresses;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Blog;

/// <summary>The blog without any front end: pages, feeds and the sitemap.</summary>
internal static class BlogPages
{
    private const string Style = "SocialInnovation.Api.Blog.style.css";
    private const string CommentsParameter = "comments";

    private static readonly byte[] StyleSheet = Load();

    public static void MapBlogPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapPublicPages();
        pages.MapGet("/blog", IndexAsync);
        pages.MapGet("/blog/{slug}", PostAsync);
        pages.MapGet(
            "/blog/style.css",
            () =>
                new PublicReply(StyleSheet, "text/css; charset=utf-8")
                {
                    MaxAge = TimeSpan.FromHours(1),
                    LastModified = PublicReply.BuiltAt,
                }
        );
        pages.MapGet("/blog/atom.xml", AtomAsync);
        pages.MapGet("/blog/feed.json", JsonFeedAsync);
        pages.MapGet("/sitemap.xml", SitemapAsync);
        pages.MapGet("/blog/{slug}/embed", EmbedAsync).WithMetadata(new FramedAnywhere());
        pages.MapEventPages();
        pages.MapCollectionPages();
        pages.MapInnovationPages();
        pages.MapOEmbed();
    }

    private static async Task<IResult> IndexAsync(string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var posts = await dispatcher.SendAsync(new ReadNewestPosts(language, new PageRequest(null, cursor)), ct);
        if (posts.IsFailure)
        {
            return new ProblemReply(posts.Error);
        }

        var links = new PageLinks("/blog", "cursor", cursor, posts.Value.NextCursor);
        return new PublicReply(PostPage.Index(posts.Value.Items, language, links), PublicPages.Html);
    }

    private static async Task<IResult> PostAsync(
        string slug,
        [FromQuery(Name = CommentsParameter)] string? cursor,
        HttpContext http,
        IDispatcher dispatcher,
        CancellationToken ct
    )
    {
        var language = http.WantedLanguage();
        var post = PublicPages.IsName(slug) ? await dispatcher.SendAsync(new FindPost(slug), ct) : PostErrors.NotFound;
        if (post.IsFailure)
        {
            var texts = BlogTexts.In(language);
            return PublicPages.Missing(PageLayout.NotFound(texts, texts.NotFound, texts.Back, "/blog"));
        }

        var edition = post.Value.Editions.FirstOrDefault(x => x.Language == language) ?? post.Value.Editions[0];
        http.Speaks(edition.Language);
        var comments = await dispatcher.SendAsync(new ListComments(post.Value.Id, new PageRequest(PageRequest.MaxLimit, cursor)), ct);
        // Between two reads a post can be withdrawn.
        if (comments.IsFailure && comments.Error.Kind != ErrorKind.NotFound)
        {
            return new ProblemReply(comments.Error with { Parameter = CommentsParameter });
        }

        var shown = comments.IsFailure ? new Page<CommentModel>([], null) : comments.Value;
        var links = new PageLinks($"/blog/{post.Value.Slug}", CommentsParameter, cursor, shown.NextCursor);
        return new PublicReply(new PostPage(http.Origin()).Post(post.Value, edition, shown.Items, links), PublicPages.Html);
    }

    private static async Task<IResult> EmbedAsync(string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var post = PublicPages.IsName(slug) ? await dispatcher.SendAsync(new FindPost(slug), ct) : PostErrors.NotFound;
        if (post.IsFailure)
        {
            return PublicPages.Missing(EmbedPage.NotFound(BlogTexts.In(language)));
        }

        var edition = post.Value.Editions.FirstOrDefault(x => x.Language == language) ?? post.Value.Editions[0];
        http.Speaks(edition.Language);
        return new PublicReply(new EmbedPage(http.Origin()).Post(post.Value, edition), PublicPages.Html);
    }

    private static async Task<IResult> AtomAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var posts = await dispatcher.SendAsync(new ReadNewestPosts(language, new PageRequest(null, null)), ct);
        return new PublicReply(FeedWriter.Atom(new BlogFeeds(http.Origin()).Of(posts.Value.Items, language)), PublicPages.Atom);
    }

    private static async Task<IResult> JsonFeedAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var posts = await dispatcher.SendAsync(new ReadNewestPosts(language, new PageRequest(null, null)), ct);
        return new PublicReply(FeedWriter.Json(new BlogFeeds(http.Origin()).Of(posts.Value.Items, language)), FeedWriter.JsonType);
    }

    private static async Task<IResult> SitemapAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var pages = await dispatcher.SendAsync(new ListAddresses(), ct);
        var innovations = await dispatcher.SendAsync(new ListInnovationAddresses(), ct);
        var sitemap = new BlogFeeds(http.Origin()).Sitemap(pages.Value, innovations.Value);
        return new PublicReply(sitemap, "application/xml; charset=utf-8");
    }

    private static byte[] Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Style)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
