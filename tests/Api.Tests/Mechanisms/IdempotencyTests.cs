using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

public sealed class IdempotencyTests(IdempotencyTests.Desk desk) : IClassFixture<IdempotencyTests.Desk>
{
    private const string Funds = "/api/v1/funds";

    [Fact]
    public async Task SameKeyAndBody_GiveTheSameAnswer_AndOneEffect()
    {
        var first = (await desk.Officer.PostAsync(Funds, new { name = "Once" }, key: "same")).Expect(201);
        var second = (await desk.Officer.PostAsync(Funds, new { name = "Once" }, key: "same")).Expect(201);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(first.Version, second.Version);
        Assert.Equal(1, await desk.CountAsync("Once"));
    }

    [Fact]
    public async Task SameKey_WithAnotherBody_IsRefused()
    {
        (await desk.Officer.PostAsync(Funds, new { name = "First" }, key: "other-body")).Expect(201);

        (await desk.Officer.PostAsync(Funds, new { name = "Second" }, key: "other-body")).ExpectRefusal(
            422,
            "request.idempotency-key-reused"
        );
        Assert.Equal(0, await desk.CountAsync("Second"));
    }

    [Fact]
    public async Task SameKey_OfAnotherCallerOrPath_IsAnotherKey()
    {
        var fund = (await desk.Officer.PostAsync(Funds, new { name = "Mine" }, key: "scoped")).Expect(201);

        (await desk.Other.PostAsync(Funds, new { name = "Theirs" }, key: "scoped")).Expect(201);
        (
            await desk.Officer.PostAsync(
                $"{Funds}/{fund.Id}/contributions",
                BudgetBodies.Contribution("10.00", signedOn: null),
                fund.Version,
                "scoped"
            )
        ).Expect(201);
    }

    [Fact]
    public async Task Refusal_IsNotKept_TheSameKeyMayTryAgain()
    {
        (await desk.Officer.PostAsync(Funds, new { name = "" }, key: "again")).Expect(400);

        (await desk.Officer.PostAsync(Funds, new { name = "Again" }, key: "again")).Expect(201);
    }

    [Fact]
    public async Task ConcurrentDuplicates_HaveOneEffect_AndNoOtherAnswerThanTheFirstOrAConflict()
    {
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => desk.Officer.PostAsync(Funds, new { name = "Crowded" }, key: "crowd"))
        );

        Assert.Contains(replies, x => x.Status == 201);
        Assert.All(replies, x => Assert.True(x.Status == 201 || x.Code == "request.in-progress", x.Text));
        Assert.Single(replies.Where(x => x.Status == 201).Select(x => x.Id).Distinct());
        Assert.Equal(1, await desk.CountAsync("Crowded"));
    }

    // The record goes to the database together with the commit; each trigger lets one of the two fail.
    [Theory]
    [InlineData("record", "create trigger breaks before insert on platform.idempotency_records")]
    [InlineData("commit", "create constraint trigger breaks after insert on platform.idempotency_records deferrable initially deferred")]
    public async Task WhereTheRecordOrTheCommitFails_NothingIsWritten_AndTheSameKeyMayTryAgain(string what, string trigger)
    {
        var name = $"Broken {what}";
        await desk.Api.Database.ExecuteAsync(
            $"""
            create function platform.break() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
            {trigger} for each row when (new.key = '{what}') execute function platform.break();
            """
        );
        var outbox = await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.outbox_messages");
        var trail = await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.audit_entries");

        (await desk.Officer.PostAsync(Funds, new { name }, key: what)).ExpectRefusal(500, "request.internal-error");

        Assert.Equal(0, await desk.CountAsync(name));
        Assert.Equal(outbox, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.outbox_messages"));
        Assert.Equal(trail, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.audit_entries"));

        await desk.Api.Database.ExecuteAsync("drop function platform.break() cascade");
        (await desk.Officer.PostAsync(Funds, new { name }, key: what)).Expect(201);
        Assert.Equal(1, await desk.CountAsync(name));
    }

    [Fact]
    public async Task Key_IsForgottenAfterADay()
    {
        (await desk.Officer.PostAsync(Funds, new { name = "Yesterday" }, key: "day")).Expect(201);
        await desk.Api.Database.ExecuteAsync(
            "update platform.idempotency_records set recorded_at = recorded_at - interval '24 hours 1 second' where key = 'day'"
        );

        (await desk.Officer.PostAsync(Funds, new { name = "Today" }, key: "day")).Expect(201);
    }

    [Fact]
    public async Task Sweep_DropsOldKeys_AndKeepsTheOthers()
    {
        (await desk.Officer.PostAsync(Funds, new { name = "Old" }, key: "old")).Expect(201);
        (await desk.Officer.PostAsync(Funds, new { name = "New" }, key: "new")).Expect(201);
        await desk.Api.Database.ExecuteAsync(
            "update platform.idempotency_records set recorded_at = recorded_at - interval '25 hours' where key = 'old'"
        );

        foreach (var sweep in SweepCommands.All)
        {
            await using var scope = desk.Api.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestContext>().Now = TimeProvider.System.GetUtcNow();
            Assert.False(
                (
                    await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(sweep, TestContext.Current.CancellationToken)
                ).IsFailure
            );
        }

        Assert.Equal(0L, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.idempotency_records where key = 'old'"));
        Assert.Equal(1L, await desk.Api.Database.ScalarAsOwnerAsync("select count(*) from platform.idempotency_records where key = 'new'"));
    }

    [Theory]
    [InlineData(null, "request.idempotency-key-missing")]
    [InlineData("", "request.idempotency-key-missing")]
    [InlineData("é", "request.idempotency-key-invalid")]
    public async Task Key_ThatIsMissingOrBad_IsRefused(string? key, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Funds)
        {
            Content = new StringContent("{\"name\":\"x\"}", null, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        using var response = await desk.Officer.Http.SendAsync(request, TestContext.Current.CancellationToken);
        (await ApiReply.ReadAsync(response)).ExpectRefusal(400, code);
    }

    public sealed class Desk : IAsyncLifetime
    {
        public ApiFixture Api { get; private set; } = null!;

        public ApiClient Officer { get; private set; } = null!;

        public ApiClient Other { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Api = await ApiFixture.StartAsync();
            Officer = await Api.RegisterAsync("officer", "budget-officer");
            Other = await Api.RegisterAsync("other", "budget-officer");
        }

        public async Task<int> CountAsync(string name) =>
            (await Officer.GetAsync($"{Funds}?limit=100")).Expect(200).Body["items"]!
                .AsArray()
                .Count(x => x!["name"]!.GetValue<string>() == name);

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
