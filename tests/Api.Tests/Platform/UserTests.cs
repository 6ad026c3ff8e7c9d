using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Platform;

/// <summary>Users are registered once; what was never received is not found.</summary>
public sealed class UserTests : IAsyncLifetime
{
    private ApiFixture api = null!;

    public async ValueTask InitializeAsync() => api = await ApiFixture.StartAsync();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Register_WithTheNameOfAnother_IsRefused()
    {
        var administrator = await api.SignInAsync("administrator");
        (await administrator.PostAsync("/api/v1/users", User("twin"))).Expect(201);

        var refused = (await administrator.PostAsync("/api/v1/users", User("twin"))).ExpectRefusal(422, "platform.user-name-taken");

        Assert.Equal("#/userName", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Fact]
    public async Task Register_WithMoreRolesThanAListTakes_IsRefused()
    {
        var administrator = await api.SignInAsync("administrator");

        var refused = (
            await administrator.PostAsync("/api/v1/users", User("greedy", [.. Enumerable.Repeat("applicant", 10_000)]))
        ).ExpectRefusal(400, "request.validation-failed");

        Assert.Equal("validation.count", Assert.Single(refused.Body["errors"]!.AsArray())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Me_IsUnknown_OnceItsUserIsGone()
    {
        var leaver = await api.RegisterAsync("leaver", "applicant");
        (await leaver.GetAsync("/api/v1/me")).Expect(200);

        await api.Database.ExecuteAsync("delete from platform.users where user_name = 'leaver'");

        (await leaver.GetAsync("/api/v1/me")).ExpectRefusal(404, "platform.user-not-found");
    }

    [Fact]
    public async Task JobsAndImports_ThatAreNone_AreNotFound()
    {
        var administrator = await api.SignInAsync("administrator");

        (await administrator.GetAsync($"/api/v1/jobs/{Guid.CreateVersion7()}")).ExpectRefusal(404, "platform.job-not-found");
        (await administrator.GetAsync($"/api/v1/imports/{Guid.CreateVersion7()}")).ExpectRefusal(404, "platform.import-not-found");
    }

    private static object User(string userName, params string[] roles) =>
        new
        {
            userName,
            displayName = userName,
            roles = roles.Length == 0 ? ["applicant"] : roles,
        };
}
