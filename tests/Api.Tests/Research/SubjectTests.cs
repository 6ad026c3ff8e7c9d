using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Research;

public sealed class SubjectTests(ResearchDesk desk) : IClassFixture<ResearchDesk>
{
    private const string Subjects = ResearchDesk.Subjects;

    [Fact]
    public async Task Subject_IsTheEditors_UntilItIsPublished_AndIsClosed()
    {
        var id = await desk.DraftSubjectAsync();
        var path = $"{Subjects}/{id}";
        (await desk.Api.Anonymous().GetAsync(path)).ExpectRefusal(404, "research.subject-not-found");
        (await desk.Api.Anonymous().GetAsync($"{path}/matches")).ExpectRefusal(404, "research.subject-not-found");
        Assert.DoesNotContain(id.ToString(), (await desk.Api.Anonymous().GetAsync($"{Subjects}?status=draft")).Expect(200).Text);
        Assert.Contains(id.ToString(), (await desk.Auditor.GetAsync($"{Subjects}?status=draft&limit=100")).Expect(200).Text);
        (await desk.PostAsync(desk.Editor, path, "closing")).ExpectRefusal(409, "research.subject-not-published");
        Assert.Equal([("closing", false), ("content", true), ("publication", true)], await ActionsAsync(path));

        (await desk.PostAsync(desk.Editor, path, "publication")).Expect(201);
        (await desk.PostAsync(desk.Editor, path, "publication")).ExpectRefusal(409, "research.subject-not-draft");
        var read = (await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body;
        Assert.Equal("published", ResearchDesk.Text(read, "status"));
        Assert.Equal("Laboratoire des communs", ResearchDesk.Text(read, "partnerName"));
        Assert.Null(read["allowedActions"]);

        (await desk.PostAsync(desk.Editor, path, "closing")).Expect(201);
        Assert.Equal("closed", ResearchDesk.Text((await desk.Api.Anonymous().GetAsync(path)).Expect(200).Body, "status"));
        var body = ResearchDesk.Subject(ResearchDesk.Id(read, "partnerId"));
        (await desk.PutAsync(path, body)).ExpectRefusal(409, "research.subject-closed");
    }

    [Fact]
    public async Task Subjects_AreListed_ByDirectionKindThemeAndStatus()
    {
        var partner = await desk.RegisterPartnerAsync();
        var offered = await desk.PublishSubjectAsync(
            ResearchDesk.Subject(partner, themes: "housing-and-mobility").With("kind", "internship")
        );
        var sought = await desk.PublishSubjectAsync(
            ResearchDesk.Subject(partner, themes: "housing-and-mobility").With("kind", "internship").With("direction", "sought")
        );
        await desk.PublishSubjectAsync(ResearchDesk.Subject(partner, themes: "housing-and-mobility"));
        await desk.PublishSubjectAsync(ResearchDesk.Subject(partner).With("kind", "internship"));

        Assert.Equal([sought, offered], await FoundAsync("theme=housing-and-mobility&kind=internship"));
        Assert.Equal([sought], await FoundAsync("theme=housing-and-mobility&kind=internship&direction=sought&status=published"));
        Assert.Empty(await FoundAsync("theme=housing-and-mobility&kind=internship&status=closed"));
        (await desk.Editor.GetAsync($"{Subjects}?direction=lost")).ExpectRefusal(400, "request.validation-failed");
    }

    [Fact]
    public async Task Subject_PointsToWhatIsThere()
    {
        var partner = await desk.RegisterPartnerAsync();
        var body = ResearchDesk.Subject(partner);
        foreach (
            var (member, value, code) in new[]
            {
                ("partnerId", Guid.CreateVersion7().ToString(), "research.unknown-partner"),
                ("innovationId", Guid.CreateVersion7().ToString(), "research.unknown-innovation"),
                ("innovationId", (await desk.Catalogue.DraftAsync(desk.Editor)).ToString(), "research.unknown-innovation"),
                ("kind", "innovation-evaluation", "research.innovation-missing"),
                ("until", "2014-08-31", "research.period-invalid"),
            }
        )
        {
            (await desk.Editor.PostAsync(Subjects, body.DeepClone().AsObject().With(member, value))).ExpectRefusal(422, code);
        }

        (await desk.Editor.PostAsync(Subjects, ResearchDesk.Subject(partner, themes: "no-such-theme"))).ExpectRefusal(
            422,
            "research.unknown-theme"
        );
        (await desk.Editor.PostAsync(Subjects, ResearchDesk.Subject(partner, themes: ["culture", "culture"]))).ExpectRefusal(
            422,
            "research.theme-repeated"
        );
        (await desk.Holder.PostAsync(Subjects, body)).ExpectRefusal(403, "access.role-missing");
    }

    [Fact]
    public async Task Subject_NamesItsInnovation_AsLongAsThatIsPublic()
    {
        var innovation = await desk.Catalogue.PublishAsync(CatalogueDesk.Content("Watched workshop"));
        var body = ResearchDesk
            .Subject(await desk.RegisterPartnerAsync())
            .With("kind", "innovation-evaluation")
            .With("innovationId", innovation);
        var path = $"{Subjects}/{await desk.PublishSubjectAsync(body)}";
        Assert.Equal("Watched workshop", ResearchDesk.Text(await desk.ReadAsync(path), "innovationTitle"));

        (await desk.Catalogue.PostAsync(desk.Editor, innovation, "withdrawal", new { reason = "Over." })).Expect(201);

        Assert.Null((await desk.ReadAsync(path))["innovationTitle"]);
    }

    private async Task<IReadOnlyList<Guid>> FoundAsync(string query) =>
        [
            .. (await desk.Api.Anonymous().GetAsync($"{Subjects}?{query}")).Expect(200).Body["items"]!
                .AsArray()
                .Select(x => ResearchDesk.Id(x!)),
        ];

    private async Task<IReadOnlyList<(string, bool)>> ActionsAsync(string path) =>
        [
            .. (await desk.Editor.GetAsync(path)).Expect(200).Body["allowedActions"]!
                .AsArray()
                .Select(x => (ResearchDesk.Text(x!, "action"), x!["allowed"]!.GetValue<bool>())),
        ];
}
