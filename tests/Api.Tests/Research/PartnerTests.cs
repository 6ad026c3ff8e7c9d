using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Research;

public sealed class PartnerTests(ResearchDesk desk) : IClassFixture<ResearchDesk>
{
    private const string Partners = ResearchDesk.Partners;

    [Fact]
    public async Task Partner_IsPublic_WithWhomItBelongsTo()
    {
        var university = await desk.RegisterPartnerAsync(
            "university",
            ResearchDesk.Profile("Université de Lorraine").With("ror", "04vfs2w97")
        );
        var laboratory = await desk.RegisterPartnerAsync("laboratory", ResearchDesk.Profile("Communs", university));
        var researcher = await desk.RegisterPartnerAsync(
            "researcher",
            ResearchDesk.Profile("Éloïse Noël", laboratory).With("orcid", "0000-0002-1825-0097").With("place", null)
        );

        var read = (await desk.Api.Anonymous().GetAsync($"{Partners}/{researcher}")).Expect(200).Body;
        Assert.Equal(laboratory, ResearchDesk.Id(read, "parentId"));
        Assert.Equal("0000-0002-1825-0097", ResearchDesk.Text(read, "orcid"));
        Assert.Null(read["place"]);
        var above = (await desk.Api.Anonymous().GetAsync($"{Partners}/{university}")).Expect(200).Body;
        Assert.Equal("04vfs2w97", ResearchDesk.Text(above, "ror"));
        Assert.Equal("Metz", ResearchDesk.Text(above["place"]!, "commune"));
        (await desk.Api.Anonymous().GetAsync($"{Partners}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "research.partner-not-found");
    }

    [Fact]
    public async Task Partners_AreListedByKindAndTheme_PageByPage()
    {
        var schools = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            schools.Add(await desk.RegisterPartnerAsync("school", ResearchDesk.Profile($"École {i}", themes: "housing-and-mobility")));
        }

        await desk.RegisterPartnerAsync("school", ResearchDesk.Profile("Another"));
        await desk.RegisterPartnerAsync("university", ResearchDesk.Profile("Another", themes: "housing-and-mobility"));
        var list = $"{Partners}?kind=school&theme=housing-and-mobility&limit=2";

        var first = (await desk.Api.Anonymous().GetAsync(list)).Expect(200).Body;
        var second = (await desk.Api.Anonymous().GetAsync($"{list}&cursor={first["nextCursor"]}")).Expect(200).Body;

        var found = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(x => ResearchDesk.Id(x!));
        Assert.Equal(Enumerable.Reverse(schools), found);
        Assert.Null(second["nextCursor"]);
        (await desk.Editor.GetAsync($"{Partners}?kind=club")).ExpectRefusal(400, "request.validation-failed");
    }

    [Fact]
    public async Task Partner_IsReplaced_ByWhoSawItsVersion()
    {
        var id = await desk.RegisterPartnerAsync();
        var changed = ResearchDesk.Profile("Renamed", themes: "housing-and-mobility");

        (await desk.Editor.PutAsync($"{Partners}/{id}", changed, 9)).ExpectRefusal(412, "request.version-stale");
        (await desk.Editor.PutAsync($"{Partners}/{id}", changed, null)).Expect(428);
        (await desk.Editor.PutAsync($"{Partners}/{id}", changed, 1)).Expect(200);

        var read = await desk.ReadAsync($"{Partners}/{id}");
        Assert.Equal("Renamed", ResearchDesk.Text(read, "name"));
        Assert.Equal(["housing-and-mobility"], ResearchDesk.Texts(read, "themes"));
        (await desk.Holder.PutAsync($"{Partners}/{id}", changed, 2)).ExpectRefusal(403, "access.role-missing");
    }

    [Fact]
    public async Task Parent_IsOfAKindAbove()
    {
        var laboratory = await desk.RegisterPartnerAsync();
        var school = await desk.RegisterPartnerAsync("school");
        foreach (var kind in new[] { "university", "school", "laboratory" })
        {
            await RefusedAsync(kind, ResearchDesk.Profile(parent: laboratory), "research.parent-not-above", "/profile/parentId");
        }

        await RefusedAsync(
            "researcher",
            ResearchDesk.Profile(parent: Guid.CreateVersion7()),
            "research.unknown-parent",
            "/profile/parentId"
        );
        (await desk.PutAsync($"{Partners}/{school}", ResearchDesk.Profile(parent: school))).ExpectRefusal(422, "research.parent-not-above");
        (await desk.PutAsync($"{Partners}/{laboratory}", ResearchDesk.Profile(parent: school))).Expect(200);
        foreach (
            var change in new[]
            {
                $"update research.partners set parent_id = '{laboratory}' where id = '{school}'",
                $"update research.partners set kind = 'school' where id = '{laboratory}'",
            }
        )
        {
            await Assert.ThrowsAnyAsync<Exception>(() => desk.Api.Database.ExecuteAsync(change));
        }
    }

    [Theory]
    [InlineData("laboratory", "ror", "04vfs2w98", "research.ror-check-digits")]
    [InlineData("researcher", "orcid", "0000-0002-1825-0098", "research.orcid-check-digit")]
    [InlineData("researcher", "ror", "04vfs2w97", "research.identifier-misplaced")]
    [InlineData("school", "orcid", "0000-0002-1825-0097", "research.identifier-misplaced")]
    public async Task Identifier_HasItsCheckDigits_AndItsKind(string kind, string member, string value, string code) =>
        await RefusedAsync(kind, ResearchDesk.Profile().With(member, value), code, $"/profile/{member}");

    [Theory]
    [InlineData("ror", "https://ror.org/04vfs2w97")]
    [InlineData("orcid", "0000000218250097")]
    [InlineData("website", "javascript:alert(1)")]
    [InlineData("name", "")]
    public async Task WhatHasNotItsForm_IsRefused(string member, string value) =>
        (
            await desk.Editor.PostAsync(Partners, ResearchDesk.Partner("researcher", ResearchDesk.Profile().With(member, value)))
        ).ExpectRefusal(400, "request.validation-failed");

    [Fact]
    public async Task Theme_IsKnown_AndNamedOnce()
    {
        await RefusedAsync("school", ResearchDesk.Profile(themes: "no-such-theme"), "research.unknown-theme", "/profile/themes/0");
        await RefusedAsync("school", ResearchDesk.Profile(themes: ["culture", "culture"]), "research.theme-repeated", "/profile/themes/1");
    }

    private async Task RefusedAsync(string kind, JsonObject profile, string code, string pointer)
    {
        var refused = (await desk.Editor.PostAsync(Partners, ResearchDesk.Partner(kind, profile))).ExpectRefusal(422, code);
        Assert.Contains($"#{pointer}", refused.Text);
    }
}
