using System.IO.Compression;
using System.Text;
using SocialInnovation.Api.Tests.Calls;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>What everybody may read is kept by caches and told to be unchanged; what is one caller's own never.</summary>
public sealed class ConditionalTests(CallDesk desk) : IClassFixture<CallDesk>
{
    public static TheoryData<string> PublicPaths => new() { "/api/v1", "/api/v1/calls", "/api/v1/calls/{id}", "/api/v1/calls/{id}/awards" };

    [Theory]
    [MemberData(nameof(PublicPaths))]
    public async Task PublicRepresentation_ThatIsKnown_Is304_WithTheHeadersThatACacheNeeds(string template)
    {
        var path = await PublicAsync(template);
        var full = await ReadAsync(path);
        var tag = full["ETag"]!;

        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        Assert.Equal("public, max-age=30", full["Cache-Control"]);
        Assert.Contains("Accept-Encoding", full.List("Vary"));
        Assert.Contains("Authorization", full.List("Vary"));
        foreach (var known in new[] { tag, tag[2..], "*", $"\"other\", {tag}" })
        {
            foreach (var method in new[] { "GET", "HEAD" })
            {
                var unchanged = await Exchange.SendAsync(desk.Api.Anonymous(), method, path, ("If-None-Match", known));

                Assert.Equal(304, unchanged.Status);
                Assert.Empty(unchanged.Content);
                Assert.All(["ETag", "Cache-Control", "Vary"], header => Assert.Equal(full[header], unchanged[header]));
                Assert.All(["Content-Type", "Content-Length", "Content-Language"], header => Assert.Null(unchanged[header]));
            }
        }

        foreach (var other in new[] { "\"other\"", "W/\"other\"", "\"1\"", tag.Trim('W', '/', '"') })
        {
            Assert.Equal(200, (await ReadAsync(path, ("If-None-Match", other))).Status);
        }
    }

    [Theory]
    [MemberData(nameof(PublicPaths))]
    public async Task SignedInRepresentation_IsNeverKept_AndNever304(string template)
    {
        var path = await PublicAsync(template);
        var tag = (await ReadAsync(path))["ETag"]!;

        foreach (var known in new[] { tag, "*" })
        {
            var read = await Exchange.SendAsync(desk.Manager, "GET", path, ("If-None-Match", known));
            Assert.Equal(200, read.Status);
            Assert.Equal("private, no-store", read["Cache-Control"]);
            Assert.NotEqual(tag, read["ETag"]);
        }
    }

    [Fact]
    public async Task Call_ThatOpensWithTheClock_HasAnotherTag_ThoughItsVersionStays()
    {
        var id = await desk.PublishAsync();
        var (call, list) = ($"{CallDesk.Calls}/{id}", CallDesk.Calls);
        var (version, before, listed) = (await desk.VersionAsync(id), await ReadAsync(call), await ReadAsync(list));
        Assert.Equal(304, (await ReadAsync(call, ("If-None-Match", before["ETag"]!))).Status);

        await desk.Api.MoveClockAsync(CallDesk.OpensAt.AddMinutes(1));

        Assert.Equal(version, await desk.VersionAsync(id));
        var after = await ReadAsync(call, ("If-None-Match", before["ETag"]!));
        Assert.Equal(200, after.Status);
        Assert.Contains("\"open\"", Encoding.UTF8.GetString(after.Content), StringComparison.Ordinal);
        Assert.Equal(200, (await ReadAsync(list, ("If-None-Match", listed["ETag"]!))).Status);
    }

    [Fact]
    public async Task ErrorPage_IsKnownByItsDate_UnlessATagWasSent()
    {
        const string Page = "/errors/calls.not-found";
        var full = await ReadAsync(Page);
        var date = full["Last-Modified"]!;

        Assert.Equal("public, max-age=3600", full["Cache-Control"]);
        Assert.Equal(304, (await ReadAsync(Page, ("If-Modified-Since", date))).Status);
        Assert.Equal(200, (await ReadAsync(Page, ("If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"))).Status);
        Assert.Equal(200, (await ReadAsync(Page, ("If-Modified-Since", date), ("If-None-Match", "\"other\""))).Status);
        Assert.Equal(200, (await ReadAsync(Page, ("If-Modified-Since", "yesterday"))).Status);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("gzip;q=0.5, br;q=0")]
    public async Task PublicRepresentation_IsCompressedAsAsked_UnderOneTag(string accepted)
    {
        var path = await PublicAsync("/api/v1/calls/{id}");
        var plain = await ReadAsync(path);
        var packed = await ReadAsync(path, ("Accept-Encoding", accepted));

        Assert.Null(plain["Content-Encoding"]);
        Assert.Equal(accepted == "br" ? "br" : "gzip", packed["Content-Encoding"]);
        Assert.InRange(packed.Content.Length, 1, plain.Content.Length - 1);
        Assert.Equal(plain.Content, await UnpackAsync(packed));
        Assert.Equal(plain["ETag"], packed["ETag"]);
        Assert.Equal(plain["Vary"], packed["Vary"]);
        Assert.Equal(304, (await ReadAsync(path, ("Accept-Encoding", accepted), ("If-None-Match", packed["ETag"]!))).Status);
    }

    [Fact]
    public async Task WhatMayHoldASecret_IsNotCompressed()
    {
        var path = await PublicAsync("/api/v1/calls/{id}");
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/development/tokens");
        ask.Headers.AcceptEncoding.ParseAdd("br");
        ask.Content = new StringContent("""{"userName": "manager"}""", Encoding.UTF8, "application/json");

        var own = await Exchange.SendAsync(desk.Manager, "GET", path, ("Accept-Encoding", "br"));
        using var token = await desk.Api.Anonymous().Http.SendAsync(ask, TestContext.Current.CancellationToken);

        Assert.Equal(200, own.Status);
        Assert.Null(own["Content-Encoding"]);
        Assert.True(token.IsSuccessStatusCode);
        Assert.Empty(token.Content.Headers.ContentEncoding);
    }

    private Task<Exchange> ReadAsync(string path, params (string Name, string Value)[] headers) =>
        Exchange.SendAsync(desk.Api.Anonymous(), "GET", path, headers);

    private async Task<string> PublicAsync(string template) =>
        template.Contains("{id}", StringComparison.Ordinal)
            ? template.Replace("{id}", (await desk.InAsync("published")).ToString(), StringComparison.Ordinal)
            : template;

    private static async Task<byte[]> UnpackAsync(Exchange packed)
    {
        using var content = new MemoryStream(packed.Content);
        await using Stream unpacking =
            packed["Content-Encoding"] == "br"
                ? new BrotliStream(content, CompressionMode.Decompress)
                : new GZipStream(content, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        await unpacking.CopyToAsync(unpacked);
        return unpacked.ToArray();
    }
}
