using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Research;

public sealed class PublicationTests(ResearchDesk desk) : IClassFixture<ResearchDesk>
{
    private const string Publications = ResearchDesk.Publications;

    [Fact]
    public async Task Publication_IsPublic_AndItsDoiIsKeptInOneForm()
    {
        var innovation = await desk.Catalogue.PublishAsync();
        var subject = await desk.PublishSubjectAsync();
        var body = ResearchDesk
            .Publication(doi: "https://doi.org/10.1234/Ateliers.2013")
            .With("innovationId", innovation)
            .With("subjectId", subject);
        var id = await RecordAsync(body);

        var read = (await desk.Api.Anonymous().GetAsync($"{Publications}/{id}")).Expect(200).Body;
        Assert.Equal("10.1234/ateliers.2013", ResearchDesk.Text(read, "doi"));
        Assert.Equal(["Noël", "Collectif des ateliers"], read["authors"]!.AsArray().Select(x => ResearchDesk.Text(x!, "familyName")));
        foreach (var same in new[] { "10.1234/ATELIERS.2013", "doi:10.1234/ateliers.2013", "http://dx.doi.org/10.1234/ateliers.2013" })
        {
            (await desk.Editor.PostAsync(Publications, ResearchDesk.Publication(doi: same))).ExpectRefusal(422, "research.doi-taken");
        }

        var found = (await desk.Api.Anonymous().GetAsync($"{Publications}?innovationId={innovation}&issuedYear=2013")).Expect(200).Body;
        Assert.Equal(id, ResearchDesk.Id(found["items"]!.AsArray().Single()!));
        Assert.Empty((await desk.Api.Anonymous().GetAsync($"{Publications}?issuedYear=1999")).Expect(200).Body["items"]!.AsArray());
        (await desk.Editor.GetAsync($"{Publications}?issuedYear=1899")).ExpectRefusal(400, "request.validation-failed");
        (await desk.Api.Anonymous().GetAsync($"{Publications}/{Guid.CreateVersion7()}")).ExpectRefusal(
            404,
            "research.publication-not-found"
        );
    }

    [Fact]
    public async Task Publication_IsReplaced_ByWhoSawItsVersion()
    {
        var id = await RecordAsync(ResearchDesk.Publication());
        var body = ResearchDesk.Publication("Held in common, mended").With("issuedYear", 2012);
        (await desk.Editor.PutAsync($"{Publications}/{id}", body, 4)).ExpectRefusal(412, "request.version-stale");
        (await desk.Editor.PutAsync($"{Publications}/{id}", body, 1)).Expect(200);

        var read = await desk.ReadAsync($"{Publications}/{id}");
        Assert.Equal("Held in common, mended", ResearchDesk.Text(read, "publicationTitle"));
        Assert.Equal(2012, read["issuedYear"]!.GetValue<int>());
        (await desk.Holder.PutAsync($"{Publications}/{id}", body, 2)).ExpectRefusal(403, "access.role-missing");
    }

    [Theory]
    [InlineData("11.1234/abc")]
    [InlineData("10.12/abc")]
    [InlineData("10.1234/")]
    [InlineData("10.1234/a b")]
    [InlineData("10.1234/{a}")]
    [InlineData(@"10.1234/\a")]
    [InlineData("https://example.org/10.1234/abc")]
    public async Task WhatIsNoDoi_IsRefused(string doi) =>
        (await desk.Editor.PostAsync(Publications, ResearchDesk.Publication(doi: doi))).ExpectRefusal(400, "request.validation-failed");

    [Fact]
    public async Task Publication_PointsToWhatIsThere()
    {
        foreach (var (member, code) in new[] { ("innovationId", "research.unknown-innovation"), ("subjectId", "research.unknown-subject") })
        {
            var body = ResearchDesk.Publication().With(member, Guid.CreateVersion7());
            (await desk.Editor.PostAsync(Publications, body)).ExpectRefusal(422, code);
        }
    }

    private async Task<Guid> RecordAsync(JsonObject body) => (await desk.Editor.PostAsync(Publications, body)).Expect(201).Id;
}
