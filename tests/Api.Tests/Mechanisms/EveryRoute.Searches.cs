using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>Searches whose results are mailed.</summary>
public sealed partial class EveryRoute
{
    private async Task FollowAsync()
    {
        await using var api = await ApiFixture.StartAsync();
        const string Searches = "/api/v1/saved-searches";
        const string Email = "ana@ville.example";
        var anonymous = api.Anonymous();
        var body = new
        {
            email = Email,
            language = "en",
            q = "workshop",
        };
        (await anonymous.PostAsync(Searches, body, key: null)).Expect(201);
        var token = await api.MailedTokenAsync(Email);
        (await anonymous.PostAsync($"{Searches}/confirmations", new { token }, key: null)).Expect(201);
        (await anonymous.PostAsync($"{Searches}/cancellations", new { token }, key: null)).Expect(201);
        Note(api);
    }
}
