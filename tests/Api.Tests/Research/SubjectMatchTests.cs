using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Research;

public sealed class SubjectMatchTests(ResearchDesk desk) : IClassFixture<ResearchDesk>
{
    private const string Words = "Locksmiths weld gates beside an orchard of apples.";

    [Fact]
    public async Task Innovation_IsMatched_ByThemeAndWords_AndTheReasonIsNamed()
    {
        var both = await PublishAsync("Locksmiths weld together", "culture");
        var theme = await PublishAsync("Something else", "culture");
        var words = await PublishAsync("Orchard of apples", "housing-and-mobility");
        var neither = await PublishAsync("Somewhere else", "housing-and-mobility");
        var subject = await SubjectAsync(Words, "culture");

        var matches = await desk.MatchesAsync(desk.Api.Anonymous(), subject, "innovations");

        var found = matches.Select(x => ResearchDesk.Id(x!)).ToList();
        Assert.Equal(both, found[0]);
        Assert.Contains(theme, found);
        Assert.Contains(words, found);
        Assert.DoesNotContain(neither, found);
        Assert.Equal(["culture"], ResearchDesk.Texts(matches[0]!, "sharedThemes"));
        Assert.Equal(["locksmiths", "weld"], ResearchDesk.Texts(matches[0]!, "sharedWords").Order());
        Assert.Empty(ResearchDesk.Texts(Find(matches, words)!, "sharedThemes"));
        Assert.Equal(["apples", "orchard"], ResearchDesk.Texts(Find(matches, words)!, "sharedWords").Order());
        var scores = matches.Select(x => x!["scorePercent"]!.GetValue<int>()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.InRange(scores[0], 51, 100);
        var again = await desk.MatchesAsync(desk.Api.Anonymous(), subject, "innovations");
        Assert.Equal(matches.ToJsonString(), again.ToJsonString());
    }

    [Fact]
    public async Task ChangingATheme_ChangesTheNamedReason()
    {
        var innovation = await PublishAsync("Beekeepers gather honey", "culture", "housing-and-mobility");
        const string text = "How beekeepers harvest honey.";
        var subject = await SubjectAsync(text, "culture");
        var before = Find(await desk.MatchesAsync(desk.Editor, subject, "innovations"), innovation)!;
        var path = $"{ResearchDesk.Subjects}/{subject}";
        var partner = ResearchDesk.Id(await desk.ReadAsync(path), "partnerId");

        (await desk.PutAsync(path, ResearchDesk.Subject(partner, text, "housing-and-mobility").With("title", "Gates"))).Expect(200);

        var after = Find(await desk.MatchesAsync(desk.Editor, subject, "innovations"), innovation)!;
        Assert.Equal(["culture"], ResearchDesk.Texts(before, "sharedThemes"));
        Assert.Equal(["housing-and-mobility"], ResearchDesk.Texts(after, "sharedThemes"));
        Assert.Equal(ResearchDesk.Texts(before, "sharedWords"), ResearchDesk.Texts(after, "sharedWords"));
    }

    [Fact]
    public async Task WithdrawnInnovation_IsMatchedNoLonger()
    {
        var innovation = await PublishAsync("Potters glaze bowls", "culture");
        var subject = await SubjectAsync("Potters and their bowls.", "culture");
        Assert.NotNull(Find(await desk.MatchesAsync(desk.Editor, subject, "innovations"), innovation));

        (await desk.Catalogue.PostAsync(desk.Editor, innovation, "withdrawal", new { reason = "Over." })).Expect(201);

        Assert.Null(Find(await desk.MatchesAsync(desk.Editor, subject, "innovations"), innovation));
    }

    [Fact]
    public async Task Grant_IsMatched_WhileItsOrganisationConsents_AndTellsWhatThatCovers()
    {
        var subject = await SubjectAsync("What a grant changes.", "culture");
        Assert.Empty(await desk.MatchesAsync(desk.Editor, subject, "grants"));

        var consent = await desk.ConsentAsync("2014-12-31", "project");
        var narrow = (await desk.MatchesAsync(desk.Editor, subject, "grants")).Single()!;
        Assert.Equal(desk.Catalogue.Grant, ResearchDesk.Id(narrow));
        Assert.Equal(["culture"], ResearchDesk.Texts(narrow, "sharedThemes"));
        Assert.NotEmpty(ResearchDesk.Text(narrow, "projectTitle"));
        Assert.Null(narrow["organisationName"]);
        Assert.Null(narrow["amount"]);
        foreach (var caller in new[] { desk.Api.Anonymous(), desk.Holder })
        {
            var seen = (await caller.GetAsync($"{ResearchDesk.Subjects}/{subject}/matches")).Expect(200).Body;
            Assert.Null(seen["grants"]);
        }

        await desk.WithdrawAsync(consent);
        Assert.Empty(await desk.MatchesAsync(desk.Auditor, subject, "grants"));

        var wider = await desk.ConsentAsync("2014-12-31", "project", "organisation", "amount");
        var wide = (await desk.MatchesAsync(desk.Auditor, subject, "grants")).Single()!;
        Assert.NotEmpty(ResearchDesk.Text(wide, "organisationName"));
        Assert.Equal("600.00", ResearchDesk.Text(wide["amount"]!, "amount"));
        await desk.WithdrawAsync(wider);

        var blind = await desk.ConsentAsync("2014-12-31", "amount");
        Assert.Empty(await desk.MatchesAsync(desk.Editor, subject, "grants"));
        await desk.WithdrawAsync(blind);
    }

    private async Task<Guid> SubjectAsync(string text, params string[] themes) =>
        await desk.PublishSubjectAsync(ResearchDesk.Subject(await desk.RegisterPartnerAsync(), text, themes).With("title", "Gates"));

    private Task<Guid> PublishAsync(string title, params string[] themes) =>
        desk.Catalogue.PublishAsync(CatalogueDesk.Content(title).With("themes", new JsonArray([.. themes.Select(x => (JsonNode)x)])));

    private static JsonNode? Find(JsonArray matches, Guid id) => matches.SingleOrDefault(x => ResearchDesk.Id(x!) == id);
}
