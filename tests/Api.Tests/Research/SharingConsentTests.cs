using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Research;

/// <summary>A funded organisation says what of its grant research partners see, and until when.</summary>
public sealed class SharingConsentTests
{
    private const string Consents = ResearchDesk.Consents;

    [Fact]
    public async Task Consent_IsGivenAndWithdrawnByTheOrganisation_AndKeptWithWhoAndWhen()
    {
        await using var desk = await OpenAsync();
        var id = await desk.ConsentAsync("2014-12-31", "organisation", "project", "project");
        (await desk.Holder.PostAsync(desk.GrantConsents, ResearchDesk.Consent())).ExpectRefusal(409, "research.consent-in-force");
        var given = (await desk.Holder.GetAsync($"{Consents}/{id}")).Expect(200).Body;
        Assert.Equal(["project", "organisation"], ResearchDesk.Texts(given, "data"));
        Assert.True(given["isInForce"]!.GetValue<bool>());
        var holder = (await desk.Holder.GetAsync("/api/v1/me")).Expect(200).Id;
        Assert.Equal(holder, ResearchDesk.Id(given, "givenBy"));
        Assert.Equal("withdrawal", ResearchDesk.Text(given["allowedActions"]!.AsArray().Single()!, "action"));

        (await desk.PostAsync(desk.Editor, $"{Consents}/{id}", "withdrawal")).ExpectRefusal(403, "access.role-missing");
        (await desk.Holder.PostAsync($"{Consents}/{id}/withdrawal", version: 7)).ExpectRefusal(412, "request.version-stale");
        await desk.WithdrawAsync(id);
        (await desk.PostAsync(desk.Holder, $"{Consents}/{id}", "withdrawal")).ExpectRefusal(409, "research.consent-already-withdrawn");

        var ended = await desk.ReadAsync($"{Consents}/{id}");
        Assert.False(ended["isInForce"]!.GetValue<bool>());
        Assert.Equal(holder, ResearchDesk.Id(ended, "withdrawnBy"));
        Assert.NotNull(ended["withdrawnAt"]);
        var next = await desk.ConsentAsync();
        var listed = (await desk.Editor.GetAsync(desk.GrantConsents)).Expect(200).Body["items"]!.AsArray();
        Assert.Equal([next, id], listed.Select(x => ResearchDesk.Id(x!)));
    }

    [Fact]
    public async Task Consent_RunsOut_AndGivesWayToANewOne()
    {
        await using var desk = await OpenAsync();
        (await desk.Holder.PostAsync(desk.GrantConsents, ResearchDesk.Consent("2014-01-14"))).ExpectRefusal(
            422,
            "research.consent-ends-in-the-past"
        );
        (await desk.Holder.PostAsync(desk.GrantConsents, new { data = Array.Empty<string>(), until = "2014-12-31" })).ExpectRefusal(
            400,
            "request.validation-failed"
        );
        var subject = await desk.PublishSubjectAsync();
        var first = await desk.ConsentAsync("2014-01-20");
        Assert.Single(await desk.MatchesAsync(desk.Editor, subject, "grants"));

        await desk.Api.MoveClockAsync(BudgetScene.Now.AddDays(6));

        Assert.Empty(await desk.MatchesAsync(desk.Editor, subject, "grants"));
        Assert.False((await desk.ReadAsync($"{Consents}/{first}"))["isInForce"]!.GetValue<bool>());
        var second = await desk.ConsentAsync();
        Assert.Single(await desk.MatchesAsync(desk.Editor, subject, "grants"));
        (await desk.PostAsync(desk.Holder, $"{Consents}/{first}", "withdrawal")).ExpectRefusal(409, "research.consent-already-withdrawn");
        await desk.WithdrawAsync(second);
    }

    [Fact]
    public async Task Consent_IsTheOrganisationsOwn()
    {
        await using var desk = await OpenAsync();
        var id = await desk.ConsentAsync();
        var stranger = await desk.Api.RegisterAsync("consent.stranger", "applicant");
        (await stranger.GetAsync($"{Consents}/{id}")).ExpectRefusal(404, "research.consent-not-found");
        (await stranger.GetAsync(desk.GrantConsents)).ExpectRefusal(404, "research.grant-not-found");
        (await stranger.PostAsync(desk.GrantConsents, ResearchDesk.Consent())).ExpectRefusal(404, "research.grant-not-found");
        (await stranger.PostAsync($"{Consents}/{id}/withdrawal", version: 1)).ExpectRefusal(404, "research.consent-not-found");
        (await desk.Api.Anonymous().GetAsync($"{Consents}/{id}")).Expect(401);

        var both = await desk.Api.RegisterAsync("consent.editor-who-applies", "editor", "applicant");
        (await both.PostAsync(desk.GrantConsents, ResearchDesk.Consent())).ExpectRefusal(403, "research.not-a-member");
        (await both.PostAsync($"{Consents}/{id}/withdrawal", version: 1)).ExpectRefusal(403, "research.not-a-member");
        var reader = await desk.Api.RegisterAsync("consent.reader", "applicant");
        var organisation = $"/api/v1/organisations/{desk.Catalogue.Organisation}";
        var version = (await desk.Holder.GetAsync(organisation)).Expect(200).Version;
        var member = new { userId = reader.UserId, role = "reader" };
        (await desk.Holder.PostAsync($"{organisation}/members", member, version)).Expect(201);
        (await reader.GetAsync($"{Consents}/{id}")).Expect(200);
        (await reader.PostAsync($"{Consents}/{id}/withdrawal", version: 1)).ExpectRefusal(403, "research.reader-only");
    }

    [Fact]
    public async Task CancelledGrant_IsSharedWithNobody()
    {
        await using var desk = await OpenAsync();
        var subject = await desk.PublishSubjectAsync();
        var id = await desk.ConsentAsync();
        Assert.Single(await desk.MatchesAsync(desk.Editor, subject, "grants"));

        (await desk.Catalogue.Scene.CancelAsync(desk.Catalogue.Grant, "2014-01-15")).Expect(201);

        Assert.Empty(await desk.MatchesAsync(desk.Editor, subject, "grants"));
        await desk.WithdrawAsync(id);
        (await desk.Holder.PostAsync(desk.GrantConsents, ResearchDesk.Consent())).ExpectRefusal(409, "research.grant-cancelled");
    }

    [Fact]
    public async Task EndedConsent_StaysInTheDatabaseAsItWas()
    {
        await using var desk = await OpenAsync();
        var id = await desk.ConsentAsync();
        await desk.WithdrawAsync(id);
        foreach (
            var change in new[]
            {
                $"update research.consents set is_current = true, withdrawn_at = null, withdrawn_by = null where id = '{id}'",
                $"update research.consents set until = '2030-12-31' where id = '{id}'",
                $"delete from research.consents where id = '{id}'",
            }
        )
        {
            await Assert.ThrowsAnyAsync<Exception>(() => desk.Api.Database.ExecuteAsync(change));
        }
    }

    private static async Task<ResearchDesk> OpenAsync()
    {
        var desk = new ResearchDesk();
        await desk.InitializeAsync();
        return desk;
    }
}
