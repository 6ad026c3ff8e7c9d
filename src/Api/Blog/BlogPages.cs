using System.Reflection;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadComments;
using SocialInnovation.Application.Blog.ReadPublicPosts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>The blog without any front end: pages, feeds and the sitemap. Whoever asks is nobody here, whatever it sends.</summary>
internal static class BlogPages
{
    private const string Html = "text/html; charset=utf-8";
    private const string Style = "SocialInnovation.Api.Blog.style.css";

    private static readonly byte[] StyleSheet = Load();

    public static void MapBlogPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription().AddEndpointFilter(SetNowAsync);
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
    }

    private static async Task<IResult> IndexAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = Wanted(http);
        var posts = await dispatcher.SendAsync(new ReadNewestPosts(language), ct);
        return new PublicReply(PostPage.Index(posts.Value, language), Html);
    }

    private static async Task<IResult> PostAsync(string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = Wanted(http);
        var found = slug.Length <= PostSlug.MaxLength && !slug.Contains('\0', StringComparison.Ordinal);
        var post = found ? await dispatcher.SendAsync(new FindPost(slug), ct) : PostErrors.NotFound;
        if (post.IsFailure)
        {
            return Results.Content(
                System.Text.Encoding.UTF8.GetString(PostPage.NotFound(language)),
                Html,
                null,
                StatusCodes.Status404NotFound
            );
        }

        var edition = post.Value.Editions.FirstOrDefault(x => x.Language == language) ?? post.Value.Editions[0];
        http.Response.Headers.ContentLanguage = BlogTexts.In(edition.Language).Language;
        var comments = await dispatcher.SendAsync(new ListComments(post.Value.Id, new PageRequest(PageRequest.MaxLimit, null)), ct);
        // Between two reads a post can be withdrawn.
        var shown = comments.IsFailure ? [] : comments.Value.Items;
        return new PublicReply(new PostPage(OriginOf(http)).Post(post.Value, edition, shown), Html);
    }

    private static async Task<IResult> AtomAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = Wanted(http);
        var posts = await dispatcher.SendAsync(new ReadNewestPosts(language), ct);
        return new PublicReply(new BlogFeeds(OriginOf(http)).Atom(posts.Value, language), $"{BlogFeeds.AtomType}; charset=utf-8");
    }

    private static async Task<IResult> JsonFeedAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = Wanted(http);
        var posts = await dispatcher.SendAsync(new ReadNewestPosts(language), ct);
        return new PublicReply(new BlogFeeds(OriginOf(http)).JsonFeed(posts.Value, language), BlogFeeds.JsonType);
    }

    private static async Task<IResult> SitemapAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var posts = await dispatcher.SendAsync(new ListAddresses(), ct);
        return new PublicReply(new BlogFeeds(OriginOf(http)).Sitemap(posts.Value), "application/xml; charset=utf-8");
    }

    // Who names a language in the address gets it; else the headers say.
    private static PostLanguage Wanted(HttpContext http)
    {
        var negotiated = Language.Negotiate(http);
        var named = Naming.Parse<PostLanguage>(http.Request.Query["language"].FirstOrDefault());
        var language = named ?? (negotiated == Language.French ? PostLanguage.Fr : PostLanguage.En);
        http.Response.Headers.ContentLanguage = BlogTexts.In(language).Language;
        return language;
    }

    private static string OriginOf(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}";

    private static async ValueTask<object?> SetNowAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        var time = http.RequestServices.GetRequiredService<IBusinessTime>();
        var context = http.RequestServices.GetRequiredService<RequestContext>();
        context.Now = await time.AtAsync(ReceivedAt.Of(http), http.RequestAborted);
        return await next(invocation);
    }

    private static byte[] Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Style)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
