using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Api.Tests.Budget;
using SocialInnovation.Api.Tests.Calls;
using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Api.Tests.Evaluation;
using SocialInnovation.Api.Tests.Identity;
using SocialInnovation.Api.Tests.Research;
using SocialInnovation.Api.Tests.WorkingGroup;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>Something that belongs to one of two sides.</summary>
/// <param name="Kind">The list that it stands in, as the path writes it.</param>
/// <param name="Name">What it is called where the tests say who may know of it.</param>
/// <param name="Id">Its id.</param>
public sealed record Thing(string Kind, string Name, Guid Id);

/// <summary>A manager with calls of its own, an organisation that applies to one of them, and the evaluator of that call.</summary>
public sealed record Side(IReadOnlyDictionary<string, ApiClient> People, IReadOnlyList<Thing> Things)
{
    public IEnumerable<Thing> Of(string kind) => Things.Where(x => x.Kind == kind);
}

/// <summary>
/// Two sides that compete: a manager, an applicant and an evaluator each, with calls, applications, rankings and scenarios of their own. Both
/// evaluators hold a sheet on one application of a third party's call.
/// </summary>
public sealed class Rivals : IAsyncLifetime
{
    private readonly CallDesk desk = new();
    private ApiClient instructor = null!;
    private ApiClient officer = null!;
    private ApiClient editor = null!;
    private Guid? bans;
    private Guid? replicated;
    private ApiClient? publisher;
    private Guid meeting;

    public ApiFixture Api => desk.Api;

    public Side First { get; private set; } = null!;

    public Side Second { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await desk.InitializeAsync();
        instructor = await Api.RegisterAsync("instructor", "instructor");
        officer = await Api.RegisterAsync("aid-officer", "budget-officer");
        editor = await Api.RegisterAsync("blog-editor", "editor");
        var job = await FailedJobAsync();
        await Api.MoveClockAsync(CallDesk.BeforeOpening);
        var (first, second, third) = (await PeopleAsync("first"), await PeopleAsync("second"), await PeopleAsync("third"));
        var (one, two, shared) = (await PublishAsync(first), await PublishAsync(second), await PublishAsync(third));
        await Api.MoveClockAsync(CallDesk.OpensAt.AddDays(1));
        var (own, others) = (await ApplyAsync(first, one), await ApplyAsync(second, two));
        var contested = (await ApplyAsync(third, shared)).First(x => x.Name == "submitted application").Id;
        meeting = (await (await MeetingDesk.OfAsync(Api)).InAsync("held")).Meeting;
        await Api.MoveClockAsync(CallDesk.AfterClosing);
        var sheets = await EvaluateAsync(third, shared, contested, first["evaluator"], second["evaluator"]);
        First = new Side(first, [.. await OwnAsync(first, one, own), Sheet(sheets[0]), await SessionAsync("first", first), job]);
        Second = new Side(second, [.. await OwnAsync(second, two, others), Sheet(sheets[1]), await SessionAsync("second", second), job]);
        await desk.SweepAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private static Thing Sheet(Guid id) => new("score-sheets", "sheet on the same application", id);

    private async Task<Thing> SessionAsync(string side, Dictionary<string, ApiClient> people)
    {
        await new Browser(Api).SignInAsync($"{side}.applicant");
        var sessions = (await people["applicant"].GetAsync("/api/v1/me/sessions")).Expect(200).Body.AsArray();
        return new Thing("sessions", "session", sessions.Single()!["id"]!.GetValue<Guid>());
    }

    private async Task<Thing> FailedJobAsync()
    {
        var accepted = await Api.SendBundleAsync(
            new ExampleBundle("edge-call").Zip((file, text) => file == "marks.csv" ? text + "no,such,row\n" : text)
        );
        await Api.EndOfImportAsync(accepted);
        return new Thing("jobs", "another's job", accepted.Body["jobId"]!.GetValue<Guid>());
    }

    private async Task<Dictionary<string, ApiClient>> PeopleAsync(string side) =>
        new()
        {
            ["programme-manager"] = await Api.RegisterAsync($"{side}.manager", "programme-manager"),
            ["applicant"] = await Api.RegisterAsync($"{side}.applicant", "applicant"),
            ["evaluator"] = await Api.RegisterAsync($"{side}.evaluator", "evaluator"),
        };

    private async Task<Guid> DraftAsync(ApiClient manager)
    {
        var body = CallBodies.Draft(desk.Reference());
        (body["managers"], body["minimumSheets"]) = (new JsonArray(manager.UserId), 1);
        return (await manager.PostAsync(CallDesk.Calls, body)).Expect(201).Id;
    }

    private async Task<Guid> PublishAsync(Dictionary<string, ApiClient> people)
    {
        var call = await DraftAsync(people["programme-manager"]);
        await desk.ReserveAsync(call);
        (await desk.PostAsync(people["programme-manager"], call, "publication")).Expect(201);
        return call;
    }

    // An application that is handed in and admitted, one that stays a draft, and an invitation to the organisation.
    private async Task<IReadOnlyList<Thing>> ApplyAsync(Dictionary<string, ApiClient> people, Guid call)
    {
        var applicant = people["applicant"];
        var (organisation, siren) = await ApplicationScene.RegisterOrganisationAsync(applicant);
        var body = ApplicationBodies.Draft(call, organisation, siren);
        var submitted = (await applicant.PostAsync(ApplicationScene.Applications, body)).Expect(201).Id;
        var draft = (await applicant.PostAsync(ApplicationScene.Applications, body)).Expect(201).Id;
        var file = new
        {
            kind = "statutes",
            fileName = "statutes.pdf",
            bytes = 1024,
        };
        foreach (var id in new[] { submitted, draft })
        {
            (await PostAsync(applicant, id, "documents", file)).Expect(201);
        }

        var document = (await applicant.GetAsync($"{ApplicationScene.Applications}/{draft}/documents")).Expect(200).Body[0]!["id"]!;
        (await PostAsync(applicant, submitted, "submission")).Expect(201);
        (await PostAsync(instructor, submitted, "admissibility-decision", new { outcome = "admissible" })).Expect(201);
        var invitation = new
        {
            email = $"{organisation:N}@atelier.example",
            role = "editor",
            language = "en",
        };
        var invited = (await applicant.PostAsync($"/api/v1/organisations/{organisation}/invitations", invitation)).Expect(201);
        return
        [
            new("organisations", "organisation", organisation),
            new("applications", "submitted application", submitted),
            new("applications", "draft application", draft),
            new("documents", "document", document.GetValue<Guid>()),
            new("invitations", "invitation", invited.Id),
        ];
    }

    private async Task<List<Guid>> EvaluateAsync(
        Dictionary<string, ApiClient> people,
        Guid call,
        Guid application,
        params ApiClient[] evaluators
    )
    {
        var (manager, path) = (people["programme-manager"], $"{CallDesk.Calls}/{call}");
        var members = evaluators.Select(x => new { userId = x.UserId, college = "research" }).ToList();
        (await manager.PutAsync($"{path}/panel", new { members }, 0)).Expect(200);
        var sheets = new List<Guid>();
        foreach (var evaluator in evaluators)
        {
            (await evaluator.PostAsync($"{path}/independence-declarations")).Expect(201);
            var assignment = new { applicationId = application, evaluatorId = evaluator.UserId };
            sheets.Add((await manager.PostAsync($"{path}/assignments", assignment)).Expect(201).Id);
        }

        return sheets;
    }

    private async Task<IReadOnlyList<Thing>> OwnAsync(Dictionary<string, ApiClient> people, Guid call, IReadOnlyList<Thing> applied)
    {
        var (manager, evaluator) = (people["programme-manager"], people["evaluator"]);
        var application = applied.First(x => x.Name == "submitted application").Id;
        var sheet = (await EvaluateAsync(people, call, application, evaluator)).Single();
        (await evaluator.PutAsync($"{EvaluationScene.Sheets}/{sheet}", new { marks = EvaluationScene.AllAt(5) }, 1)).Expect(200);
        (await evaluator.PostAsync($"{EvaluationScene.Sheets}/{sheet}/submission", version: 2)).Expect(201);
        var run = (await manager.PostAsync($"{CallDesk.Calls}/{call}/assignment-runs")).Expect(202);
        await Api.JobAsync(run, x => x["status"]!.GetValue<string>() == "succeeded");
        var consensus = await FindConsensusAsync(manager, call, application);
        var template = new { name = $"Template of {call}", criteria = CallBodies.Draft("ANY")["criteria"] };
        var kept = (await manager.PostAsync("/api/v1/criteria-templates", template)).Expect(201).Id;
        var ranking = (await manager.PostAsync($"{CallDesk.Calls}/{call}/rankings")).Expect(201);
        (await manager.PostAsync($"{EvaluationScene.Rankings}/{ranking.Id}/freezing", version: ranking.Version)).Expect(201);
        var scenarios = $"{CallDesk.Calls}/{call}/allocation-scenarios";
        var scenario = (await manager.PostAsync(scenarios, new { rankingId = ranking.Id })).Expect(201).Id;
        var envelope = (await desk.Auditor.GetAsync($"{CallDesk.Calls}/{call}/envelope")).Expect(200);
        var undertaking = StateAidScene.Undertaking(StateAidScene.Member(ApplicationBodies.Siren()));
        var linked = (await officer.PostAsync(StateAidScene.Undertakings, undertaking)).Expect(201).Id;
        var declaration = StateAidScene.Declaration(ApplicationBodies.Siren(), 10);
        var declared = (await officer.PostAsync(StateAidScene.Declarations, declaration)).Expect(201).Id;
        var innovation = await DraftInnovationAsync(people["applicant"], applied[0].Id);
        var uploaded = await CatalogueDesk.SendDocumentAsync(people["applicant"], innovation, "bail.pdf", SampleDocuments.Pdf());
        return
        [
            .. applied,
            .. await BlogAsync(people["applicant"]),
            .. await ReplicateAsync(people["applicant"], applied[0].Id),
            await BeAskedAsync(people["applicant"], applied[0].Id),
            .. await ResearchAsync(),
            .. people.Select(x => new Thing("users", x.Key, x.Value.UserId)),
            new("calls", "published call", call),
            new("calls", "draft call", await DraftAsync(manager)),
            new("score-sheets", "submitted sheet", sheet),
            new("assignment-runs", "assignment run", run.Id),
            new("consensus-marks", "consensus mark", consensus),
            new("criteria-templates", "criteria template", kept),
            new("rankings", "ranking", ranking.Id),
            new("allocation-scenarios", "scenario", scenario),
            new("envelopes", "envelope", envelope.Id),
            new("undertakings", "undertaking", linked),
            new("aid-declarations", "declaration of aid", declared),
            new("innovations", "draft innovation", innovation),
            new("innovation-documents", "document of a draft innovation", uploaded.Expect(201).Body["documentId"]!.GetValue<Guid>()),
            new("funds", "fund", envelope.Body["fundId"]!.GetValue<Guid>()),
        ];
    }

    private async Task<Guid> PictureAsync(Guid post) =>
        (await editor.PostBytesAsync($"{BlogDesk.Posts}/{post}/pictures?alternativeFr=Ici", SampleFiles.Png(), "image/png", "*"))
            .Expect(201)
            .Body["pictureId"]!.GetValue<Guid>();

    // A public post, a draft, and what the applicant says: for everybody, and while nobody has looked at it.
    private async Task<IReadOnlyList<Thing>> BlogAsync(ApiClient reader)
    {
        var draft = (await editor.PostAsync(BlogDesk.Posts, BlogDesk.Post())).Expect(201).Id;
        var post = await BlogDesk.PublishAsync(editor, BlogDesk.Post("after"));
        var other = await BlogDesk.PublishAsync(editor, BlogDesk.Post());
        var drawn = await PictureAsync(post);
        var hidden = await PictureAsync(draft);
        var shown = (await reader.PostAsync($"{BlogDesk.Posts}/{post}/comments", new { text = "Shown" })).Expect(201).Id;
        var comment = (await reader.PostAsync($"{BlogDesk.Posts}/{other}/comments", new { text = "Mine" })).Expect(201).Id;
        var ban = BlogDesk.Ban(desk.Stranger.UserId, DateTimeOffset.UtcNow.AddYears(50));
        var banned = bans ??= (await editor.PostAsync(BlogDesk.Bans, ban)).Expect(201).Id;
        return
        [
            new("posts", "public post", post),
            new("posts", "draft post", draft),
            new("collections", "public collection", await CollectionDesk.PublishAsync(editor, CollectionDesk.Item("post", post))),
            new("collections", "draft collection", await CollectionDesk.DraftAsync(editor)),
            new("public-events", "public event", await EventDesk.PublishAsync(editor)),
            new("public-events", "draft event", await EventDesk.DraftAsync(editor, EventDesk.Event())),
            new("pictures", "picture of a public post", drawn),
            new("pictures", "picture of a draft", hidden),
            new("comments", "public comment", shown),
            new("comments", "pending comment", comment),
            new("comment-bans", "ban", banned),
        ];
    }

    // Of an innovation that is neither side's.
    private async Task<IReadOnlyList<Thing>> ReplicateAsync(ApiClient applicant, Guid organisation)
    {
        var innovation = replicated ??= await PublishInnovationAsync();
        var body = ReplicationDesk.Declaration(organisation);
        var id = (await applicant.PostAsync($"{CatalogueDesk.Innovations}/{innovation}/replications", body)).Expect(201).Id;
        var path = $"{ReplicationDesk.Replications}/{id}";
        (await applicant.PutAsync($"{path}/dna", ReplicationDesk.Fork(), 1)).Expect(200);
        var adaptation = await applicant.PostAsync($"{path}/adaptations", ReplicationDesk.Proposal(("partners", "bank")));
        return
        [
            new("innovations", "public innovation", innovation),
            new("replications", "replication", id),
            new("adaptations", "adaptation", adaptation.Expect(201).Id),
        ];
    }

    // Of the network, which is neither side's.
    private async Task<IReadOnlyList<Thing>> ResearchAsync()
    {
        var partner = (await editor.PostAsync(ResearchDesk.Partners, ResearchDesk.Partner())).Expect(201).Id;
        var draft = (await editor.PostAsync(ResearchDesk.Subjects, ResearchDesk.Subject(partner))).Expect(201).Id;
        var subject = (await editor.PostAsync(ResearchDesk.Subjects, ResearchDesk.Subject(partner))).Expect(201);
        (await editor.PostAsync($"{ResearchDesk.Subjects}/{subject.Id}/publication", version: subject.Version)).Expect(201);
        var publication = (await editor.PostAsync(ResearchDesk.Publications, ResearchDesk.Publication())).Expect(201).Id;
        return
        [
            new("partners", "partner", partner),
            new("subjects", "published subject", subject.Id),
            new("subjects", "draft subject", draft),
            new("publications", "publication", publication),
        ];
    }

    private async Task<Guid> PublishInnovationAsync()
    {
        var body = new JsonObject { ["content"] = CatalogueDesk.Content() };
        var drafted = (await editor.PostAsync(CatalogueDesk.Innovations, body)).Expect(201);
        var path = $"{CatalogueDesk.Innovations}/{drafted.Id}";
        var described = (await editor.PutAsync($"{path}/dna", CatalogueDesk.Dna(), drafted.Version)).Expect(200);
        var submitted = (await editor.PostAsync($"{path}/submission", version: described.Version)).Expect(201);
        await PublishAsync(path, submitted.Version);
        return drafted.Id;
    }

    private async Task PublishAsync(string innovation, int version)
    {
        publisher ??= await Api.RegisterAsync("catalogue-publisher", "editor");
        (await publisher.PostAsync($"{innovation}/publication", version: version)).Expect(201);
    }

    // A visitor's message to the organisation about an innovation of its own.
    private async Task<Thing> BeAskedAsync(ApiClient applicant, Guid organisation)
    {
        var innovation = await DraftInnovationAsync(applicant, organisation);
        var path = $"{CatalogueDesk.Innovations}/{innovation}";
        await PublishAsync(path, (await applicant.PostAsync($"{path}/submission", version: 1)).Expect(201).Version);
        var written = await ContactDesk.TryWriteAsync(Api.Anonymous(), innovation, ContactDesk.Letter("holder"));
        return new Thing("contact-requests", "contact request", written.Expect(201).Id);
    }

    private static async Task<Guid> DraftInnovationAsync(ApiClient applicant, Guid organisation)
    {
        var body = new JsonObject { ["content"] = CatalogueDesk.Content(), ["organisationId"] = organisation };
        return (await applicant.PostAsync(CatalogueDesk.Innovations, body)).Expect(201).Id;
    }

    private async Task<Guid> FindConsensusAsync(ApiClient manager, Guid call, Guid application)
    {
        var found = new
        {
            applicationId = application,
            criterion = "effects",
            value = 3,
            meetingId = meeting,
            reason = "We talked.",
        };
        return (await manager.PostAsync($"{CallDesk.Calls}/{call}/consensus-marks", found)).Expect(201).Id;
    }

    private async Task<ApiReply> PostAsync(ApiClient caller, Guid application, string action, object? body = null)
    {
        var path = $"{ApplicationScene.Applications}/{application}";
        return await caller.PostAsync($"{path}/{action}", body, (await desk.Auditor.GetAsync(path)).Expect(200).Version);
    }
}
