using Xunit.Sdk;

namespace SocialInnovation.Clients.Tests;

/// <summary>The feeds by the schema of RFC 4287, with a validator that is not ours.</summary>
public sealed class AtomSchemaTests(PublicSite site) : IClassFixture<PublicSite>
{
    private const string Folder = "feeds";

    [Theory]
    [InlineData("/blog/atom.xml?language=fr")]
    [InlineData("/blog/atom.xml?language=en")]
    [InlineData("/collections/comment-innovent-les-entreprises/atom.xml")]
    [InlineData("/innovations/feed.atom?q=machines")]
    public async Task Feed_IsValid(string path)
    {
        Programs.SkipWhenMissing("xmllint");
        var feed = await ReadAsync(path);

        Assert.Contains("<entry", feed, StringComparison.Ordinal);
        await ValidateAsync(feed);
    }

    [Theory]
    [InlineData("<id>", "<ident>", "</id>", "</ident>")]
    [InlineData("<updated>", "<updated>on ", "</updated>", "</updated>")]
    [InlineData("<entry", "<entry id=\"1\"", "</entry>", "</entry>")]
    public async Task Feed_WithAFault_DoesNotPass(string from, string to, string end, string otherEnd)
    {
        Programs.SkipWhenMissing("xmllint");
        var feed = (await ReadAsync("/blog/atom.xml?language=fr"))
            .Replace(from, to, StringComparison.Ordinal)
            .Replace(end, otherEnd, StringComparison.Ordinal);

        await Assert.ThrowsAsync<TrueException>(() => ValidateAsync(feed));
    }

    private async Task<string> ReadAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        return await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    private static async Task ValidateAsync(string feed)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, feed, TestContext.Current.CancellationToken);
            await Programs.RunAsync(Folder, "xmllint", "--noout", "--nonet", "--relaxng", "atom.rng", file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
