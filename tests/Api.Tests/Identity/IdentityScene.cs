using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>One service for all tests of a class, with a portal; each test has people of its own.</summary>
public sealed class IdentityScene : IAsyncLifetime
{
    private int people;

    public ApiFixture Api { get; private set; } = null!;

    public Portal Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Api = await ApiFixture.StartAsync();
        Portal = new Portal(Api);
        await Portal.RegisterAsync();
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    /// <summary>Registers somebody whom no other test knows.</summary>
    public async Task<string> PersonAsync(string role = "applicant")
    {
        var name = $"person-{Interlocked.Increment(ref people)}";
        await Api.RegisterAsync(name, role);
        return name;
    }

    public string Address() => $"person-{Interlocked.Increment(ref people)}@example.org";
}
