using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Platform;

/// <summary>An owner, people whom it can invite, and what they do with organisations.</summary>
public sealed class MembershipDesk : IAsyncLifetime
{
    private const string Organisations = "/api/v1/organisations";

    private ApiClient auditor = null!;
    private int addresses;

    public ApiFixture Api { get; private set; } = null!;

    public ApiClient Owner { get; private set; } = null!;

    public ApiClient Delegate { get; private set; } = null!;

    public ApiClient Colleague { get; private set; } = null!;

    public ApiClient Stranger { get; private set; } = null!;

    public ApiClient Administrator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await ApiFixture.StartAsync();
        Owner = await Api.RegisterAsync("owner", "applicant");
        Delegate = await Api.RegisterAsync("delegate", "applicant");
        Colleague = await Api.RegisterAsync("colleague", "applicant");
        Stranger = await Api.RegisterAsync("stranger", "applicant");
        Administrator = await Api.SignInAsync("administrator");
        auditor = await Api.SignInAsync("auditor");
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    public string NewAddress() => $"person{Interlocked.Increment(ref addresses)}@atelier.example";

    /// <summary>The address of an organisation of the owner's.</summary>
    public async Task<string> RegisterAsync() => $"{Organisations}/{(await ApplicationScene.RegisterOrganisationAsync(Owner)).Id}";

    public Task<ApiReply> InviteAsync(
        ApiClient caller,
        string organisation,
        string email,
        string role = "editor",
        string language = "en"
    ) =>
        caller.PostAsync(
            $"{organisation}/invitations",
            new
            {
                email,
                role,
                language,
            }
        );

    public static Task<ApiReply> AcceptAsync(ApiClient caller, string token) =>
        caller.PostAsync("/api/v1/invitations/acceptance", new { token });

    public async Task<ApiReply> AddAsync(ApiClient caller, string organisation, ApiClient member, string role) =>
        await caller.PostAsync($"{organisation}/members", new { userId = member.UserId, role }, await VersionAsync(organisation));

    public async Task<ApiReply> ChangeAsync(ApiClient caller, string organisation, ApiClient member, string role) =>
        await caller.PutAsync($"{organisation}/members/{member.UserId}", new { role }, await VersionAsync(organisation));

    public async Task<ApiReply> RemoveAsync(ApiClient caller, string organisation, ApiClient member) =>
        await caller.DeleteAsync($"{organisation}/members/{member.UserId}", await VersionAsync(organisation));

    public async Task<int> VersionAsync(string organisation) => (await auditor.GetAsync(organisation)).Expect(200).Version;

    /// <summary>Who acts for an organisation, by role.</summary>
    public async Task<Dictionary<Guid, string>> MembersAsync(string organisation) =>
        (await auditor.GetAsync($"{organisation}/members"))
            .Expect(200)
            .Body.AsArray()
            .ToDictionary(x => x!["userId"]!.GetValue<Guid>(), x => x!["role"]!.GetValue<string>());
}
