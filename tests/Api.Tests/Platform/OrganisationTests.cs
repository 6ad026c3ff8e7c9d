using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Platform;

/// <summary>An organisation is registered once, by its SIREN, and its owners say who acts for it.</summary>
public sealed class OrganisationTests(OrganisationTests.Desk desk) : IClassFixture<OrganisationTests.Desk>
{
    private const string Organisations = "/api/v1/organisations";

    [Fact]
    public async Task Register_WithASirenWhoseKeyDoesNotHold_IsRefused()
    {
        var mistyped = ApplicationBodies.Siren()[..^1];
        var siren = Enumerable.Range(0, 10).Select(x => $"{mistyped}{x}").First(x => !Domain.SharedKernel.Luhn.Holds(x));

        var refused = (await RegisterAsync(desk.Owner, siren)).ExpectRefusal(422, "platform.siren-invalid");

        Assert.Equal("#/siren", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Register_WithTheSirenOfAnother_IsRefused()
    {
        var siren = ApplicationBodies.Siren();
        (await RegisterAsync(desk.Owner, siren)).Expect(201);

        (await RegisterAsync(desk.Owner, siren)).ExpectRefusal(422, "platform.organisation-exists");
        (await RegisterAsync(desk.Stranger, siren)).ExpectRefusal(422, "platform.organisation-exists");
    }

    [Theory]
    [InlineData("12345678", "validation.pattern")]
    [InlineData("", "validation.required")]
    public async Task Register_WithASirenOfAnotherForm_IsRefused(string siren, string code)
    {
        var refused = (await RegisterAsync(desk.Owner, siren)).ExpectRefusal(400, "request.validation-failed");

        Assert.Contains(refused.Body["errors"]!.AsArray(), x => x!["code"]!.GetValue<string>() == code);
    }

    [Fact]
    public async Task Organisation_IsUnknown_ToWhoDoesNotActForIt()
    {
        var organisation = await RegisterAsync();

        (await desk.Owner.GetAsync(organisation)).Expect(200);
        (await desk.Stranger.GetAsync(organisation)).ExpectRefusal(404, "platform.organisation-not-found");
        (await AddAsync(desk.Stranger, organisation, desk.Stranger.UserId, "owner")).ExpectRefusal(404, "platform.organisation-not-found");
    }

    [Fact]
    public async Task Member_IsAddedByAnOwner_AndOnce()
    {
        var organisation = await RegisterAsync();

        (await AddAsync(desk.Owner, organisation, desk.Colleague.UserId, "editor")).Expect(201);

        (await AddAsync(desk.Owner, organisation, desk.Colleague.UserId, "reader")).ExpectRefusal(409, "platform.member-already");
        (await AddAsync(desk.Colleague, organisation, desk.Stranger.UserId, "editor")).ExpectRefusal(
            403,
            "platform.not-organisation-owner"
        );
        (await desk.Stranger.GetAsync(organisation)).Expect(404);
        (await desk.Colleague.GetAsync(organisation)).Expect(200);
    }

    [Fact]
    public async Task Member_WhoIsNoUser_IsRefused()
    {
        var refused = (await AddAsync(desk.Owner, await RegisterAsync(), Guid.CreateVersion7(), "editor")).ExpectRefusal(
            422,
            "platform.unknown-user"
        );

        Assert.Equal("#/userId", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    private async Task<string> RegisterAsync() =>
        $"{Organisations}/{(await RegisterAsync(desk.Owner, ApplicationBodies.Siren())).Expect(201).Id}";

    private static Task<ApiReply> RegisterAsync(ApiClient caller, string siren) =>
        caller.PostAsync(
            Organisations,
            new
            {
                siren,
                name = "Association des ateliers",
                legalForm = "9220",
            }
        );

    private async Task<ApiReply> AddAsync(ApiClient caller, string organisation, Guid userId, string role) =>
        await caller.PostAsync(
            $"{organisation}/members",
            new { userId, role },
            (await desk.Auditor.GetAsync(organisation)).Expect(200).Version
        );

    public sealed class Desk : IAsyncLifetime
    {
        private ApiFixture api = null!;

        public ApiClient Owner { get; private set; } = null!;

        public ApiClient Colleague { get; private set; } = null!;

        public ApiClient Stranger { get; private set; } = null!;

        public ApiClient Auditor { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            api = await ApiFixture.StartAsync();
            Owner = await api.RegisterAsync("owner", "applicant");
            Colleague = await api.RegisterAsync("colleague", "applicant");
            Stranger = await api.RegisterAsync("stranger", "applicant");
            Auditor = await api.SignInAsync("auditor");
        }

        public ValueTask DisposeAsync() => api.DisposeAsync();
    }
}
