using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>Pages of a list as somebody reads them who has nothing but their links.</summary>
internal static class LinkedPages
{
    /// <summary>Reads a page and all that its links to older or later ones lead to; the last of them leads back to the first.</summary>
    public static async Task<List<IHtmlDocument>> FollowAsync(ApiClient reader, string first)
    {
        var pages = new List<IHtmlDocument>();
        for (var path = first; path is not null; path = pages[^1].QuerySelector("nav a[rel=next]")?.GetAttribute("href"))
        {
            var reply = (await reader.GetAsync(path)).Expect(200);
            Assert.Contains("public", reply.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            pages.Add(new HtmlParser().ParseDocument(reply.Text));
        }

        Assert.Empty(Back(pages[0], first));
        Assert.All(pages.Skip(1), x => Assert.Single(Back(x, first)));
        Assert.All(pages.SelectMany(x => x.QuerySelectorAll("nav")), x => Assert.NotEmpty(x.GetAttribute("aria-label")!));
        return pages;
    }

    private static IEnumerable<string> Back(IHtmlDocument page, string first) =>
        page.QuerySelectorAll("main nav a:not([rel])").Select(x => x.GetAttribute("href")!).Where(x => x.Split('#')[0] == first);
}
