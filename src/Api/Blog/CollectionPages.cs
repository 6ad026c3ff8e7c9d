using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadCollections;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>The collections without any front end: pages, the feeds of each, and the page that other sites embed.</summary>
internal static class CollectionPages
{
    public static void MapCollectionPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(CollectionPage.List, IndexAsync);
        pages.MapGet(
            CollectionPage.List + "/{slug}",
            (string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                ShowAsync(slug, http, dispatcher, (page, x, edition) => new PublicReply(page.Collection(x, edition), PublicPages.Html), ct)
        );
        pages.MapGet(
            CollectionPage.List + "/{slug}/atom.xml",
            (string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                ShowAsync(
                    slug,
                    http,
                    dispatcher,
                    (page, x, edition) => new PublicReply(FeedWriter.Atom(page.Feed(x, edition)), PublicPages.Atom),
                    ct
                )
        );
        pages.MapGet(
            CollectionPage.List + "/{slug}/feed.json",
            (string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                ShowAsync(
                    slug,
                    http,
                    dispatcher,
                    (page, x, edition) => new PublicReply(FeedWriter.Json(page.Feed(x, edition)), FeedWriter.JsonType),
                    ct
                )
        );
        pages.MapGet(CollectionPage.List + "/{slug}/embed", EmbedAsync).WithMetadata(new FramedAnywhere());
    }

    private static async Task<IResult> IndexAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var collections = await dispatcher.SendAsync(new ListCollections(new PageRequest(PageRequest.MaxLimit, null), null), ct);
        return new PublicReply(CollectionPage.Index(collections.Value.Items, language), PublicPages.Html);
    }

    private static async Task<IResult> ShowAsync(
        string slug,
        HttpContext http,
        IDispatcher dispatcher,
        Func<CollectionPage, CollectionModel, EditionModel, IResult> show,
        CancellationToken ct
    )
    {
        var language = http.WantedLanguage();
        if (await FindAsync(slug, dispatcher, ct) is not { } shown)
        {
            var texts = BlogTexts.In(language);
            var words = CollectionTexts.In(texts);
            return PublicPages.Missing(PageLayout.NotFound(texts, words.NotFound, words.Back, CollectionPage.List));
        }

        var edition = CollectionPage.Edition(shown, language);
        http.Speaks(edition.Language);
        return show(new CollectionPage(http.Origin()), shown, edition);
    }

    private static async Task<IResult> EmbedAsync(string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        if (await FindAsync(slug, dispatcher, ct) is not { } shown)
        {
            return PublicPages.Missing(EmbedPage.NotFound(BlogTexts.In(language)));
        }

        var edition = CollectionPage.Edition(shown, language);
        http.Speaks(edition.Language);
        return new PublicReply(new EmbedPage(http.Origin()).Collection(shown, edition), PublicPages.Html);
    }

    private static async Task<CollectionModel?> FindAsync(string slug, IDispatcher dispatcher, CancellationToken ct)
    {
        var found = PublicPages.IsName(slug) ? await dispatcher.SendAsync(new FindCollection(slug), ct) : CollectionErrors.NotFound;
        return found.IsFailure ? null : found.Value;
    }
}
