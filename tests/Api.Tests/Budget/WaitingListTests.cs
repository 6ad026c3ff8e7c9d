using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>To whom freed money is proposed, who confirms it, and when the list ends.</summary>
public sealed class WaitingListTests
{
    private static readonly DateTimeOffset DayAfter = new(2014, 7, 1, 8, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public async Task FreedMoney_IsProposedToTheNextByRankThatFits_AndIsConfirmedByAnAward()
    {
        await using var scene = await StartAsync();
        Assert.Equal((0m, null), await ProposalAsync(scene));

        (await scene.CancelAsync(await scene.GrantOfAsync(1))).Expect(201);

        // 500 are freed: the third one asks for 550, the fourth for 400.
        var list = (await scene.Auditor.GetAsync($"/api/v1/calls/{scene.CallId}/waiting-list")).Expect(200).Body;
        Assert.Equal((500m, scene.Applications[3]), await ProposalAsync(scene));
        Assert.Equal(
            [("EDGE-0003", "budget.no-freed-money"), ("EDGE-0004", null)],
            list["waiting"]!.AsArray().Select(x => (x!["reference"]!.GetValue<string>(), x["problem"]?.GetValue<string>()))
        );
        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(3, 400))).Expect(201);
        Assert.Equal((100m, null), await ProposalAsync(scene));
    }

    [Fact]
    public async Task Award_ThatPassesOverTheProposedOne_NeedsAReason()
    {
        await using var scene = await StartAsync();
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);
        Assert.Equal((600m, scene.Applications[2]), await ProposalAsync(scene));

        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(3, 400))).ExpectRefusal(422, "budget.reason-missing");
        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(3, 400, "It is ready to begin."))).Expect(201);
    }

    [Fact]
    public async Task Promotion_LeavesItsEntries_AndPastDaysStayAsTheyWere()
    {
        await using var scene = await StartAsync();
        var before = await CommittedAsync(scene, "2014-01-09");
        (await scene.CancelAsync(await scene.GrantOfAsync(1), "2014-01-10")).Expect(201);
        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(3, 400, date: "2014-01-12"))).Expect(201);

        Assert.Equal(1100m, before);
        Assert.Equal(before, await CommittedAsync(scene, "2014-01-09"));
        Assert.Equal(600m, await CommittedAsync(scene, "2014-01-10"));
        Assert.Equal(600m, await CommittedAsync(scene, "2014-01-11"));
        Assert.Equal(1000m, await CommittedAsync(scene, "2014-01-12"));
        var movements = (await scene.AllAsync($"/api/v1/ledger-entries?fundId={scene.FundId}")).GroupBy(x =>
            x["transactionId"]!.GetValue<Guid>()
        );
        Assert.All(movements, x => Assert.Equal(0, x.Sum(y => BudgetScene.Parse(y["amount"]!))));
    }

    [Fact]
    public async Task List_HoldsUntilTheEndOfItsLastDay()
    {
        await using var scene = await StartAsync();
        (await scene.CancelAsync(await scene.GrantOfAsync(1))).Expect(201);
        await scene.Api.MoveClockAsync(DayAfter.AddHours(-12));
        await SweepAsync(scene, DayAfter.AddHours(-12));

        Assert.Equal((500m, scene.Applications[3]), await ProposalAsync(scene));
        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(3, 400, date: "2014-06-30"))).Expect(201);
    }

    [Fact]
    public async Task List_EndsAtItsDate_AndRefusesWhatStillWaits()
    {
        await using var scene = await StartAsync();
        await scene.Api.MoveClockAsync(DayAfter);

        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(2, 550, date: "2014-07-01"))).ExpectRefusal(
            422,
            "budget.waiting-list-ended"
        );
        await SweepAsync(scene, DayAfter);

        foreach (var waiting in scene.Applications.Skip(2))
        {
            var application = (await scene.Auditor.GetAsync($"/api/v1/applications/{waiting}")).Expect(200).Body;
            Assert.Equal(
                ("refused", "waiting-list-ended"),
                (application["state"]!.GetValue<string>(), application["outcomeReason"]!.GetValue<string>())
            );
        }
    }

    [Fact]
    public async Task WaitingList_BeforeTheDecision_IsNone()
    {
        await using var scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)) { IsAdopted = false });

        (await scene.Auditor.GetAsync($"/api/v1/calls/{scene.CallId}/waiting-list")).ExpectRefusal(422, "budget.nothing-adopted");
        (await scene.Auditor.GetAsync($"/api/v1/calls/{Guid.CreateVersion7()}/waiting-list")).ExpectRefusal(404, "calls.not-found");
    }

    private static async Task SweepAsync(BudgetScene scene, DateTimeOffset at)
    {
        foreach (var sweep in SweepCommands.All)
        {
            await using var scope = scene.Api.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Now = at;
            var swept = await scope
                .ServiceProvider.GetRequiredService<IDispatcher>()
                .SendAsync(sweep, TestContext.Current.CancellationToken);
            Assert.False(swept.IsFailure);
        }
    }

    private static Task<BudgetScene> StartAsync() =>
        BudgetScene.StartAsync(
            new BudgetBundle(
                1100,
                new BundledApplication(600),
                new BundledApplication(500),
                new BundledApplication(550),
                new BundledApplication(400)
            )
        );

    private static async Task<(decimal Freed, Guid? Proposed)> ProposalAsync(BudgetScene scene)
    {
        var list = (await scene.Auditor.GetAsync($"/api/v1/calls/{scene.CallId}/waiting-list")).Expect(200).Body;
        return (BudgetScene.Amount(list["freed"]!), list["proposedId"]?.GetValue<Guid>());
    }

    private static async Task<decimal> CommittedAsync(BudgetScene scene, string asOf) =>
        (await scene.Auditor.GetAsync($"/api/v1/balances?fundId={scene.FundId}&asOf={asOf}"))
            .Expect(200)
            .Body.AsArray()
            .Where(x => x!["account"]!.GetValue<string>() == "grant-committed")
            .Sum(x => BudgetScene.Parse(x!["balance"]!));
}
