using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Applications;

/// <summary>A reader of an organisation reads its applications and changes none; an editor acts for it.</summary>
public sealed class ReaderTests : IAsyncLifetime
{
    private const string ReaderOnly = "applications.reader-only";

    private ApplicationScene scene = null!;
    private ApiClient reader = null!;

    public async ValueTask InitializeAsync()
    {
        scene = await ApplicationScene.StartAsync();
        reader = await AddAsync("reader");
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Reader_ReadsAndWritesNothing()
    {
        var draft = await scene.DraftCompleteAsync();
        var path = $"{ApplicationScene.Applications}/{draft}";
        var document = (await reader.GetAsync($"{path}/documents")).Expect(200).Body[0]!["id"];
        var version = await scene.VersionAsync(draft);

        (await reader.PostAsync(ApplicationScene.Applications, scene.DraftBody())).ExpectRefusal(403, ReaderOnly);
        (await reader.PutAsync(path, ApplicationBodies.Content(scene.Siren), version)).ExpectRefusal(403, ReaderOnly);
        var accounts = new
        {
            kind = "accounts",
            fileName = "accounts.pdf",
            bytes = 1,
        };
        (await reader.PostAsync($"{path}/documents", accounts, version)).ExpectRefusal(403, ReaderOnly);
        (await reader.DeleteAsync($"{path}/documents/{document}", version)).ExpectRefusal(403, ReaderOnly);
        (await reader.PostAsync($"{path}/submission", version: version)).ExpectRefusal(403, ReaderOnly);
        (await reader.PostAsync($"{path}/withdrawal", version: version)).ExpectRefusal(403, ReaderOnly);
        (await reader.PostAsync($"{path}/completion", version: version)).ExpectRefusal(403, ReaderOnly);

        var read = (await reader.GetAsync(path)).Expect(200).Body;
        Assert.Equal("draft", read["state"]!.GetValue<string>());
        Assert.All(read["allowedActions"]!.AsArray(), x => Assert.False(x!["allowed"]!.GetValue<bool>()));
        Assert.Equal(version, await scene.VersionAsync(draft));
    }

    [Theory]
    [InlineData("editor")]
    [InlineData("delegated-administrator")]
    public async Task Editor_ActsForTheOrganisation(string role)
    {
        var editor = await AddAsync(role);

        var draft = (await editor.PostAsync(ApplicationScene.Applications, scene.DraftBody())).Expect(201);

        (await editor.PostAsync($"{ApplicationScene.Applications}/{draft.Id}/withdrawal", version: draft.Version)).Expect(201);
    }

    private async Task<ApiClient> AddAsync(string role)
    {
        var member = await scene.Api.RegisterAsync(role, "applicant");
        var organisation = $"/api/v1/organisations/{scene.OrganisationId}";
        var version = (await scene.Applicant.GetAsync(organisation)).Expect(200).Version;
        (await scene.Applicant.PostAsync($"{organisation}/members", new { userId = member.UserId, role }, version)).Expect(201);
        return member;
    }
}
