using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Two processes of the service on one database give what there is, and no more; nor does the sudden end of one change that.</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private const int Callers = 200;
    private const int Winners = 50;
    private const int AnswersBeforeTheEnd = 10;

    private BudgetScene scene = null!;

    /// <summary>Money for fifty of two hundred that wait, freed by a grant that was cancelled.</summary>
    public async ValueTask InitializeAsync()
    {
        var waiting = Enumerable.Repeat(new BundledApplication(100), Callers);
        scene = await BudgetScene.StartAsync(new BudgetBundle(Winners * 100, [new BundledApplication(Winners * 100), .. waiting]));
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);
        Assert.Equal(Winners * 100, await scene.AvailableAsync());
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Awards_FromBothAtOnce_AreGivenUntilTheFreedMoneyIsGone()
    {
        using var first = await ServiceProcess.StartAsync(scene.Api);
        using var second = await ServiceProcess.StartAsync(scene.Api);
        var recorders = new[] { await first.SignInAsync("recorder"), await second.SignInAsync("recorder") };

        var replies = await Task.WhenAll(Enumerable.Range(1, Callers).Select(x => AwardAsync(recorders[x % 2], x)));

        await AssertGivenAsync(replies);
    }

    [Fact]
    public async Task Awards_WhenOneIsKilledAndStartedAgain_AreGivenOnce_ToWhoeverRepeatsItsRequest()
    {
        using var first = await ServiceProcess.StartAsync(scene.Api);
        using var second = await ServiceProcess.StartAsync(scene.Api);
        var recorders = new[] { await first.SignInAsync("recorder"), await second.SignInAsync("recorder") };
        var (answered, killed) = (0, new TaskCompletionSource());

        var end = EndAsync();
        var replies = await Task.WhenAll(Enumerable.Range(1, Callers).Select(TryAsync));
        await end;

        Assert.Contains(replies, x => x is null);
        using var restarted = await ServiceProcess.StartAsync(scene.Api);
        recorders[0] = await restarted.SignInAsync("recorder");
        var repeated = await Task.WhenAll(Enumerable.Range(1, Callers).Select(x => RepeatAsync(recorders[x % 2], x)));
        await AssertGivenAsync(repeated);
        Assert.All(
            replies.Zip(repeated).Where(x => x.First?.Status == 201),
            x => Assert.Equal((201, x.First!.Id), (x.Second.Status, x.Second.Id))
        );

        async Task EndAsync()
        {
            await killed.Task;
            await first.KillAsync();
        }

        async Task<ApiReply?> TryAsync(int application)
        {
            try
            {
                var reply = await AwardAsync(recorders[application % 2], application);
                if (application % 2 == 0 && Interlocked.Increment(ref answered) == AnswersBeforeTheEnd)
                {
                    killed.SetResult();
                }

                return reply;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                // The process ended before it answered.
                return null;
            }
        }
    }

    private Task<ApiReply> AwardAsync(ApiClient recorder, int application) =>
        recorder.PostAsync("/api/v1/awards", scene.Award(application, 100, "Out of rank."), key: $"award-{application}");

    // The database may take a moment to notice that the process which ran the request is gone.
    private async Task<ApiReply> RepeatAsync(ApiClient recorder, int application)
    {
        while (true)
        {
            var reply = await AwardAsync(recorder, application);
            if (reply.Code != "request.in-progress")
            {
                return reply;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    private async Task AssertGivenAsync(IReadOnlyList<ApiReply> replies)
    {
        var given = replies.Where(x => x.Status == 201).ToList();
        Assert.Equal(Winners, given.Count);
        Assert.All(replies.Where(x => x.Status != 201), x => x.ExpectRefusal(422, "budget.envelope-exceeded"));
        Assert.Equal(0, await scene.AvailableAsync());
        var grants = (await scene.AllAsync($"/api/v1/grants?callId={scene.CallId}"))
            .Where(x => x["status"]!.GetValue<string>() == "awarded")
            .ToList();
        Assert.Equal(given.Select(x => x.Id).Order(), grants.Select(x => x["id"]!.GetValue<Guid>()).Order());
        Assert.Equal(Winners, grants.Select(x => x["applicationId"]!.GetValue<Guid>()).Distinct().Count());
        await ParallelAwardsTests.AssertLedgerAsync(scene, committed: Winners * 100, awards: Winners);
    }
}
