using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Api.Tests.Budget;
using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Api.Tests.Research;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>A decided call with a resource of every kind, and the document's paths with their ids filled in.</summary>
public sealed partial class ReachableScene : IAsyncLifetime
{
    private readonly Dictionary<string, Guid> ids = [];
    private ApiClient evaluator = null!;

    public BudgetScene Scene { get; private set; } = null!;

    public ApiFixture Api => Scene.Api;

    public ApiClient Auditor => Scene.Auditor;

    public ApiClient Administrator { get; private set; } = null!;

    public ApiClient Applicant { get; private set; } = null!;

    public static JsonObject Paths { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "build", "api", "openapi.json")))!["paths"]!.AsObject();

    public async ValueTask InitializeAsync()
    {
        var bundle = new BudgetBundle(1000, new BundledApplication(600, Siren: "732829320"), new BundledApplication(500));
        Scene = await BudgetScene.StartAsync(bundle);
        Administrator = await Api.SignInAsync("administrator");
        Applicant = await Api.SignInAsync(BudgetBundle.User("applicant-732829320"));
        var import = await Api.SendBundleAsync(bundle.Zip());
        await Api.EndOfImportAsync(import);
        (ids["calls"], ids["applications"], ids["rankings"]) = (Scene.CallId, Scene.Applications[0], Scene.RankingId);
        (ids["funds"], ids["envelopes"], ids["allocation-scenarios"]) = (Scene.FundId, Scene.EnvelopeId, Scene.ScenarioId);
        (ids["imports"], ids["jobs"]) = (import.Id, import.Body["jobId"]!.GetValue<Guid>());
        // Somebody whom nobody misses.
        ids["users"] = (await Api.RegisterAsync("bystander", "editor")).UserId;
        var machine = await Api.RegisterAsync("reachable-machine", "finance-system");
        ids["api-keys"] = (await Api.IssueKeyAsync(machine.UserId, "api")).Id;
        foreach (var list in new[] { "score-sheets", "grants", "working-groups", "meetings", "organisations" })
        {
            ids[list] = (await Scene.AllAsync($"/api/v1/{list}"))[0]["id"]!.GetValue<Guid>();
        }

        var aid = new StateAidScene(Scene);
        ids["undertakings"] = (await aid.LinkAsync(ApplicationBodies.Siren())).Id;
        ids["aid-declarations"] = (await aid.DeclareAsync(ApplicationBodies.Siren(), 10)).Expect(201).Id;
        await BlogAsync();
        await EvaluateAsync();
        ids["innovations"] = await PublishInnovationAsync();
        await ReplicateAsync();
        ids["contact-requests"] = await BeAskedAsync();
        await ResearchAsync();
    }

    // A visitor's message to the applicant's organisation about an innovation of its own.
    private async Task<Guid> BeAskedAsync()
    {
        var application = (await Applicant.GetAsync($"/api/v1/applications/{ids["applications"]}")).Expect(200).Body;
        var body = new JsonObject
        {
            ["content"] = CatalogueDesk.Content(),
            ["organisationId"] = application["organisationId"]!.DeepClone(),
        };
        var drafted = (await Applicant.PostAsync(CatalogueDesk.Innovations, body)).Expect(201);
        var path = $"{CatalogueDesk.Innovations}/{drafted.Id}";
        var submitted = (await Applicant.PostAsync($"{path}/submission", version: drafted.Version)).Expect(201);
        var publisher = await Api.RegisterAsync("holders-publisher", "editor");
        (await publisher.PostAsync($"{path}/publication", version: submitted.Version)).Expect(201);
        return (await ContactDesk.TryWriteAsync(Api.Anonymous(), drafted.Id, ContactDesk.Letter("holder"))).Expect(201).Id;
    }

    private async Task<Guid> PublishInnovationAsync()
    {
        var (author, editor) = (await Api.RegisterAsync("author", "editor"), await Api.RegisterAsync("publisher", "editor"));
        var application = (await Applicant.GetAsync($"/api/v1/applications/{ids["applications"]}")).Expect(200).Body;
        var holder = application["organisationId"]!.DeepClone();
        var body = new JsonObject { ["content"] = CatalogueDesk.Content(), ["organisationId"] = holder };
        var drafted = (await author.PostAsync(CatalogueDesk.Innovations, body)).Expect(201);
        var path = $"{CatalogueDesk.Innovations}/{drafted.Id}";
        var uploaded = await CatalogueDesk.SendDocumentAsync(author, drafted.Id, "statuts.pdf", SampleDocuments.Pdf());
        ids["innovation-documents"] = uploaded.Expect(201).Body["documentId"]!.GetValue<Guid>();
        var dna = CatalogueDesk.Dna();
        dna["documents"]![0]!["url"] = uploaded.Body["url"]!.GetValue<string>();
        var described = (await author.PutAsync($"{path}/dna", dna, uploaded.Version)).Expect(200);
        var submitted = (await author.PostAsync($"{path}/submission", version: described.Version)).Expect(201);
        (await editor.PostAsync($"{path}/publication", version: submitted.Version)).Expect(201);
        return drafted.Id;
    }

    private async Task ReplicateAsync()
    {
        var application = (await Applicant.GetAsync($"/api/v1/applications/{ids["applications"]}")).Expect(200).Body;
        var body = ReplicationDesk.Declaration(application["organisationId"]!.GetValue<Guid>());
        ids["replications"] = (await Applicant.PostAsync($"{CatalogueDesk.Innovations}/{ids["innovations"]}/replications", body))
            .Expect(201)
            .Id;
        var path = $"{ReplicationDesk.Replications}/{ids["replications"]}";
        var version = (await Applicant.GetAsync(path)).Expect(200).Version;
        (await Applicant.PutAsync($"{path}/dna", ReplicationDesk.Fork(), version)).Expect(200);
        var proposal = ReplicationDesk.Proposal(("partners", "bank"));
        ids["adaptations"] = (await Applicant.PostAsync($"{path}/adaptations", proposal)).Expect(201).Id;
    }

    private async Task ResearchAsync()
    {
        var editor = await Api.SignInAsync("bystander");
        ids["partners"] = (await editor.PostAsync(ResearchDesk.Partners, ResearchDesk.Partner())).Expect(201).Id;
        var subject = (await editor.PostAsync(ResearchDesk.Subjects, ResearchDesk.Subject(ids["partners"]))).Expect(201);
        ids["subjects"] = subject.Id;
        (await editor.PostAsync($"{ResearchDesk.Subjects}/{subject.Id}/publication", version: subject.Version)).Expect(201);
        ids["publications"] = (await editor.PostAsync(ResearchDesk.Publications, ResearchDesk.Publication())).Expect(201).Id;
        var agreement = ResearchDesk.Agreement(ids["partners"], "REACHABLE").With("subjectId", subject.Id);
        ids["agreements"] = (await editor.PostAsync(ResearchDesk.Agreements, agreement)).Expect(201).Id;
        ids["consents"] = (
            await Applicant.PostAsync($"/api/v1/grants/{ids["grants"]}/research-consents", ResearchDesk.Consent("2100-12-31"))
        )
            .Expect(201)
            .Id;
    }

    private async Task BlogAsync()
    {
        var editor = await Api.SignInAsync("bystander");
        ids["posts"] = await BlogDesk.PublishAsync(editor, BlogDesk.Post(moderation: "after"));
        var picture = await editor.PostBytesAsync(
            $"{BlogDesk.Posts}/{ids["posts"]}/pictures?alternativeFr=Ici",
            SampleFiles.Png(),
            "image/png",
            "*"
        );
        ids["pictures"] = picture.Expect(201).Body["pictureId"]!.GetValue<Guid>();
        ids["comments"] = (await Applicant.PostAsync($"{BlogDesk.Posts}/{ids["posts"]}/comments", new { text = "Reachable" }))
            .Expect(201)
            .Id;
        ids["collections"] = await CollectionDesk.PublishAsync(editor, CollectionDesk.Item("post", ids["posts"]));
        ids["public-events"] = await EventDesk.PublishAsync(editor);
        var ban = BlogDesk.Ban(ids["users"], DateTimeOffset.UtcNow.AddYears(50));
        ids["comment-bans"] = (await editor.PostAsync(BlogDesk.Bans, ban)).Expect(201).Id;
    }

    // The call is decided: what an evaluation leaves behind can't be made any more by a request.
    private async Task EvaluateAsync()
    {
        var sheet = (await Auditor.GetAsync($"/api/v1/score-sheets/{ids["score-sheets"]}")).Expect(200).Body;
        var user = (await Administrator.GetAsync($"/api/v1/users/{sheet["evaluatorId"]}")).Expect(200).Body;
        evaluator = await Api.SignInAsync(user["userName"]!.GetValue<string>());
        var template = new { name = "Reachable", criteria = CallBodies.Draft("ANY")["criteria"] };
        ids["criteria-templates"] = (await Scene.Manager.PostAsync("/api/v1/criteria-templates", template)).Expect(201).Id;
        (ids["assignment-runs"], ids["consensus-marks"]) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Api.Database.ExecuteAsync(
            $"""
            insert into evaluation.assignment_runs (id, call_id, requested_by, requested_at, outcome, sheets, unmet, version)
            values ('{ids["assignment-runs"]}', '{Scene.CallId}', '{Guid.CreateVersion7()}', now(), 'assigned', 0, '[]', 1);
            insert into evaluation.consensus_marks
                (id, call_id, application_id, criterion, value, meeting_id, reason, recorded_by, recorded_at, agreements, version)
            values ('{ids["consensus-marks"]}', '{Scene.CallId}', '{Scene.Applications[0]}', 'effects', 3, '{ids[
                "meetings"
            ]}', 'We talked.',
                '{Guid.CreateVersion7()}', now(), '[]', 1)
            """
        );
    }

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    /// <summary>The path of a resource that exists, with the query that it can't do without.</summary>
    public string Fill(string template)
    {
        var path = template
            .Replace("{id}", Id(template), StringComparison.Ordinal)
            .Replace("{documentId}", $"{ids["innovation-documents"]}", StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal);
        var query = Paths[template]!["get"]?["parameters"]?.AsArray().Where(x => x!["in"]!.GetValue<string>() == "query" && IsRequired(x));
        return query?.FirstOrDefault()?["name"]!.GetValue<string>() switch
        {
            null => path,
            "with" when template.Contains("/dna/", StringComparison.Ordinal) => $"{path}?with={ids["innovations"]}",
            "with" => $"{path}?with={Scene.ScenarioId}",
            var name => $"{path}?{name}={Scene.FundId}",
        };
    }

    /// <summary>The path of a resource that nobody has.</summary>
    public static string FillWithNothing(string template) =>
        Parameter().Replace(template, match => match.Value == "{number}" ? "9" : Unknown);

    public static IEnumerable<string> Methods(string template) =>
        Paths[template]!.AsObject().Select(x => x.Key.ToUpperInvariant()).Where(x => x is "GET" or "POST" or "PUT" or "PATCH" or "DELETE");

    public static IEnumerable<string> Readable => Paths.Select(x => x.Key).Where(x => Methods(x).Contains("GET"));

    /// <summary>Somebody who may read the path, and how the answer is.</summary>
    public async Task<ApiClient> ReaderOfAsync(string path)
    {
        foreach (var caller in new[] { Auditor, Administrator, Applicant, evaluator })
        {
            if ((await caller.GetAsync(path)).Status == 200)
            {
                return caller;
            }
        }

        throw new InvalidOperationException($"Nobody reads {path}.");
    }

    private const string Unknown = "01980000-0000-7000-8000-00000000dead";

    private string Id(string template) =>
        template.Contains("{id}", StringComparison.Ordinal) ? ids[KindOf(template)].ToString() : string.Empty;

    /// <summary>The list in which the id of a path stands.</summary>
    public static string KindOf(string template) => template[..template.IndexOf("/{id}", StringComparison.Ordinal)].Split('/')[^1];

    /// <summary>The query without which a file is not taken, as in the document's example.</summary>
    public static string FileQuery(string template, string method)
    {
        var parameters = Paths[template]![method.ToLowerInvariant()]!["parameters"]!.AsArray();
        var required = parameters.Where(x => x!["in"]!.GetValue<string>() == "query" && IsRequired(x));
        var said = required.Select(x => $"{x!["name"]}={x["examples"]!.AsObject().First().Value!["value"]}").ToList();
        return said.Count == 0 ? string.Empty : $"?{string.Join('&', said)}";
    }

    private static bool IsRequired(JsonNode? parameter) => parameter!["required"]?.GetValue<bool>() == true;

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}

/// <summary>The classes that share the scene; what one of them adds no other looks at.</summary>
[CollectionDefinition(nameof(ReachableScene))]
public sealed class ReachableSceneShared : ICollectionFixture<ReachableScene>;
