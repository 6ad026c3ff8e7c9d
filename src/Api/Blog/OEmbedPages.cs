using System.Globalization;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadCollections;
using SocialInnovation.Application.Blog.ReadPublicPosts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>
/// The oEmbed provider (oembed.com, version 1.0): tells another site how to show a post or a collection in a frame. 400 where no address
/// is given or a size is none, 404 where the address is none of a public page, 501 for a format other than <c>json</c> and <c>xml</c>.
/// </summary>
internal static class OEmbedPages
{
    private const int LongestAddress = 2_000;

    public static void MapOEmbed(this RouteGroupBuilder pages) => pages.MapGet(OEmbedReply.Path, AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var query = http.Request.Query;
        var format = query["format"].FirstOrDefault() ?? "json";
        if (format is not ("json" or "xml"))
        {
            return Refused(StatusCodes.Status501NotImplemented, "The formats are json and xml.");
        }

        if (
            query["url"].FirstOrDefault() is not { Length: > 0 and <= LongestAddress } url
            || !IsSize(query["maxwidth"].FirstOrDefault(), out var widest)
            || !IsSize(query["maxheight"].FirstOrDefault(), out var highest)
        )
        {
            return Refused(StatusCodes.Status400BadRequest, "Give the address of a page as url, and sizes as whole numbers.");
        }

        if (await FindAsync(url, http, dispatcher, ct) is not { } found)
        {
            return Refused(StatusCodes.Status404NotFound, "This is not the address of a page that can be embedded.");
        }

        var reply = found with { Widest = widest, Highest = highest };
        return format == "json"
            ? new PublicReply(reply.Json(), "application/json")
            : new PublicReply(reply.Xml(), "text/xml; charset=utf-8");
    }

    private static async Task<OEmbedReply?> FindAsync(string url, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var isOwn =
            Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && string.Equals(address.Authority, http.Request.Host.ToUriComponent(), StringComparison.OrdinalIgnoreCase);
        var parts = isOwn ? address!.AbsolutePath.Split('/') : [];
        if (parts is not ["", var list, var slug] || !PublicPages.IsName(slug))
        {
            return null;
        }

        var named = Microsoft
            .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address!.Query)
            .GetValueOrDefault("language")
            .FirstOrDefault();
        var language = Naming.Parse<PostLanguage>(named) ?? http.WantedLanguage();
        return ("/" + list) switch
        {
            "/blog" => await PostAsync(slug, language, http.Origin(), dispatcher, ct),
            CollectionPage.List => await CollectionAsync(slug, language, http.Origin(), dispatcher, ct),
            _ => null,
        };
    }

    private static async Task<OEmbedReply?> PostAsync(
        string slug,
        PostLanguage language,
        string origin,
        IDispatcher dispatcher,
        CancellationToken ct
    )
    {
        var post = await dispatcher.SendAsync(new FindPost(slug), ct);
        if (post.IsFailure)
        {
            return null;
        }

        var edition = post.Value.Editions.FirstOrDefault(x => x.Language == language) ?? post.Value.Editions[0];
        return Reply(origin, $"/blog/{post.Value.Slug}", edition.Language, edition.Title, post.Value.AuthorName);
    }

    private static async Task<OEmbedReply?> CollectionAsync(
        string slug,
        PostLanguage language,
        string origin,
        IDispatcher dispatcher,
        CancellationToken ct
    )
    {
        var collection = await dispatcher.SendAsync(new FindCollection(slug), ct);
        if (collection.IsFailure)
        {
            return null;
        }

        var edition = CollectionPage.Edition(collection.Value, language);
        var path = $"{CollectionPage.List}/{collection.Value.Slug}";
        return Reply(origin, path, edition.Language, edition.Title, BlogTexts.In(edition.Language).Publisher);
    }

    private static OEmbedReply Reply(string origin, string path, PostLanguage language, string title, string author)
    {
        var texts = BlogTexts.In(language);
        var frame = $"{origin}{path}/embed?language={texts.Language}";
        return new OEmbedReply(origin, frame, title, author, texts.Publisher) { Widest = int.MaxValue, Highest = int.MaxValue };
    }

    private static IResult Refused(int status, string text) => Results.Text(text, "text/plain; charset=utf-8", statusCode: status);

    // What is not limited is as large as it is.
    private static bool IsSize(string? text, out int size)
    {
        size = int.MaxValue;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size > 0);
    }
}
