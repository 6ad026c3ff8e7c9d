using System.Text.Json.Nodes;
using Npgsql;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Applications;

public sealed class OutcomeTests : IAsyncLifetime
{
    private static readonly DateOnly ListEnd = new(2032, 6, 30);

    private ApplicationScene scene = null!;

    public async ValueTask InitializeAsync() => scene = await ApplicationScene.StartAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Outcomes_BeforeTheirNotification_AreTheSameForTheApplicant()
    {
        var (awarded, waiting, refused) = await DecideThreeAsync();

        var shown = new List<string>();
        foreach (var id in new[] { awarded, waiting, refused })
        {
            var body = (await scene.ReadAsync(scene.Applicant, id)).Body.AsObject();
            Assert.Equal("under-review", body["state"]!.GetValue<string>());
            foreach (var own in new[] { "id", "reference", "receiptNumber", "submittedAt", "documents", "admissibility" })
            {
                body.Remove(own);
            }

            shown.Add(body.ToJsonString().Replace(id.ToString(), "id", StringComparison.Ordinal));
            Assert.NotEqual("under-review", await scene.StateAsync(scene.Instructor, id));
        }

        Assert.Single(shown.Distinct());
        foreach (var word in new[] { "awarded", "waiting-listed", "refused" })
        {
            Assert.Empty(await ItemsAsync(scene.Applicant, $"{ApplicationScene.Applications}?state={word}"));
            Assert.Single(await ItemsAsync(scene.Instructor, $"{ApplicationScene.Applications}?state={word}"));
        }

        Assert.Equal(3, (await ItemsAsync(scene.Applicant, $"{ApplicationScene.Applications}?state=under-review")).Count);
        Assert.Empty(await ItemsAsync(scene.Api.Anonymous(), $"/api/v1/calls/{scene.CallId}/awards"));
        foreach (var id in new[] { awarded, waiting, refused })
        {
            (await scene.PostAsync(scene.Applicant, id, "withdrawal")).ExpectRefusal(409, "applications.already-decided");
        }
    }

    [Fact]
    public async Task Outcomes_FromTheirNotificationOn_AreSeenByTheApplicant_AndAwardsByThePublic()
    {
        var (awarded, waiting, refused) = await DecideThreeAsync();
        await scene.NotifyAsync();

        var read = (await scene.ReadAsync(scene.Applicant, awarded)).Body;
        Assert.Equal("awarded", read["state"]!.GetValue<string>());
        Assert.Equal("15000.00", read["awardedAmount"]!["amount"]!.GetValue<string>());
        Assert.Equal("waiting-listed", await scene.StateAsync(scene.Applicant, waiting));
        Assert.Equal("below-minimum-score", (await scene.ReadAsync(scene.Applicant, refused)).Body["outcomeReason"]!.GetValue<string>());
        Assert.Single(await ItemsAsync(scene.Applicant, $"{ApplicationScene.Applications}?state=refused"));

        var page = (await scene.Api.Anonymous().GetAsync($"/api/v1/calls/{scene.CallId}/awards")).Expect(200);
        var award = Assert.Single(page.Body["items"]!.AsArray())!;
        Assert.Equal("15000.00", award["amount"]!["amount"]!.GetValue<string>());
        Assert.Equal($"Association {scene.Siren}", award["organisationName"]!.GetValue<string>());
        Assert.True(page.Headers.CacheControl is { Public: true });
        Assert.Equal(3, await OutboxAsync("application.outcome-notified"));
        (await scene.PostAsync(scene.Applicant, waiting, "withdrawal")).Expect(201);
        (await scene.PostAsync(scene.Applicant, awarded, "withdrawal")).ExpectRefusal(409, "applications.already-decided");
    }

    [Fact]
    public async Task AwardFromTheWaitingList_IsNotifiedAnew()
    {
        var (_, waiting, _) = await DecideThreeAsync();
        await scene.NotifyAsync();

        Assert.Null((await scene.DecideAsync(x => x.AwardFromWaitingListAsync(Id(waiting), new Money(20_000), Now, default))).Error);

        Assert.Equal("under-review", await scene.StateAsync(scene.Applicant, waiting));
        Assert.Single(await ItemsAsync(scene.Api.Anonymous(), $"/api/v1/calls/{scene.CallId}/awards"));
        await scene.NotifyAsync();
        Assert.Equal("awarded", await scene.StateAsync(scene.Applicant, waiting));
        Assert.Equal(2, (await ItemsAsync(scene.Api.Anonymous(), $"/api/v1/calls/{scene.CallId}/awards")).Count);
        Assert.Equal(4, await OutboxAsync("application.outcome-notified"));
    }

    [Fact]
    public async Task Appeal_AgainstARefusal_PutsOnTheWaitingListUntilADate()
    {
        var (_, _, refused) = await DecideThreeAsync();
        await scene.NotifyAsync();

        (await scene.PostAsync(scene.Manager, refused, "appeal", new { reason = "An error." })).ExpectRefusal(
            422,
            "applications.waiting-list-end-missing"
        );
        (await scene.PostAsync(scene.Manager, refused, "appeal", new { reason = "An error.", waitingListEndsOn = ListEnd })).Expect(201);

        Assert.Equal("waiting-listed", await scene.StateAsync(scene.Manager, refused));
        Assert.Equal("under-review", await scene.StateAsync(scene.Applicant, refused));
    }

    [Fact]
    public async Task Outcome_OfAnOwnOrganisation_IsHiddenFromItsMembersInTheBackOfficeToo()
    {
        var (awarded, _, _) = await DecideThreeAsync();
        var version = (await scene.Applicant.GetAsync($"/api/v1/organisations/{scene.OrganisationId}")).Expect(200).Version;
        var member = new { userId = scene.Instructor.UserId, role = "editor" };
        (await scene.Applicant.PostAsync($"/api/v1/organisations/{scene.OrganisationId}/members", member, version)).Expect(201);

        Assert.Equal("under-review", await scene.StateAsync(scene.Instructor, awarded));
        Assert.Empty(await ItemsAsync(scene.Instructor, $"{ApplicationScene.Applications}?state=awarded"));
    }

    [Fact]
    public async Task Withdrawal_AfterTheRankingWasFrozen_DoesNotHoldUpItsSuperseding()
    {
        var (stays, leaves) = (await scene.AdmitAsync(), await scene.AdmitAsync());
        await scene.EvaluateAsync(stays);
        await scene.EvaluateAsync(leaves);
        (await scene.PostAsync(scene.Applicant, leaves, "withdrawal")).Expect(201);

        Assert.Equal(
            "applications.not-evaluated",
            (await scene.RecordAsync(new RecordedOutcome(Id(leaves), ApplicationOutcome.Refused, Money.Zero, null, null))).Error?.Code
        );
        Assert.Null(
            (await scene.DecideAsync(x => x.ReopenEvaluationAsync(new CallId(scene.CallId), [Id(stays), Id(leaves)], default))).Error
        );

        Assert.Equal("under-evaluation", await scene.StateAsync(scene.Instructor, stays));
        Assert.Equal("withdrawn", await scene.StateAsync(scene.Instructor, leaves));
    }

    [Fact]
    public async Task Outcomes_OfAnApplicationThatTheCallLacks_AreRefused()
    {
        var unknown = new RecordedOutcome(
            new GrantApplicationId(Guid.CreateVersion7()),
            ApplicationOutcome.Refused,
            Money.Zero,
            null,
            null
        );

        Assert.Equal("applications.not-found", (await scene.RecordAsync(unknown)).Error?.Code);
    }

    [Fact]
    public async Task CancellationOfTheCall_EndsItsApplications_ButThoseWithdrawn()
    {
        var draft = await scene.DraftAsync();
        var submitted = await scene.SubmitAsync();
        var withdrawn = await scene.SubmitAsync();
        (await scene.PostAsync(scene.Applicant, withdrawn, "withdrawal")).Expect(201);

        var version = (await scene.Manager.GetAsync($"/api/v1/calls/{scene.CallId}")).Version;
        var body = new { reason = "abandoned", explanation = "No money." };
        (await scene.Manager.PostAsync($"/api/v1/calls/{scene.CallId}/cancellation", body, version)).Expect(201);

        Assert.Equal("call-cancelled", await scene.StateAsync(scene.Applicant, draft));
        Assert.Equal("call-cancelled", await scene.StateAsync(scene.Instructor, submitted));
        Assert.Equal("withdrawn", await scene.StateAsync(scene.Instructor, withdrawn));
        (await scene.Instructor.GetAsync($"{ApplicationScene.Applications}/{draft}")).ExpectRefusal(404, "applications.not-found");
        Assert.Equal(2, await OutboxAsync("application.call-cancelled"));
    }

    private static DateTimeOffset Now => ApplicationScene.AfterClosing;

    private static GrantApplicationId Id(Guid id) => new(id);

    private async Task<(Guid Awarded, Guid Waiting, Guid Refused)> DecideThreeAsync()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await scene.AdmitAsync());
        }

        await scene.Api.MoveClockAsync(ApplicationScene.AfterClosing);
        foreach (var id in ids)
        {
            await scene.EvaluateAsync(id);
        }

        Assert.Null(
            (
                await scene.RecordAsync(
                    new RecordedOutcome(Id(ids[0]), ApplicationOutcome.Awarded, new Money(15_000), null, null),
                    new RecordedOutcome(Id(ids[1]), ApplicationOutcome.WaitingListed, Money.Zero, "envelope-exhausted", ListEnd),
                    new RecordedOutcome(Id(ids[2]), ApplicationOutcome.Refused, Money.Zero, "below-minimum-score", null)
                )
            ).Error
        );
        Assert.Null((await scene.DecideCallAsync()).Error);
        return (ids[0], ids[1], ids[2]);
    }

    private static async Task<JsonArray> ItemsAsync(ApiClient caller, string path) =>
        (await caller.GetAsync(path)).Expect(200).Body["items"]!.AsArray();

    private async Task<long> OutboxAsync(string type)
    {
        await using var connection = new NpgsqlConnection(scene.Api.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from platform.outbox_messages where type = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = type });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
