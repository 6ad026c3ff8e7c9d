using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Research;

/// <summary>From a laboratory to its article, with what an organisation lets it see in between.</summary>
public sealed class ResearchNetworkTests
{
    [Fact]
    public async Task Laboratory_FindsAGrantOnceThatIsShared_AgreesOnIt_AndPublishes()
    {
        await using var desk = new ResearchDesk();
        await desk.InitializeAsync();
        var innovation = await desk.Catalogue.PublishAsync(CatalogueDesk.Content("Shared workshop"));
        var university = await desk.RegisterPartnerAsync("university", ResearchDesk.Profile("Université de Lorraine"));
        var laboratory = await desk.RegisterPartnerAsync("laboratory", ResearchDesk.Profile(parent: university));
        var subject = await desk.PublishSubjectAsync(
            ResearchDesk
                .Subject(laboratory, "What machines in a shared workshop change.")
                .With("kind", "innovation-evaluation")
                .With("innovationId", innovation)
        );

        var match = (await desk.MatchesAsync(desk.Api.Anonymous(), subject, "innovations")).Single()!;
        Assert.Equal(innovation, ResearchDesk.Id(match));
        Assert.Equal(["machines", "shared", "workshops"], ResearchDesk.Texts(match, "sharedWords").Order());
        Assert.Empty(await desk.MatchesAsync(desk.Editor, subject, "grants"));
        var agreement = ResearchDesk.Agreement(laboratory, "NETWORK-1").With("grantId", desk.Catalogue.Grant);
        (await desk.Editor.PostAsync(ResearchDesk.Agreements, agreement)).ExpectRefusal(422, "research.consent-missing");

        var consent = await desk.ConsentAsync("2014-12-31", "project", "organisation", "amount");
        Assert.Equal(desk.Catalogue.Grant, ResearchDesk.Id((await desk.MatchesAsync(desk.Editor, subject, "grants")).Single()!));
        var recorded = (await desk.Editor.PostAsync(ResearchDesk.Agreements, agreement)).Expect(201).Id;
        var body = ResearchDesk
            .Publication("What shared machines change", "10.1234/network.1")
            .With("innovationId", innovation)
            .With("subjectId", subject);
        var publication = (await desk.Editor.PostAsync(ResearchDesk.Publications, body)).Expect(201).Id;
        var exported = (await desk.Api.Anonymous().GetAsync($"{ResearchDesk.Publications}/bibtex?innovationId={innovation}")).Expect(200);
        Assert.Contains("doi = {10.1234/network.1}", exported.Text, StringComparison.Ordinal);
        Assert.Contains(publication.ToString("N")[^12..], exported.Text, StringComparison.Ordinal);

        await desk.WithdrawAsync(consent);

        Assert.Empty(await desk.MatchesAsync(desk.Editor, subject, "grants"));
        Assert.Null((await desk.ReadAsync($"{ResearchDesk.Agreements}/{recorded}"))["grantId"]);
        var trail = (await desk.Auditor.GetAsync($"/api/v1/audit-trail?entityId={consent}&limit=100")).Expect(200).Text;
        Assert.Contains("withdraw-sharing-consent", trail, StringComparison.Ordinal);
    }
}
