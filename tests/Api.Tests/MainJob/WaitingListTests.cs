using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.MainJob;

/// <summary>What can still happen after the letters: a grant is cancelled, and its money goes to the waiting list.</summary>
[Collection(nameof(MainJobWalk))]
public sealed class WaitingListTests(MainJobWalk walk)
{
    private const string Cancelled = "2013-LOR-0024";
    private const string First = "2013-LOR-0003";
    private const string Second = "2013-LOR-0019";
    private const string Third = "2013-LOR-0014";

    private ApiClient Recorder => walk.Call.Actor("decisionRecorder");

    [Fact]
    public async Task MoneyOfACancelledGrant_GoesToTheWaitingListByANewDecision()
    {
        await walk.Api.MoveClockAsync(MainJobWalk.Instant("2014-02-03T10:00:00+01:00"));
        await HoldsAsync(committed: 221_000m, available: 9_000m);
        (await AwardAsync(First, "5000.00")).ExpectRefusal(422, "budget.no-freed-money");

        await CancelAsync();

        await HoldsAsync(committed: 176_000m, available: 54_000m);
        (await AwardAsync(Second, "7000.00")).ExpectRefusal(422, "budget.reason-missing");
        await HoldsAsync(committed: 176_000m, available: 54_000m);
        Assert.Equal("waiting-listed", await StateAsync(Second));

        (await AwardAsync(First, "38000.00")).Expect(201);
        await HoldsAsync(committed: 214_000m, available: 16_000m);
        (await AwardAsync(Second, "7000.01")).ExpectRefusal(422, "budget.no-freed-money");
        (await AwardAsync(First, "1000.00")).ExpectRefusal(422, "applications.not-waiting-listed");
        (await AwardAsync(Third, "6000.00", "The second gave its place up.")).Expect(201);
        await HoldsAsync(committed: 220_000m, available: 10_000m);

        await IsNotifiedAnewAsync();
    }

    private async Task IsNotifiedAnewAsync()
    {
        foreach (var reference in new[] { First, Third })
        {
            Assert.Equal("under-review", await StateAsync(reference));
            Assert.DoesNotContain(reference, await PublicAsync());
        }

        var version = (await Recorder.GetAsync(walk.Call.Path)).Expect(200).Version;
        (await Recorder.PostAsync($"{walk.Call.Path}/notifications", version: version)).Expect(201);

        foreach (var reference in new[] { First, Third })
        {
            Assert.Equal("awarded", await StateAsync(reference));
            Assert.Contains(reference, await PublicAsync());
        }

        Assert.Equal("waiting-listed", await StateAsync(Second));
        Assert.DoesNotContain(Second, await PublicAsync());
    }

    private async Task CancelAsync()
    {
        var id = walk.Call.Applications[Cancelled];
        var grant = (await Recorder.AllAsync($"/api/v1/grants?applicationId={id}")).Single();
        var body = new
        {
            reason = "The company was wound up.",
            decisionReference = "14CP-0007",
            decisionDate = "2014-02-03",
        };
        (
            await Recorder.PostAsync(
                $"/api/v1/grants/{grant["id"]!.GetValue<Guid>()}/cancellation",
                body,
                grant["version"]!.GetValue<int>()
            )
        ).Expect(201);
    }

    private Task<ApiReply> AwardAsync(string reference, string amount, string? reason = null)
    {
        var body = new JsonObject
        {
            ["applicationId"] = walk.Call.Applications[reference],
            ["amount"] = BundleFile.Euros(amount),
            ["decisionReference"] = "14CP-0008",
            ["decisionDate"] = "2014-02-03",
        };
        if (reason is not null)
        {
            body["reason"] = reason;
        }

        return Recorder.PostAsync("/api/v1/awards", body);
    }

    /// <summary>As every account and as the envelope itself says.</summary>
    private async Task HoldsAsync(decimal committed, decimal available)
    {
        var auditor = await walk.Api.SignInAsync("auditor");
        var balances = (await auditor.GetAsync($"/api/v1/balances?fundId={walk.Call.FundId}")).Expect(200).Body.AsArray();
        var entries = await auditor.AllAsync($"/api/v1/ledger-entries?fundId={walk.Call.FundId}");
        foreach (var (account, sum) in new[] { ("grant-committed", committed), ("envelope-available", available) })
        {
            Assert.Equal(sum, balances.Where(x => x!.Word("account") == account).Sum(x => Amount(x!, "balance")));
            Assert.Equal(sum, entries.Where(x => x.Word("account") == account).Sum(x => Amount(x, "amount")));
        }

        Assert.Equal(0m, entries.Sum(x => Amount(x, "amount")));
        var envelope = (await auditor.GetAsync($"{walk.Call.Path}/envelope")).Expect(200).Body;
        Assert.Equal(available, Amount(envelope["available"]!, "amount"));
    }

    private async Task<string> StateAsync(string reference)
    {
        var applicant = walk.Person(walk.Call.Applicants[reference]);
        return (await applicant.GetAsync($"/api/v1/applications/{walk.Call.Applications[reference]}")).Expect(200).Body.Word("state");
    }

    private async Task<List<string>> PublicAsync() =>
        (await walk.Api.Anonymous().AllAsync($"{walk.Call.Path}/awards")).ConvertAll(x => walk.Call.FileReferences[x.Word("reference")]);

    private static decimal Amount(JsonNode node, string member) => decimal.Parse(node.Word(member), CultureInfo.InvariantCulture);
}
