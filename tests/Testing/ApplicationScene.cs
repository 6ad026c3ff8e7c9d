using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing;

/// <summary>A call that is published, and the people around its applications.</summary>
public sealed class ApplicationScene : IAsyncDisposable
{
    public const string Applications = "/api/v1/applications";

    public static readonly DateTimeOffset BeforeOpening = Instant("2031-08-28T12:00:00+02:00");

    public static readonly DateTimeOffset WhileOpen = Instant("2031-10-01T12:00:00+02:00");

    public static readonly DateTimeOffset AfterClosing = Instant("2031-11-05T12:00:00+01:00");

    private ApiClient budgetOfficer = null!;

    private ApplicationScene(ApiFixture api) => Api = api;

    public ApiFixture Api { get; }

    public Guid CallId { get; private set; }

    public ApiClient Manager { get; private set; } = null!;

    public ApiClient Instructor { get; private set; } = null!;

    public ApiClient Applicant { get; private set; } = null!;

    public Guid OrganisationId { get; private set; }

    public string Siren { get; private set; } = null!;

    /// <param name="vary">What the call says otherwise.</param>
    public static async Task<ApplicationScene> StartAsync(Action<JsonObject>? vary = null)
    {
        var scene = new ApplicationScene(await ApiFixture.StartAsync());
        await scene.Api.MoveClockAsync(BeforeOpening);
        scene.Manager = await scene.Api.RegisterAsync("manager", "programme-manager");
        scene.budgetOfficer = await scene.Api.RegisterAsync("budget-officer", "budget-officer");
        scene.Instructor = await scene.Api.RegisterAsync("instructor", "instructor");
        scene.Applicant = await scene.Api.RegisterAsync("applicant", "applicant");
        scene.CallId = await scene.PublishCallAsync("CALL-1", vary);
        (scene.OrganisationId, scene.Siren) = await RegisterOrganisationAsync(scene.Applicant);
        await scene.Api.MoveClockAsync(WhileOpen);
        return scene;
    }

    public async Task<Guid> PublishCallAsync(string reference, Action<JsonObject>? vary = null)
    {
        var id = await DraftCallAsync(reference, vary);
        await ReserveAsync(id, reference);
        (await Manager.PostAsync($"/api/v1/calls/{id}/publication", version: 1)).Expect(201);
        return id;
    }

    private async Task ReserveAsync(Guid call, string reference)
    {
        var fund = (await budgetOfficer.PostAsync("/api/v1/funds", new { name = $"Fund of {reference}" })).Expect(201);
        var contribution = new
        {
            financer = "Region",
            fiscalYear = 2031,
            amount = ApplicationBodies.Euros("300000.00"),
            signedOn = "2031-08-01",
        };
        (await budgetOfficer.PostAsync($"/api/v1/funds/{fund.Id}/contributions", contribution, fund.Version)).Expect(201);
        var envelope = new
        {
            fundId = fund.Id,
            callId = call,
            lines = new[]
            {
                new
                {
                    section = "operating",
                    amount = ApplicationBodies.Euros("230000.00"),
                    expenseCategories = new[] { "investment", "job-creation", "communication" },
                },
            },
        };
        (await budgetOfficer.PostAsync("/api/v1/envelopes", envelope)).Expect(201);
    }

    public async Task<Guid> DraftCallAsync(string reference, Action<JsonObject>? vary = null)
    {
        var body = CallBodies.Draft(reference);
        body["managers"] = new JsonArray(Manager.UserId);
        vary?.Invoke(body);
        return (await Manager.PostAsync("/api/v1/calls", body)).Expect(201).Id;
    }

    public static async Task<(Guid Id, string Siren)> RegisterOrganisationAsync(ApiClient owner)
    {
        var siren = ApplicationBodies.Siren();
        var registered = await owner.PostAsync(
            "/api/v1/organisations",
            new
            {
                siren,
                name = $"Association {siren}",
                legalForm = "9220",
            }
        );
        return (registered.Expect(201).Id, siren);
    }

    public JsonObject DraftBody() => ApplicationBodies.Draft(CallId, OrganisationId, Siren);

    public async Task<Guid> DraftAsync(Action<JsonObject>? vary = null)
    {
        var body = DraftBody();
        vary?.Invoke(body["content"]!.AsObject());
        return (await Applicant.PostAsync(Applications, body)).Expect(201).Id;
    }

    /// <summary>A draft that nothing stands against.</summary>
    public async Task<Guid> DraftCompleteAsync(Action<JsonObject>? vary = null)
    {
        var id = await DraftAsync(vary);
        (await AddDocumentAsync(id, "statutes")).Expect(201);
        return id;
    }

    public async Task<Guid> SubmitAsync()
    {
        var id = await DraftCompleteAsync();
        (await PostAsync(Applicant, id, "submission")).Expect(201);
        return id;
    }

    public async Task<Guid> AdmitAsync()
    {
        var id = await SubmitAsync();
        (await PostAsync(Instructor, id, "admissibility-decision", new { outcome = "admissible" })).Expect(201);
        return id;
    }

    public async Task<ApiReply> AddDocumentAsync(Guid id, string kind) =>
        await PostAsync(
            Applicant,
            id,
            "documents",
            new
            {
                kind,
                fileName = $"{kind}.pdf",
                bytes = 1024,
            }
        );

    /// <summary>Posts with the version that the applicant or the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, Guid id, string action, object? body = null) =>
        await caller.PostAsync($"{Applications}/{id}/{action}", body, await VersionAsync(id));

    public async Task<int> VersionAsync(Guid id)
    {
        var auditor = await Api.SignInAsync("auditor");
        return (await auditor.GetAsync($"{Applications}/{id}")).Expect(200).Version;
    }

    public async Task<ApiReply> ReadAsync(ApiClient caller, Guid id) => (await caller.GetAsync($"{Applications}/{id}")).Expect(200);

    public async Task<string> StateAsync(ApiClient caller, Guid id) => (await ReadAsync(caller, id)).Body["state"]!.GetValue<string>();

    /// <summary>Does what a later module would have done to applications.</summary>
    public async Task<Result> DecideAsync(Func<IApplicationDecisions, Task<Result>> work) =>
        await InTransactionAsync(services => work(services.GetRequiredService<IApplicationDecisions>()));

    public Task<Result> DecideCallAsync() =>
        InTransactionAsync(services =>
            services.GetRequiredService<ICallDecisions>().RecordAdoptionAsync(new CallId(CallId), AfterClosing, default)
        );

    public async Task EvaluateAsync(Guid id)
    {
        var application = new GrantApplicationId(id);
        Succeed(await DecideAsync(x => x.StartEvaluationAsync(application, default)));
        Succeed(await DecideAsync(x => x.CloseEvaluationAsync(new CallId(CallId), [application], default)));
    }

    public Task<Result> RecordAsync(params RecordedOutcome[] outcomes) =>
        DecideAsync(x => x.RecordOutcomesAsync(new CallId(CallId), outcomes, AfterClosing, default));

    public async Task NotifyAsync()
    {
        var recorder = await Api.RegisterAsync($"recorder-{Guid.CreateVersion7():N}", "decision-recorder");
        var version = (await recorder.GetAsync($"/api/v1/calls/{CallId}")).Version;
        (await recorder.PostAsync($"/api/v1/calls/{CallId}/notifications", version: version)).Expect(201);
    }

    public async Task<Result> InTransactionAsync(Func<IServiceProvider, Task<Result>> work)
    {
        await using var scope = Api.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<RequestContext>().Now = AfterClosing;
        return await services
            .GetRequiredService<IUnitOfWork>()
            .ExecuteAsync(
                async () =>
                {
                    var result = await work(services);
                    if (!result.IsFailure)
                    {
                        await services.GetRequiredService<IApplicationsDbContext>().SaveChangesAsync(default);
                    }

                    return result;
                },
                default
            );
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();

    private static void Succeed(Result result)
    {
        if (result.IsFailure)
        {
            throw new InvalidOperationException(result.Error.Code);
        }
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
