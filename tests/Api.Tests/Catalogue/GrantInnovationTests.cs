using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>An innovation is born out of a funded grant.</summary>
public sealed class GrantInnovationTests
{
    [Fact]
    public async Task Grant_GivesBirthToOneInnovation_ThatCarriesItsProjectOver()
    {
        await using var desk = new CatalogueDesk();
        await desk.StartAsync(isNotified: true);
        var stranger = await desk.Api.RegisterAsync("stranger", "applicant");
        var path = $"/api/v1/grants/{desk.Grant}/innovation";
        (await stranger.PostAsync(path)).ExpectRefusal(404, "catalogue.grant-not-found");
        var born = (await desk.Holder.PostAsync(path)).Expect(201);

        var read = await desk.ReadAsync(born.Id);
        var application = (await desk.Holder.GetAsync($"/api/v1/applications/{desk.Scene.Applications[0]}")).Expect(200).Body["content"]!;
        Assert.Equal((desk.Grant, desk.Organisation), (Id(read, "grantId"), Id(read, "organisationId")));
        Assert.Equal(Text(application, "projectTitle"), Text(read["content"]!, "title"));
        Assert.Equal("fr", Text(read["content"]!, "language"));
        Assert.Equal(Text(application, "initiator"), Text(read["content"]!, "initiator"));
        Assert.Equal([Text(application, "theme")], read["content"]!["themes"]!.AsArray().Select(x => x!.GetValue<string>()));
        Assert.Equal(Text(application, "communeCode"), Text(read["content"]!["places"]![0]!, "communeCode"));
        (await desk.Editor.PostAsync(path)).ExpectRefusal(409, "catalogue.grant-has-innovation");
        await Assert.ThrowsAnyAsync<Exception>(() =>
            desk.Api.Database.ExecuteAsync(
                $"""
                insert into catalogue.innovations (id, grant_id, status, content, initiator, themes, departments, authors, version)
                values (gen_random_uuid(), '{desk.Grant}', 'draft', '{"{}"}', 'private', '{"{}"}', '{"{}"}', '[]', 1)
                """
            )
        );
    }

    [Fact]
    public async Task CancelledGrant_GivesBirthToNone()
    {
        await using var desk = new CatalogueDesk();
        await desk.StartAsync(isNotified: true);
        (await desk.Scene.CancelAsync(desk.Grant, "2014-01-15")).Expect(201);

        (await desk.Editor.PostAsync($"/api/v1/grants/{desk.Grant}/innovation")).ExpectRefusal(409, "catalogue.grant-cancelled");
    }

    [Fact]
    public async Task GrantThatIsNotNotified_IsHidden()
    {
        await using var desk = new CatalogueDesk();
        await desk.StartAsync(isNotified: false);

        foreach (var caller in new[] { desk.Holder, desk.Editor })
        {
            (await caller.PostAsync($"/api/v1/grants/{desk.Grant}/innovation")).ExpectRefusal(404, "catalogue.grant-not-found");
        }
    }

    private static Guid Id(JsonNode node, string member) => node[member]!.GetValue<Guid>();

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
