using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Persons see where they are signed in and which programs act in their name, and end both.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private ApiFixture api = null!;
    private Portal portal = null!;

    public async ValueTask InitializeAsync()
    {
        api = await ApiFixture.StartAsync();
        portal = new Portal(api);
        await portal.RegisterAsync(OpenIddictConstants.ConsentTypes.Explicit);
        await api.RegisterAsync("anna", "applicant");
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Session_IsSeenAndEnded_WithItsTokens_AndNoOtherIs()
    {
        var (first, second) = (new Browser(api), new Browser(api));
        var tokens = await AllowAsync(first);
        var others = Tokens.Of(
            (await portal.ExchangeAsync((await second.SignInAsync("anna", portal.Address())).Parameter("code")!)).Expect(200)
        );
        var anna = await api.SignInAsync("anna");
        anna.UserId = (await anna.GetAsync("/api/v1/me")).Id;
        var sessions = (await anna.GetAsync("/api/v1/me/sessions")).Expect(200).Body.AsArray();
        Assert.Equal(2, sessions.Count);
        var oldest = sessions.OrderBy(x => x!["beganAt"]!.GetValue<DateTimeOffset>()).First()!["id"]!.GetValue<Guid>();

        (await anna.PostAsync("/api/v1/me/sessions/revocation", new { sessionId = oldest })).Expect(201);

        var trail = (await (await api.SignInAsync("auditor")).GetAsync($"/api/v1/audit-trail?entityId={oldest}")).Expect(200);
        Assert.Equal(["sign-in-page", "end-session"], trail.Body["items"]!.AsArray().Select(x => x!["action"]!.GetValue<string>()));
        Assert.All(trail.Body["items"]!.AsArray(), x => Assert.Equal(anna.UserId, x!["actorId"]!.GetValue<Guid>()));
        (await portal.RefreshAsync(tokens.Refresh)).Expect(400);
        (await portal.RefreshAsync(others.Refresh)).Expect(200);
        Assert.StartsWith("/account/sign-in", (await first.OpenAsync(portal.Address())).Address, StringComparison.Ordinal);
        Assert.NotNull((await second.OpenAsync(portal.Address())).Parameter("code"));
        Assert.Single((await anna.GetAsync("/api/v1/me/sessions")).Body.AsArray());
        (await anna.PostAsync("/api/v1/me/sessions/revocation", new { sessionId = oldest })).ExpectRefusal(422, "platform.unknown-session");
    }

    [Fact]
    public async Task WhatEnded_IsForgotten_AndWhatCountsIsKept()
    {
        var tokens = await AllowAsync(new Browser(api));
        await api.Database.ExecuteAsync(
            """
            insert into identity.tokens (id, type, status, expiration_date) values (gen_random_uuid(), 'old', 'valid', now() - interval '2 days');
            insert into identity.authorizations (id, type, status, creation_date) values (gen_random_uuid(), 'ad-hoc', 'valid', now() - interval '2 days');
            insert into identity.sessions (id, account_id, began_at, last_seen_at, has_second_factor)
                select gen_random_uuid(), id, now() - interval '31 days', now(), false from identity.accounts;
            """
        );

        await using var scope = api.Services.CreateAsyncScope();
        var forgotten = await scope
            .ServiceProvider.GetRequiredService<ISignInSessions>()
            .ForgetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, forgotten);
        (await portal.RefreshAsync(tokens.Refresh)).Expect(200);
        Assert.Single((await (await api.SignInAsync("anna")).GetAsync("/api/v1/me/consents")).Body.AsArray());
    }

    [Fact]
    public async Task AnothersSession_IsUnknown()
    {
        await new Browser(api).SignInAsync("anna");
        var session = (await (await api.SignInAsync("anna")).GetAsync("/api/v1/me/sessions")).Body[0]!["id"]!.GetValue<Guid>();
        var stranger = await api.RegisterAsync("stranger", "applicant");

        (await stranger.PostAsync("/api/v1/me/sessions/revocation", new { sessionId = session })).ExpectRefusal(
            422,
            "platform.unknown-session"
        );

        Assert.Empty((await stranger.GetAsync("/api/v1/me/sessions")).Expect(200).Body.AsArray());
        Assert.Single((await (await api.SignInAsync("anna")).GetAsync("/api/v1/me/sessions")).Body.AsArray());
    }

    [Fact]
    public async Task Consent_IsAskedOnce_SeenAndWithdrawn()
    {
        var browser = new Browser(api);
        var tokens = await AllowAsync(browser);
        Assert.NotNull((await browser.OpenAsync(portal.Address())).Parameter("code"));
        var anna = await api.SignInAsync("anna");
        var consent = (await anna.GetAsync("/api/v1/me/consents")).Expect(200).Body.AsArray().Single()!;
        Assert.Equal("The portal", consent["clientName"]!.GetValue<string>());

        (await anna.PostAsync("/api/v1/me/consents/withdrawal", new { clientId = Portal.Id })).Expect(201);

        (await portal.RefreshAsync(tokens.Refresh)).Expect(400);
        Assert.StartsWith("/account/consent", (await browser.OpenAsync(portal.Address())).Address, StringComparison.Ordinal);
        Assert.Empty((await anna.GetAsync("/api/v1/me/consents")).Body.AsArray());
        (await anna.PostAsync("/api/v1/me/consents/withdrawal", new { clientId = Portal.Id })).ExpectRefusal(
            422,
            "platform.unknown-consent"
        );
    }

    [Fact]
    public async Task Consent_ThatIsRefused_TellsTheProgram()
    {
        var browser = new Browser(api);
        var page = await browser.SignInAsync("anna", portal.Address());

        Assert.Equal("access_denied", (await browser.SubmitAsync(page, ("answer", "refuse"))).Error);
    }

    [Fact]
    public async Task Account_IsOpenedOnce_AndEachAddressIsOfOne()
    {
        var administrator = await api.SignInAsync("administrator");
        var paul = await api.RegisterAsync("paul", "applicant");
        var eva = await api.RegisterAsync("eva", "evaluator");
        var body = new { email = "paul@example.org", language = "fr" };
        (await administrator.PostAsync($"/api/v1/users/{paul.UserId}/account", body)).Expect(201);

        (await administrator.PostAsync($"/api/v1/users/{paul.UserId}/account", body with { email = "other@example.org" })).ExpectRefusal(
            409,
            "platform.account-exists"
        );
        (await administrator.PostAsync($"/api/v1/users/{eva.UserId}/account", body)).ExpectRefusal(422, "platform.email-taken");
        (await administrator.PostAsync($"/api/v1/users/{eva.UserId}/second-factor-reset")).ExpectRefusal(404, "platform.account-not-found");
        (await administrator.PostAsync($"/api/v1/users/{Guid.CreateVersion7()}/account", body)).ExpectRefusal(
            404,
            "platform.user-not-found"
        );
    }

    private async Task<Tokens> AllowAsync(Browser browser)
    {
        var asked = await browser.SignInAsync("anna", portal.Address());
        Assert.StartsWith("/account/consent", asked.Address, StringComparison.Ordinal);
        Assert.Contains("The portal", asked.Html, StringComparison.Ordinal);
        var allowed = await browser.SubmitAsync(asked, ("answer", "allow"));
        return Tokens.Of((await portal.ExchangeAsync(allowed.Parameter("code")!)).Expect(200));
    }
}
