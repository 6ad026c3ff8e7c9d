using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Calls;

public sealed class CriteriaTemplateTests : IAsyncLifetime
{
    private const string Templates = "/api/v1/criteria-templates";

    private ApiFixture api = null!;
    private ApiClient manager = null!;

    public async ValueTask InitializeAsync()
    {
        api = await ApiFixture.StartAsync();
        manager = await api.RegisterAsync("manager", "programme-manager");
    }

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task RegionsFour_AreShipped_AndACallTakesThemAsTheyAre()
    {
        var listed = (await manager.GetAsync(Templates)).Expect(200).Body["items"]![0]!;
        var template = (await manager.GetAsync($"{Templates}/{listed["id"]}")).Expect(200).Body;
        var criteria = template["criteria"]!.AsArray();
        Assert.Equal(["stakeholders", "effects", "scaling", "risk"], criteria.Select(x => x!["code"]!.GetValue<string>()));
        Assert.Equal(100, criteria.Sum(x => x!["weight"]!.GetValue<int>()));
        Assert.All(criteria, x => Assert.Equal(6, x!["levels"]!.AsArray().Count));

        var draft = CallBodies.Draft("CALL-T");
        draft["criteria"] = criteria.DeepClone();
        var call = (await manager.PostAsync("/api/v1/calls", draft)).Expect(201).Id;

        var taken = (await manager.GetAsync($"/api/v1/calls/{call}")).Expect(200).Body["criteria"]!;
        Assert.True(JsonNode.DeepEquals(criteria, taken));
    }

    [Fact]
    public async Task Template_IsKept_Replaced_AndJudgedLikeACallsCriteria()
    {
        var kept = (await manager.PostAsync(Templates, Template("Short"))).Expect(201);
        (await manager.PostAsync(Templates, Template("Short"))).ExpectRefusal(422, "calls.criteria-template-name-taken");
        var path = $"{Templates}/{kept.Id}";
        (await manager.PutAsync(path, Template("Shorter", "impact"), kept.Version)).Expect(200);
        (await manager.PutAsync(path, Template("Shortest"), kept.Version)).ExpectRefusal(412, "request.version-stale");
        Assert.Equal("impact", (await manager.GetAsync(path)).Expect(200).Body["criteria"]![0]!["code"]!.GetValue<string>());
        var other = await api.RegisterAsync("other", "programme-manager");
        (await other.PutAsync(path, Template("Theirs"), kept.Version + 1)).ExpectRefusal(403, "calls.criteria-template-not-own");
        var empty = Template("Empty scale");
        empty["criteria"]![0]!["maximumMark"] = 0;
        (await manager.PostAsync(Templates, empty)).ExpectRefusal(422, "calls.scale-empty");
        var twice = Template("Twice");
        twice["criteria"]!.AsArray().Add(twice["criteria"]![0]!.DeepClone());
        (await manager.PostAsync(Templates, twice)).ExpectRefusal(422, "calls.duplicate-code");
        (await manager.GetAsync($"{Templates}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "calls.criteria-template-not-found");
        (await (await api.RegisterAsync("evaluator", "evaluator")).GetAsync(Templates)).Expect(403);
    }

    private static JsonObject Template(string name, string code = "effects") =>
        new()
        {
            ["name"] = name,
            ["criteria"] = new JsonArray(
                new JsonObject
                {
                    ["code"] = code,
                    ["title"] = "What it does",
                    ["weight"] = 100,
                    ["minimumMark"] = 0,
                    ["maximumMark"] = 10,
                }
            ),
        };
}
