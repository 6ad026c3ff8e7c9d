using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using SkiaSharp;
using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Pictures;

/// <summary>The pictures of posts: who adds them, who sees them, and how they are shown.</summary>
public sealed class PostPictureTests(BlogDesk desk) : IClassFixture<BlogDesk>
{
    [Fact]
    public async Task Picture_OfADraft_IsThereForItsEditorsOnly_UntilThePostIsPublic()
    {
        await desk.Api.MoveClockAsync(BlogDesk.Start);
        var post = await desk.InAsync("scheduled");
        var path = $"{BlogDesk.Pictures}/{await desk.AddPictureAsync(post, SampleFiles.Png(700, 500))}";

        (await desk.Anybody.GetAsync(path)).ExpectRefusal(404, "platform.picture-not-found");
        (await desk.Reader.GetAsync(path)).ExpectRefusal(404, "platform.picture-not-found");
        (await desk.Anybody.GetAsync($"{BlogDesk.Pictures}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "platform.picture-not-found");
        Assert.True((await desk.Editor.GetAsync(path)).Expect(200).Headers.CacheControl is { Private: true, NoStore: true });

        await desk.Api.MoveClockAsync(BlogDesk.Start.AddDays(2));
        (await desk.Anybody.GetAsync(path)).Expect(200);
        (await desk.PostAsync(post, "withdrawal", new { reason = "Wrong." })).Expect(201);
        (await desk.Anybody.GetAsync(path)).ExpectRefusal(404, "platform.picture-not-found");
        await desk.Api.MoveClockAsync(BlogDesk.Start);
    }

    [Fact]
    public async Task Served_IsAWebP_ThatCachesKeep_AndThatIsNothingElse()
    {
        var post = await desk.PublishAsync();
        var picture = await desk.AddPictureAsync(post, [.. SampleFiles.Png(700, 500), .. "<script>alert(1)</script>"u8]);

        using var http = await KestrelService.StartAsync(desk.Api);
        using var client = new HttpClient { BaseAddress = http.Address };
        using var reply = await client.GetAsync(new Uri($"{BlogDesk.Pictures}/{picture}?width=400", UriKind.Relative), Ct);
        var file = await reply.Content.ReadAsByteArrayAsync(Ct);

        Assert.Equal("image/webp", reply.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("cross-origin", reply.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Contains("immutable", reply.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(reply.Headers.CacheControl!.Public);
        Assert.True(file.AsSpan().IndexOf("alert"u8) < 0);
        using var read = SKBitmap.Decode(file);
        Assert.Equal((640, 457), (read.Width, read.Height));
        var again = new HttpRequestMessage(HttpMethod.Get, reply.RequestMessage!.RequestUri);
        again.Headers.IfNoneMatch.Add(reply.Headers.ETag!);
        Assert.Equal(304, (int)(await client.SendAsync(again, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("svg", "platform.picture-type-unknown")]
    [InlineData("html", "platform.picture-type-unknown")]
    [InlineData("png name only", "platform.picture-damaged")]
    public async Task HostileFile_IsRefused_AndChangesNothing(string name, string code)
    {
        var post = await desk.DraftAsync();

        (await desk.SendPictureAsync(post, HostilePictures.Of(name))).ExpectRefusal(422, code);
        (await desk.SendPictureAsync(post, HostilePictures.Bomb(8_000, 5_001))).ExpectRefusal(422, "platform.picture-too-many-pixels");
        Assert.Equal(400, (await desk.SendPictureAsync(post, [])).Status);
        Assert.Equal(415, (await desk.SendPictureAsync(post, HostilePictures.Of(name), type: "image/svg+xml")).Status);
        Assert.Equal(1, (await desk.ReadAsync(post))["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task FileOfMoreThanTenMebibytes_IsRefused()
    {
        var post = await desk.DraftAsync();
        using var http = await KestrelService.StartAsync(desk.Api);
        using var client = new HttpClient { BaseAddress = http.Address };
        client.DefaultRequestHeaders.Authorization = await http.SignInAsync("editor");
        var path = new Uri($"{BlogDesk.Posts}/{post}/pictures?alternativeFr=Ici", UriKind.Relative);
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]);
        request.Content.Headers.ContentType = new("image/png");
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        request.Headers.Add("If-Match", "*");
        request.Headers.ExpectContinue = true;

        using var reply = await client.SendAsync(request, Ct);

        Assert.Equal(413, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?alternativeFr=")]
    [InlineData("?alternativeEn=%20%20&captionFr=Un jardin")]
    public async Task Picture_WithNothingToReadInItsPlace_IsRefused(string query)
    {
        var post = await desk.DraftAsync();

        var refused = (await desk.SendPictureAsync(post, SampleFiles.Png(), query)).ExpectRefusal(
            422,
            "platform.picture-without-alternative"
        );

        Assert.Contains("alternativeFr", refused.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await desk.SendPictureAsync(post, SampleFiles.Png(), $"?alternativeFr={new string('x', 251)}")).Status);
    }

    [Fact]
    public async Task Pictures_AreArranged_SaidBetter_AndRemoved()
    {
        var post = await desk.PublishAsync();
        var (first, second) = (await desk.AddPictureAsync(post, SampleFiles.Png()), await desk.AddPictureAsync(post, SampleFiles.Jpeg()));

        (await desk.ArrangeAsync(post, BlogDesk.Shown(second, null, "A garden"), BlogDesk.Shown(first))).Expect(200);
        var shown = (await desk.ReadAsync(post))["pictures"]!.AsArray();
        Assert.Equal([second, first], shown.Select(x => x!["id"]!.GetValue<Guid>()));
        Assert.Equal("A garden", shown[0]!["alternativeEn"]!.GetValue<string>());

        await RefusedAsync(post, "platform.unknown-picture", BlogDesk.Shown(Guid.CreateVersion7()));
        await RefusedAsync(post, "platform.picture-twice", BlogDesk.Shown(first), BlogDesk.Shown(first));
        await RefusedAsync(post, "platform.picture-without-alternative", BlogDesk.Shown(first, " "));
        (await desk.ArrangeAsync(post, BlogDesk.Shown(first))).Expect(200);
        (await desk.Anybody.GetAsync($"{BlogDesk.Pictures}/{second}")).ExpectRefusal(404, "platform.picture-not-found");
        (await desk.Anybody.GetAsync($"{BlogDesk.Pictures}/{first}")).Expect(200);
    }

    [Fact]
    public async Task Text_ShowsThePostsPictures_InAllTheirSizes()
    {
        var post = await desk.PublishAsync();
        var picture = await desk.AddPictureAsync(post, SampleFiles.Png(700, 350));
        var other = await desk.AddPictureAsync(post, SampleFiles.Png());
        await RewriteAsync(post, $"Voici ![Un *pommier*](picture:{picture} \"Titre\") planté.");

        var read = (await desk.Anybody.GetAsync($"{BlogDesk.Posts}/{post}")).Expect(200).Body;
        var page = (await desk.Anybody.GetAsync($"/blog/{read["slug"]!.GetValue<string>()}?language=fr")).Expect(200).Text;
        var images = new HtmlParser().ParseDocument(page).QuerySelectorAll("img");

        Assert.Equal(2, images.Length);
        var path = $"/api/v1/pictures/{picture}?width=";
        Assert.Equal($"{path}640", images[0].GetAttribute("src"));
        Assert.Equal($"{path}320 320w, {path}640 640w, {path}700 700w", images[0].GetAttribute("srcset"));
        Assert.Equal(("700", "350", "lazy"), Of(images[0]));
        Assert.Equal("Un pommier", images[0].GetAttribute("alt"));
        Assert.Contains($"{other}", images[1].GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal("Un jardin", images[1].GetAttribute("alt"));
        (await desk.Anybody.GetAsync(images[0].GetAttribute("src")!)).Expect(200);
        (await desk.ArrangeAsync(post, BlogDesk.Shown(other))).ExpectRefusal(422, "blog.picture-in-text");
    }

    [Theory]
    [InlineData("![](https://example.org/x.png)", "blog.picture-without-text")]
    [InlineData("![ &nbsp;&#8203; ](https://example.org/x.png)", "blog.picture-without-text")]
    [InlineData("> - a ![][x]\n\n[x]: /x.png", "blog.picture-without-text")]
    [InlineData("![Un pommier](picture:0193a7a0-0000-7000-8000-000000000001)", "blog.unknown-picture")]
    [InlineData("![Un pommier](picture:x)", "blog.unknown-picture")]
    public async Task Text_WithAPictureThatSaysNothing_OrIsNotItsOwn_IsRefused(string body, string code)
    {
        var refused = (await desk.Editor.PostAsync(BlogDesk.Posts, BlogDesk.Post(body: body))).ExpectRefusal(422, code);

        Assert.Contains("#/editions/0/body", refused.Text, StringComparison.Ordinal);
        (await desk.Editor.PostAsync(BlogDesk.Posts, BlogDesk.Post(body: "`![](x)` \\![](y) ![Un mot](https://example.org/x.png)"))).Expect(
            201
        );
    }

    [Fact]
    public async Task Post_HasAtMostTwentyPictures()
    {
        var post = await desk.DraftAsync();
        for (var i = 0; i < 20; i++)
        {
            await desk.AddPictureAsync(post, SampleFiles.Png());
        }

        (await desk.SendPictureAsync(post, SampleFiles.Png())).ExpectRefusal(409, "blog.too-many-pictures");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static (string?, string?, string?) Of(IElement image) =>
        (image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("loading"));

    private async Task RewriteAsync(Guid post, string french)
    {
        var read = await desk.ReadAsync(post);
        var body = BlogDesk.Post(body: french);
        body["slug"] = read["slug"]!.DeepClone();
        (await desk.Editor.PutAsync($"{BlogDesk.Posts}/{post}", body, read["version"]!.GetValue<int>())).Expect(200);
    }

    private async Task RefusedAsync(Guid post, string code, params JsonObject[] pictures) =>
        (await desk.ArrangeAsync(post, pictures)).ExpectRefusal(422, code);
}
