using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Mechanisms;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>One line of the table, as <c>GET /api/v1/permissions</c> answers it.</summary>
public sealed record TableLine(
    string Operation,
    string Method,
    string Path,
    bool IsAnonymous,
    string Scope,
    IReadOnlyDictionary<string, string?> Admitted
);

/// <summary>A decided call with its people, and for each role somebody who has nothing to do with it.</summary>
public sealed class PermissionScene : IAsyncLifetime
{
    private readonly ReachableScene scene = new();
    private readonly Dictionary<string, ApiClient> strangers = [];
    private readonly Dictionary<string, JsonNode> ids = [];
    private readonly Dictionary<string, string> userNames = [];
    private Guid contribution;

    public ApiFixture Api => scene.Api;

    public IReadOnlyList<TableLine> Permissions { get; private set; } = [];

    public IReadOnlyDictionary<string, ApiClient> Strangers => strangers;

    /// <summary>How many commands the last request sent to the database.</summary>
    public int LastCost => Api.Commands.Last;

    public async ValueTask InitializeAsync()
    {
        await scene.InitializeAsync();
        Permissions = [.. (await Api.Anonymous().GetAsync("/api/v1/permissions")).Expect(200).Body.AsArray().Select(x => Read(x!))];
        foreach (var role in Permissions.SelectMany(x => x.Admitted.Keys).Distinct())
        {
            strangers[role] = await Api.RegisterAsync($"stranger.{role}", role);
        }

        foreach (var user in (await scene.Administrator.GetAsync("/api/v1/users?limit=100")).Expect(200).Body["items"]!.AsArray())
        {
            userNames[user!["id"]!.GetValue<string>()] = user["userName"]!.GetValue<string>();
        }

        var fund = (await scene.Auditor.GetAsync($"/api/v1/funds/{scene.Scene.FundId}")).Expect(200);
        contribution = fund.Body["contributions"]![0]!["id"]!.GetValue<Guid>();
        var application = (await scene.Auditor.GetAsync(scene.Fill("/api/v1/applications/{id}"))).Expect(200).Body;
        foreach (
            var (name, value) in new (string, Guid)[]
            {
                ("callId", scene.Scene.CallId),
                ("applicationId", scene.Scene.Applications[0]),
                ("fundId", scene.Scene.FundId),
                ("rankingId", scene.Scene.RankingId),
                ("scenarioId", scene.Scene.ScenarioId),
            }
        )
        {
            ids[name] = JsonValue.Create(value);
        }

        ids["organisationId"] = application["organisationId"]!;
        ids["groupId"] = JsonValue.Create(Guid.Parse(scene.Fill("/api/v1/working-groups/{id}").Split('/')[^1]));
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    public string Fill(string template) =>
        scene
            .Fill(template)
            .Replace("{contributionId}", contribution.ToString(), StringComparison.Ordinal)
            .Replace("{userId}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{invitationId}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{documentId}", Guid.Empty.ToString(), StringComparison.Ordinal);

    /// <summary>Somebody of the role who has the relation to the scene's resources.</summary>
    public async Task<ApiClient> InsiderAsync(string role, string relation) =>
        relation switch
        {
            "own-organisation" when role == "applicant" => scene.Applicant,
            "own-organisation" => await MemberAsync(role),
            "named-manager" or "keeper" => scene.Scene.Manager,
            "own-job" => scene.Administrator,
            _ => await EvaluatorAsync(),
        };

    /// <summary>Sends the operation with the body of its own example, in which the ids are the scene's.</summary>
    public async Task<ApiReply> SendAsync(ApiClient caller, TableLine permission, string path)
    {
        // What one role withdrew or rejected, the next one must find as it was.
        await Api.Database.ExecuteAsync(
            """
            update blog.posts set status = 'published' where published_at is not null;
            update blog.comments set status = 'published';
            update blog.public_events set status = 'published', cancellation_reason = null where published_at is not null;
            update blog.collections set status = 'published', withdrawal_reason = null where published_at is not null
            """
        );
        var content = ReachableScene.Paths[permission.Path]![permission.Method.ToLowerInvariant()]!
            ["requestBody"]
            ?["content"]?.AsObject()
            .First();
        return content is { Key: not "application/json" } file
            ? await caller.PostBytesAsync(
                path + ReachableScene.FileQuery(permission.Path, permission.Method),
                SampleFiles.Of(file.Key),
                file.Key,
                "*"
            )
            : await caller.SendAsync(
                new HttpMethod(permission.Method),
                path,
                content is null ? null : Examples(content.Value.Value!).First(),
                "*",
                Guid.CreateVersion7().ToString()
            );
    }

    /// <summary>The bodies of a content's examples, in which the ids are the scene's.</summary>
    public IEnumerable<JsonObject> Examples(JsonNode content)
    {
        foreach (var (_, kept) in content["examples"]!.AsObject())
        {
            var example = kept!["value"]!.DeepClone().AsObject();
            foreach (var (name, value) in ids.Where(x => example.ContainsKey(x.Key)))
            {
                example[name] = value.DeepClone();
            }

            yield return example;
        }
    }

    private async Task<ApiClient> MemberAsync(string role)
    {
        var caller = await Api.RegisterAsync($"member.{role}.{Guid.CreateVersion7()}", role);
        var organisation = $"/api/v1/organisations/{ids["organisationId"]}";
        var version = (await scene.Auditor.GetAsync(organisation)).Expect(200).Version;
        (await scene.Administrator.PostAsync($"{organisation}/members", new { userId = caller.UserId, role = "reader" }, version)).Expect(
            201
        );
        return caller;
    }

    private async Task<ApiClient> EvaluatorAsync()
    {
        var sheet = (await scene.Auditor.GetAsync(scene.Fill("/api/v1/score-sheets/{id}"))).Expect(200).Body;
        return await Api.SignInAsync(userNames[sheet["evaluatorId"]!.GetValue<string>()]);
    }

    internal static TableLine Read(JsonNode line) =>
        new(
            line["operation"]!.GetValue<string>(),
            line["method"]!.GetValue<string>(),
            line["path"]!.GetValue<string>(),
            line["isAnonymous"]!.GetValue<bool>(),
            line["scope"]!.GetValue<string>(),
            line["admitted"]!.AsArray().ToDictionary(x => x!["role"]!.GetValue<string>(), x => x!["relation"]?.GetValue<string>())
        );
}
