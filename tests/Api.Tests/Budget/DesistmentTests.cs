using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>An organisation gives its grant up: who may, when, and where the money goes.</summary>
public sealed class DesistmentTests
{
    private const string Siren = "732829320";

    private static readonly object Body = new { reason = "We gave the project up." };

    [Fact]
    public async Task Desistment_FreesTheMoney_AndProposesTheNextByRank()
    {
        await using var scene = await StartAsync();
        var applicant = await ApplicantAsync(scene);
        var grant = await scene.GrantOfAsync(0);
        var before = await scene.AvailableAsync();

        (await DesistAsync(scene, applicant, grant)).Expect(201);

        var read = (await applicant.GetAsync($"/api/v1/grants/{grant}")).Expect(200).Body;
        var ended = read["cancellation"]!;
        Assert.Equal("cancelled", Text(read, "status"));
        Assert.True(ended["isDesistment"]!.GetValue<bool>());
        Assert.Equal(("We gave the project up.", "2014-01-15"), (Text(ended, "reason"), Text(ended, "on")));
        Assert.Null(ended["decisionReference"]);
        Assert.Equal(before + 600, await scene.AvailableAsync());
        var list = (await scene.Auditor.GetAsync($"/api/v1/calls/{scene.CallId}/waiting-list")).Expect(200).Body;
        Assert.Equal(
            [("cancellation", "access.role-missing"), ("desistment", "budget.grant-not-desistable")],
            read["allowedActions"]!.AsArray().Select(x => (Text(x!, "action"), Text(x!, "reason")))
        );
        Assert.Equal(600m, BudgetScene.Amount(list["freed"]!));
        Assert.Equal(scene.Applications[1], list["proposedId"]!.GetValue<Guid>());
        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(1, 500, date: "2014-01-15"))).Expect(201);

        var entries = await scene.AllAsync($"/api/v1/ledger-entries?grantId={grant}");
        Assert.Equal(0, entries.Sum(x => BudgetScene.Parse(x["amount"]!)));
        Assert.Contains(entries, x => Text(x, "effectiveOn") == "2014-01-15");
    }

    [Fact]
    public async Task Desistment_IsForMembersWhoAct_AndHasOneEffect()
    {
        await using var scene = await StartAsync();
        var applicant = await ApplicantAsync(scene);
        var grant = await scene.GrantOfAsync(0);
        var stranger = await scene.Api.RegisterAsync("stranger", "applicant");
        var reader = await ReaderAsync(scene, applicant);

        (await DesistAsync(scene, stranger, grant)).ExpectRefusal(404, "budget.grant-not-found");
        (await DesistAsync(scene, scene.Recorder, grant)).ExpectRefusal(403, "access.role-missing");
        (await DesistAsync(scene, reader, grant)).ExpectRefusal(403, "budget.reader-only");
        (await applicant.PostAsync($"/api/v1/grants/{grant}/desistment", Body, 1)).ExpectRefusal(412, "request.version-stale");
        (await DesistAsync(scene, applicant, grant, new { reason = "" })).ExpectRefusal(400, "request.validation-failed");
        Assert.Equal("awarded", Text((await scene.Auditor.GetAsync($"/api/v1/grants/{grant}")).Expect(200).Body, "status"));

        (await DesistAsync(scene, applicant, grant)).Expect(201);
        (await DesistAsync(scene, applicant, grant)).ExpectRefusal(409, "budget.grant-not-desistable");
        Assert.Equal(1000, await scene.AvailableAsync());
    }

    [Fact]
    public async Task OfficeThatActsForTheOrganisation_DoesNotKnowOfTheGrant_BeforeTheNotification()
    {
        await using var scene = await BudgetScene.StartAsync(Bundle() with { IsNotified = false });
        var applicant = await ApplicantAsync(scene);
        var grant = await scene.GrantOfAsync(0);
        var both = await scene.Api.RegisterAsync("both", "applicant", "programme-manager");
        (await DesistAsync(scene, both, grant)).ExpectRefusal(403, "budget.not-a-member");
        (await AddAsync(scene, applicant, both, "editor")).Expect(201);

        (await DesistAsync(scene, applicant, grant)).ExpectRefusal(404, "budget.grant-not-found");
        (await DesistAsync(scene, both, grant)).ExpectRefusal(404, "budget.grant-not-found");
        (await both.GetAsync($"/api/v1/grants/{grant}")).ExpectRefusal(404, "budget.grant-not-found");
        (await scene.Manager.GetAsync($"/api/v1/grants/{grant}")).Expect(200);

        (await scene.PostAsync(scene.Recorder, $"/api/v1/calls/{scene.CallId}", "notifications")).Expect(201);
        (await DesistAsync(scene, both, grant)).Expect(201);
    }

    private static BudgetBundle Bundle() =>
        new(1000, new BundledApplication(600, Siren: Siren), new BundledApplication(500), new BundledApplication(450));

    private static Task<BudgetScene> StartAsync() => BudgetScene.StartAsync(Bundle());

    private static Task<ApiClient> ApplicantAsync(BudgetScene scene) => scene.Api.SignInAsync(BudgetBundle.User($"applicant-{Siren}"));

    private static Task<ApiReply> DesistAsync(BudgetScene scene, ApiClient caller, Guid grant, object? body = null) =>
        scene.PostAsync(caller, $"/api/v1/grants/{grant}", "desistment", body ?? Body);

    private static async Task<ApiClient> ReaderAsync(BudgetScene scene, ApiClient owner)
    {
        var reader = await scene.Api.RegisterAsync("reader", "applicant");
        (await AddAsync(scene, owner, reader, "reader")).Expect(201);
        return reader;
    }

    private static async Task<ApiReply> AddAsync(BudgetScene scene, ApiClient owner, ApiClient member, string role)
    {
        var application = (await owner.GetAsync($"/api/v1/applications/{scene.Applications[0]}")).Expect(200).Body;
        var organisation = $"/api/v1/organisations/{application["organisationId"]}";
        var version = (await owner.GetAsync(organisation)).Expect(200).Version;
        return await owner.PostAsync($"{organisation}/members", new { userId = member.UserId, role }, version);
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
