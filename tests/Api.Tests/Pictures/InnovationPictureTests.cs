using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Pictures;

/// <summary>The pictures of innovations are published with the version that shows them.</summary>
public sealed class InnovationPictureTests(CatalogueDesk desk) : IClassFixture<CatalogueDesk>
{
    [Fact]
    public async Task Picture_IsPublishedWithItsVersion_AndStaysWithIt()
    {
        var id = await desk.PublishAsync();
        var path = $"{CatalogueDesk.Innovations}/{id}";
        (await desk.PostAsync(desk.Editor, id, "revision")).Expect(201);
        var first = await desk.AddPictureAsync(desk.Editor, id, SampleFiles.Png(700, 350));
        await AssertHiddenAsync(first);
        Assert.Empty(await PicturesAsync(desk.Api.Anonymous(), path));
        Assert.Equal([first], await PicturesAsync(desk.Publisher, path));

        await PublishAgainAsync(id);
        Assert.Equal([first], await PicturesAsync(desk.Api.Anonymous(), path));
        Assert.Empty(await PicturesAsync(desk.Api.Anonymous(), $"{path}/versions/1"));
        (await desk.Api.Anonymous().GetAsync($"{BlogDesk.Pictures}/{first}?width=320")).Expect(200);

        // What the next version leaves out is still of the one before.
        (await desk.PostAsync(desk.Editor, id, "revision")).Expect(201);
        var second = await desk.AddPictureAsync(desk.Editor, id, SampleFiles.Jpeg());
        (await desk.ArrangeAsync(desk.Editor, id)).Expect(200);
        (await desk.Editor.GetAsync($"{BlogDesk.Pictures}/{second}")).ExpectRefusal(404, "platform.picture-not-found");
        Assert.Equal([first], await PicturesAsync(desk.Api.Anonymous(), $"{path}/versions/2"));
        (await desk.Api.Anonymous().GetAsync($"{BlogDesk.Pictures}/{first}")).Expect(200);

        (await desk.PostAsync(desk.Editor, id, "withdrawal", new { reason = "Over." })).Expect(201);
        await AssertHiddenAsync(first);
    }

    [Fact]
    public async Task PublishedInnovation_TakesNoPicture_UntilItIsOpenedForWriting()
    {
        var id = await desk.PublishAsync();

        (await CatalogueDesk.SendPictureAsync(desk.Editor, id, SampleFiles.Png())).ExpectRefusal(409, "catalogue.innovation-not-draft");
        (await desk.ArrangeAsync(desk.Editor, id)).ExpectRefusal(409, "catalogue.innovation-not-draft");
    }

    [Fact]
    public async Task Holder_AddsPictures_ToItsOwnInnovationOnly()
    {
        var own = await desk.DraftAsync(desk.Holder, organisation: desk.Organisation);
        var anothers = await desk.PublishAsync();

        Assert.NotEqual(Guid.Empty, await desk.AddPictureAsync(desk.Holder, own, SampleFiles.Png()));
        (await CatalogueDesk.SendPictureAsync(desk.Holder, anothers, SampleFiles.Png())).ExpectRefusal(403, "catalogue.not-a-member");
        (await CatalogueDesk.SendPictureAsync(desk.Holder, own, HostilePictures.Of("svg"))).ExpectRefusal(
            422,
            "platform.picture-type-unknown"
        );
        (await CatalogueDesk.SendPictureAsync(desk.Holder, own, SampleFiles.Png(), string.Empty)).ExpectRefusal(
            422,
            "platform.picture-without-alternative"
        );
    }

    [Fact]
    public async Task Innovation_HasAtMostTwentyPictures()
    {
        var id = await desk.DraftAsync(desk.Holder, organisation: desk.Organisation);
        for (var i = 0; i < 20; i++)
        {
            await desk.AddPictureAsync(desk.Holder, id, SampleFiles.Png());
        }

        (await CatalogueDesk.SendPictureAsync(desk.Holder, id, SampleFiles.Png())).ExpectRefusal(409, "catalogue.too-many-pictures");
    }

    private async Task AssertHiddenAsync(Guid picture)
    {
        foreach (var caller in new[] { desk.Api.Anonymous(), desk.Holder })
        {
            (await caller.GetAsync($"{BlogDesk.Pictures}/{picture}")).ExpectRefusal(404, "platform.picture-not-found");
        }
    }

    private async Task PublishAgainAsync(Guid id)
    {
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Publisher, id, "publication")).Expect(201);
    }

    private static async Task<IEnumerable<Guid>> PicturesAsync(ApiClient caller, string path) =>
        (await caller.GetAsync(path)).Expect(200).Body["pictures"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>());
}
