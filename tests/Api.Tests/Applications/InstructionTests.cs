using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Applications;

public sealed class InstructionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Deadline = ApplicationScene.AfterClosing.AddDays(7);

    private ApplicationScene scene = null!;

    public async ValueTask InitializeAsync() => scene = await ApplicationScene.StartAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Completion_TakesJustWhatWasAskedFor_EvenAfterClosing()
    {
        var id = await AskAsync();
        await scene.Api.MoveClockAsync(ApplicationScene.AfterClosing);

        (await scene.AddDocumentAsync(id, "statutes")).ExpectRefusal(422, "applications.document-not-requested");
        (await scene.AddDocumentAsync(id, "accounts")).Expect(201);
        (await scene.PostAsync(scene.Applicant, id, "completion")).Expect(201);

        Assert.Equal("submitted", await scene.StateAsync(scene.Applicant, id));
        Assert.Equal(2, await VersionsAsync(id));
        (await scene.AddDocumentAsync(id, "accounts")).ExpectRefusal(409, "applications.documents-closed");
    }

    [Fact]
    public async Task Completion_WhenTheDeadlinePasses_EndsByItself()
    {
        var id = await AskAsync();
        (await scene.AddDocumentAsync(id, "accounts")).Expect(201);
        var version = await scene.VersionAsync(id);
        await scene.Api.MoveClockAsync(Deadline.AddMinutes(1));

        Assert.Equal("submitted", await scene.StateAsync(scene.Applicant, id));
        Assert.Equal(1, await CountAsync("submitted"));
        Assert.Equal(0, await CountAsync("completion-requested"));
        (await scene.PostAsync(scene.Applicant, id, "completion")).ExpectRefusal(409, "applications.no-completion-requested");
        (await scene.AddDocumentAsync(id, "accounts")).ExpectRefusal(409, "applications.documents-closed");
        Assert.Equal(2, await VersionsAsync(id));

        await SweepAsync();
        Assert.Equal(version + 1, await scene.VersionAsync(id));
        Assert.Equal(2, await VersionsAsync(id));
        (await scene.PostAsync(scene.Instructor, id, "admissibility-decision", new { outcome = "admissible" })).Expect(201);
    }

    [Fact]
    public async Task Sweep_BeforeTheDeadline_ChangesNothing()
    {
        var id = await AskAsync();
        var version = await scene.VersionAsync(id);

        await SweepAsync();

        Assert.Equal(version, await scene.VersionAsync(id));
        Assert.Equal(1, await CountAsync("completion-requested"));
    }

    [Fact]
    public async Task RequestCompletion_NeedsADeadlineAheadAndAKind()
    {
        var id = await scene.SubmitAsync();

        var late = new { documents = new[] { "accounts" }, deadline = ApplicationScene.WhileOpen };
        (await scene.PostAsync(scene.Instructor, id, "completion-requests", late)).ExpectRefusal(422, "applications.deadline-not-ahead");
        (
            await scene.PostAsync(
                scene.Instructor,
                id,
                "completion-requests",
                new { documents = Array.Empty<string>(), deadline = Deadline }
            )
        ).ExpectRefusal(400, "request.validation-failed");
        (
            await scene.PostAsync(
                scene.Instructor,
                id,
                "completion-requests",
                new { documents = new string?[] { null }, deadline = Deadline }
            )
        ).Expect(400);
        (await scene.PostAsync(scene.Applicant, id, "completion-requests", late)).ExpectRefusal(403, "access.role-missing");
    }

    [Fact]
    public async Task Decide_Admissible_TakesTheCostsHandedInAsEligible()
    {
        var id = await scene.AdmitAsync();

        var read = await scene.ReadAsync(scene.Instructor, id);
        Assert.Equal("admissible", read.Body["state"]!.GetValue<string>());
        Assert.Equal("30000.00", read.Body["admissibility"]!["eligibleCosts"]![0]!["amount"]!["amount"]!.GetValue<string>());
        (await scene.PostAsync(scene.Instructor, id, "admissibility-decision", new { outcome = "admissible" })).ExpectRefusal(
            409,
            "applications.not-submitted"
        );
    }

    [Theory]
    [InlineData("""{"outcome":"inadmissible"}""", "applications.unknown-reason")]
    [InlineData("""{"outcome":"inadmissible","ground":"eligibility","reason":"missing-document"}""", "applications.unknown-reason")]
    [InlineData("""{"outcome":"inadmissible","ground":"completeness","reason":"bad-mood"}""", "applications.unknown-reason")]
    [InlineData("""{"outcome":"admissible","reason":"missing-document"}""", "applications.reason-unexpected")]
    public async Task Decide_WithAReasonOutOfTheManagedList_IsRefused(string body, string code)
    {
        var id = await scene.SubmitAsync();

        (await scene.PostAsync(scene.Instructor, id, "admissibility-decision", JsonNode.Parse(body))).ExpectRefusal(422, code);
    }

    [Fact]
    public async Task Decide_WithEligibleCostsAboveTheCosts_IsRefused_AlsoWhenTheyAreSplit()
    {
        var id = await scene.SubmitAsync();

        (await DecideAsync(id, ("investment", "30000.01"))).ExpectRefusal(422, "applications.eligible-above-costs");
        (await DecideAsync(id, ("investment", "20000.00"), ("investment", "20000.00"))).ExpectRefusal(
            422,
            "applications.eligible-above-costs"
        );
        (await DecideAsync(id, ("travel", "0.00"))).ExpectRefusal(422, "applications.eligible-above-costs");
        (await DecideAsync(id, ("investment", "9999999999999999.99"), ("investment", "9999999999999999.99"))).Expect(400);
        (await DecideAsync(id, ("investment", "30000.00"))).Expect(201);
    }

    [Fact]
    public async Task Instruct_AnApplicationOfAnOwnOrganisation_IsForbidden()
    {
        var id = await scene.SubmitAsync();
        var organisation = (await scene.Applicant.GetAsync($"/api/v1/organisations/{scene.OrganisationId}")).Expect(200);
        var member = new { userId = scene.Instructor.UserId, role = "editor" };
        var added = await scene.Applicant.PostAsync($"/api/v1/organisations/{scene.OrganisationId}/members", member, organisation.Version);
        added.Expect(201);

        (await scene.PostAsync(scene.Instructor, id, "admissibility-decision", new { outcome = "admissible" })).ExpectRefusal(
            403,
            "applications.instructor-is-member"
        );
    }

    [Fact]
    public async Task Appeal_AgainstAnInadmissibility_ByAManagerOfTheCall_LeadsBackToInstruction()
    {
        var id = await scene.SubmitAsync();
        await InadmissibleAsync(id);
        var other = await scene.Api.RegisterAsync("other-manager", "programme-manager");

        Assert.Equal("inadmissible", await scene.StateAsync(scene.Applicant, id));
        (await scene.PostAsync(other, id, "appeal", new { reason = "An error." })).ExpectRefusal(403, "calls.not-named-on-call");
        (await scene.PostAsync(scene.Manager, id, "appeal", new { reason = "An error." })).Expect(201);

        Assert.Equal("submitted", await scene.StateAsync(scene.Applicant, id));
        (await scene.PostAsync(scene.Manager, id, "appeal", new { reason = "An error." })).ExpectRefusal(
            409,
            "applications.nothing-to-appeal"
        );
    }

    [Fact]
    public async Task AllowedActions_SayWhatThePostsAnswer()
    {
        var draft = await scene.DraftCompleteAsync();
        var submitted = await scene.SubmitAsync();
        var asked = await AskAsync();
        var inadmissible = await scene.SubmitAsync();
        await InadmissibleAsync(inadmissible);
        var bodies = new Dictionary<string, object?>
        {
            ["admissibility-decision"] = new { outcome = "admissible" },
            ["appeal"] = new { reason = "An error." },
            ["completion"] = null,
            ["completion-requests"] = new { documents = new[] { "accounts" }, deadline = Deadline },
            ["submission"] = null,
            ["withdrawal"] = null,
        };

        foreach (var id in new[] { draft, submitted, asked, inadmissible })
        {
            foreach (var caller in new[] { scene.Applicant, scene.Instructor, scene.Manager })
            {
                if ((await caller.GetAsync($"{ApplicationScene.Applications}/{id}")).Status == 404)
                {
                    continue;
                }

                var actions = (await scene.ReadAsync(caller, id)).Body["allowedActions"]!.AsArray();
                Assert.Equal(bodies.Keys.Order(StringComparer.Ordinal), actions.Select(x => x!["action"]!.GetValue<string>()));
                foreach (var refused in actions.Where(x => !x!["allowed"]!.GetValue<bool>()))
                {
                    var action = refused!["action"]!.GetValue<string>();
                    var reply = await scene.PostAsync(caller, id, action, bodies[action]);
                    Assert.Equal(refused["reason"]!.GetValue<string>(), reply.Code);
                }
            }
        }

        (await scene.PostAsync(scene.Applicant, draft, "submission")).Expect(201);
        (await scene.PostAsync(scene.Instructor, submitted, "completion-requests", bodies["completion-requests"])).Expect(201);
        (await scene.PostAsync(scene.Applicant, asked, "withdrawal")).Expect(201);
        (await scene.PostAsync(scene.Manager, inadmissible, "appeal", bodies["appeal"])).Expect(201);
    }

    [Fact]
    public async Task Transition_ByOneWhoSeesTheApplicationWithoutBelongingToIt_IsForbidden()
    {
        var id = await scene.SubmitAsync();
        var both = await scene.Api.RegisterAsync("both", "instructor", "applicant");

        (await scene.PostAsync(both, id, "withdrawal")).ExpectRefusal(403, "applications.not-a-member");
    }

    private async Task<Guid> AskAsync()
    {
        var id = await scene.SubmitAsync();
        var body = new
        {
            documents = new[] { "accounts" },
            deadline = Deadline,
            message = "The accounts of last year, please.",
        };
        (await scene.PostAsync(scene.Instructor, id, "completion-requests", body)).Expect(201);
        return id;
    }

    private async Task InadmissibleAsync(Guid id)
    {
        var body = new
        {
            outcome = "inadmissible",
            ground = "eligibility",
            reason = "legal-form",
        };
        (await scene.PostAsync(scene.Instructor, id, "admissibility-decision", body)).Expect(201);
    }

    private Task<ApiReply> DecideAsync(Guid id, params (string Category, string Amount)[] costs) =>
        scene.PostAsync(
            scene.Instructor,
            id,
            "admissibility-decision",
            new
            {
                outcome = "admissible",
                eligibleCosts = costs.Select(x => new { category = x.Category, amount = ApplicationBodies.Euros(x.Amount) }),
            }
        );

    private async Task<int> VersionsAsync(Guid id) =>
        (await scene.Applicant.GetAsync($"{ApplicationScene.Applications}/{id}/versions")).Expect(200).Body.AsArray().Count;

    private async Task<int> CountAsync(string state) =>
        (await scene.Instructor.GetAsync($"{ApplicationScene.Applications}?state={state}")).Expect(200).Body["items"]!.AsArray().Count;

    private async Task SweepAsync()
    {
        foreach (var sweep in SweepCommands.All)
        {
            await using var scope = scene.Api.Services.CreateAsyncScope();
            var time = scope.ServiceProvider.GetRequiredService<IBusinessTime>();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Now = await time.AtAsync(DateTimeOffset.UtcNow, default);
            Assert.False((await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(sweep, default)).IsFailure);
        }
    }
}
