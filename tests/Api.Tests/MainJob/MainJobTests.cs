using System.Globalization;

namespace SocialInnovation.Api.Tests.MainJob;

[Collection(nameof(MainJobWalk))]
public sealed class MainJobTests(MainJobWalk walk)
{
    private static readonly Dictionary<string, Outcome> Expected = Outcome.Expected(MainJobWalk.Bundle);

    [Fact]
    public void Walk_GivesTheExpectedOutcomeOfEveryApplication()
    {
        Assert.Equal(Expected.Count, walk.Outcomes.Count);
        Assert.All(Expected, x => Assert.Equal((x.Key, x.Value), (x.Key, walk.Outcomes[walk.Call.ServiceReference(x.Key)])));
    }

    [Fact]
    public void BeforeItsNotification_NoApplicantSeesAnOutcome()
    {
        var decided = Expected.Where(x => x.Value.State is "awarded" or "refused" or "waiting-listed").ToList();

        Assert.All(
            decided,
            x =>
            {
                var seen = walk.BeforeNotification.Applicants[x.Key];
                Assert.Equal("under-review", seen.Word("state"));
                Assert.Null(seen["awardedAmount"]);
                Assert.Null(seen["outcomeReason"]);
                Assert.Null(seen["notifiedAt"]);
                Assert.Null(seen["waitingListEndsOn"]);
            }
        );
        Assert.Empty(walk.BeforeNotification.Public);
    }

    [Fact]
    public void AfterItsNotification_EachApplicantSeesItsOutcome() =>
        Assert.All(
            Expected,
            x =>
            {
                var seen = walk.AfterNotification.Applicants[x.Key];
                Assert.Equal((x.Key, x.Value.State), (x.Key, seen.Word("state")));
                Assert.Equal((x.Key, x.Value.Amount), (x.Key, seen["awardedAmount"]?.Word("amount") ?? "0.00"));
            }
        );

    [Fact]
    public void AfterTheNotification_ThePublicSeesTheAwardsAndNothingElse()
    {
        var awards = Expected.Where(x => x.Value.State == "awarded").ToDictionary(x => x.Key, x => x.Value.Amount);

        var seen = walk.AfterNotification.Public.ToDictionary(
            x => walk.Call.FileReferences[x.Word("reference")],
            x => x["amount"]!.Word("amount")
        );

        Assert.Equal(awards.OrderBy(x => x.Key), seen.OrderBy(x => x.Key));
        Assert.All(
            Expected.Keys.Except(awards.Keys),
            x => Assert.DoesNotContain(walk.Call.ServiceReference(x), walk.AfterNotification.PublicText, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Scenario_GrantsAndLeavesWhatWasExpected()
    {
        var auditor = await walk.Api.SignInAsync("auditor");

        var scenario = (await auditor.GetAsync($"/api/v1/allocation-scenarios/{walk.Call.ScenarioId}")).Expect(200).Body;

        Assert.Equal(MainJobWalk.Bundle.Expected.Word("granted"), scenario["granted"]!.Word("amount"));
        Assert.Equal(MainJobWalk.Bundle.Expected.Word("left"), scenario["left"]!.Word("amount"));
        Assert.Equal(14, scenario["awards"]!.GetValue<int>());
        Assert.Equal(4, scenario["waitingListed"]!.GetValue<int>());
    }

    [Fact]
    public void Ledger_BalancesAndEveryAccountHoldsTheSumOfItsEntries()
    {
        var sums = Sums(walk.Trail.Ledger);
        var balances = Sums(walk.Trail.Balances);

        Assert.Equal(0m, walk.Trail.Ledger.Sum(x => x.Amount));
        Assert.Equal(sums, balances);
        Assert.Equal(221_000m, balances.Where(x => x.Account == "grant-committed").Sum(x => x.Sum));
        Assert.Equal(9_000m, balances.Where(x => x.Account == "envelope-available").Sum(x => x.Sum));
        Assert.DoesNotContain(balances, x => x.Account == "fund-available");
        Assert.Equal(-230_000m, balances.Where(x => x.Account == "contributions").Sum(x => x.Sum));
    }

    [Fact]
    public void Grants_AreOneAnAwardOfItsAmount_CommittedByTheDecision()
    {
        var entries = walk.Trail.Ledger.Where(x => x.Account == "grant-committed").ToList();

        Assert.Equal(
            Expected.Where(x => x.Value.State == "awarded").Select(x => (x.Key, x.Value.Amount)).Order(),
            walk.Grants.Select(x => (x.Reference, x.Amount)).Order()
        );
        Assert.All(
            walk.Grants,
            grant =>
            {
                var own = entries.Where(x => x.Text.Contains($"grantId=grant of {grant.Reference}", StringComparison.Ordinal)).ToList();
                Assert.Equal(decimal.Parse(grant.Amount, CultureInfo.InvariantCulture), own.Sum(x => x.Amount));
                Assert.All(
                    own,
                    x => Assert.Contains("effectiveOn=2013-12-13 decisionReference=13CP-1842", x.Text, StringComparison.Ordinal)
                );
            }
        );
    }

    /// <summary>What each financer's kind of account holds, where it holds anything.</summary>
    private static List<(string Account, string Financer, decimal Sum)> Sums(IEnumerable<MoneyRow> rows) =>
        [
            .. rows.GroupBy(x => (x.Account, x.Financer))
                .Select(x => (x.Key.Account, x.Key.Financer, Sum: x.Sum(y => y.Amount)))
                .Where(x => x.Sum != 0)
                .Order(),
        ];
}
