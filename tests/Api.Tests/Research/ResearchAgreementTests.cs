using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Catalogue;

namespace SocialInnovation.Api.Tests.Research;

public sealed class ResearchAgreementTests(ResearchDesk desk) : IClassFixture<ResearchDesk>
{
    private const string Agreements = ResearchDesk.Agreements;

    [Fact]
    public async Task Agreement_IsAboutASubjectOrAnInnovation_AndReadByTheOffice()
    {
        var partner = await desk.RegisterPartnerAsync();
        var subject = await desk.PublishSubjectAsync(ResearchDesk.Subject(partner));
        var innovation = await desk.Catalogue.PublishAsync();
        var first = await RecordAsync(ResearchDesk.Agreement(partner, "AGR-SUBJECT").With("subjectId", subject));
        var second = await RecordAsync(
            ResearchDesk
                .Agreement(partner, "AGR-INNOVATION")
                .With("innovationId", innovation)
                .With("organisationId", desk.Catalogue.Organisation)
        );

        var listed = (await desk.Auditor.GetAsync($"{Agreements}?partnerId={partner}")).Expect(200).Body["items"]!.AsArray();
        Assert.Equal([second, first], listed.Select(x => ResearchDesk.Id(x!)));
        Assert.Equal(desk.Catalogue.Organisation, ResearchDesk.Id(listed[0]!, "organisationId"));
        Assert.Equal("Laboratoire des communs", ResearchDesk.Text(listed[1]!, "partnerName"));
        Assert.False(listed[1]!["isWithheld"]!.GetValue<bool>());
        (await desk.Api.Anonymous().GetAsync($"{Agreements}/{first}")).Expect(401);
        (await desk.Holder.GetAsync($"{Agreements}/{first}")).ExpectRefusal(403, "access.role-missing");
        (await desk.Editor.GetAsync($"{Agreements}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "research.agreement-not-found");
        Assert.Empty((await desk.Editor.GetAsync($"{Agreements}?partnerId={Guid.CreateVersion7()}")).Expect(200).Body["items"]!.AsArray());
    }

    [Fact]
    public async Task Agreement_IsMended_UnderTheSameRules()
    {
        var partner = await desk.RegisterPartnerAsync();
        var subject = await desk.PublishSubjectAsync(ResearchDesk.Subject(partner));
        var body = ResearchDesk.Agreement(partner, "AGR-MENDED").With("subjectId", subject);
        var path = $"{Agreements}/{await RecordAsync(body)}";
        (await desk.Editor.PutAsync(path, body, 5)).ExpectRefusal(412, "request.version-stale");
        (await desk.PutAsync(path, body.DeepClone().AsObject().With("until", "2014-01-31"))).ExpectRefusal(422, "research.period-invalid");

        (await desk.PutAsync(path, body.DeepClone().AsObject().With("until", "2016-01-31"))).Expect(200);

        Assert.Equal("2016-01-31", ResearchDesk.Text(await desk.ReadAsync(path), "until"));
    }

    [Fact]
    public async Task Agreement_IsRefused_WhenItSaysWhatCannotBe()
    {
        var partner = await desk.RegisterPartnerAsync();
        var subject = await desk.PublishSubjectAsync(ResearchDesk.Subject(partner));
        var whole = ResearchDesk.Agreement(partner, "AGR-REFUSED").With("subjectId", subject);
        await RecordAsync(whole.DeepClone().AsObject().With("reference", "AGR-TAKEN"));
        var nobody = Guid.CreateVersion7();
        foreach (
            var (member, value, code) in new (string, JsonNode?, string)[]
            {
                ("reference", "AGR-TAKEN", "research.agreement-reference-taken"),
                ("partnerId", nobody, "research.unknown-partner"),
                ("subjectId", nobody, "research.unknown-subject"),
                ("innovationId", nobody, "research.unknown-innovation"),
                ("organisationId", nobody, "research.unknown-organisation"),
                ("subjectId", null, "research.not-one-object"),
                ("grantId", desk.Catalogue.Grant, "research.not-one-object"),
                ("signedOn", "2014-01-16", "research.signed-in-the-future"),
                ("until", "2014-01-31", "research.period-invalid"),
            }
        )
        {
            var body = whole.DeepClone().AsObject().With(member, value);
            (await desk.Editor.PostAsync(Agreements, body)).ExpectRefusal(422, code);
        }

        (await desk.Editor.PostAsync(Agreements, whole.DeepClone().AsObject().With("reference", "small letters"))).ExpectRefusal(
            400,
            "request.validation-failed"
        );
        (await desk.Auditor.PostAsync(Agreements, whole)).ExpectRefusal(403, "access.role-missing");
    }

    [Fact]
    public async Task AgreementAboutAGrant_NeedsAConsentInForce_AndTellsNothingOnceThatIsWithdrawn()
    {
        var partner = await desk.RegisterPartnerAsync();
        var body = ResearchDesk
            .Agreement(partner, "AGR-GRANT")
            .With("grantId", desk.Catalogue.Grant)
            .With("organisationId", desk.Catalogue.Organisation);
        (await desk.Editor.PostAsync(Agreements, body)).ExpectRefusal(422, "research.consent-missing");
        (await desk.Editor.PostAsync(Agreements, body.DeepClone().AsObject().With("grantId", Guid.CreateVersion7()))).ExpectRefusal(
            422,
            "research.consent-missing"
        );
        var consent = await desk.ConsentAsync("2014-12-31", "project", "organisation");
        var path = $"{Agreements}/{await RecordAsync(body)}";
        var told = await desk.ReadAsync(path);
        Assert.Equal(desk.Catalogue.Grant, ResearchDesk.Id(told, "grantId"));
        Assert.NotEmpty(ResearchDesk.Text(told, "projectTitle"));
        Assert.Equal(desk.Catalogue.Organisation, ResearchDesk.Id(told, "organisationId"));

        await desk.WithdrawAsync(consent);

        foreach (
            var withheld in new[] { await desk.ReadAsync(path), (await desk.ReadAsync($"{Agreements}?partnerId={partner}"))["items"]![0]! }
        )
        {
            Assert.True(withheld["isWithheld"]!.GetValue<bool>());
            Assert.All(["grantId", "projectTitle", "organisationId"], x => Assert.Null(withheld[x]));
        }

        (await desk.PutAsync(path, body)).ExpectRefusal(422, "research.consent-missing");
        var narrow = await desk.ConsentAsync("2014-12-31", "project");
        var half = await desk.ReadAsync(path);
        Assert.Equal(desk.Catalogue.Grant, ResearchDesk.Id(half, "grantId"));
        Assert.Null(half["organisationId"]);
        await desk.WithdrawAsync(narrow);
    }

    private async Task<Guid> RecordAsync(JsonObject body) => (await desk.Editor.PostAsync(Agreements, body)).Expect(201).Id;
}
