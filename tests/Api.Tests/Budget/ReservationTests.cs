using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Whose money an envelope is cut from, when it may be paid out, and what moves between envelopes.</summary>
public sealed class ReservationTests(FundTests.Desk desk) : IClassFixture<FundTests.Desk>
{
    private const string Funds = "/api/v1/funds";
    private const string Envelopes = "/api/v1/envelopes";
    private const string Day = "2031-09-30";

    private readonly ApplicationScene scene = desk.Scene;
    private readonly ApiClient officer = desk.Officer;

    [Fact]
    public async Task Contribution_ShowsWhatItIsEarmarkedFor()
    {
        var fund = await FundAsync("100.00");
        var contribution = BudgetBodies.Contribution("50.00");
        contribution["earmark"] = JsonNode.Parse("""{"themes":["culture"],"departments":["54","2A"],"legalForms":["92","5710"]}""");

        (await officer.PostAsync($"{Funds}/{fund.Id}/contributions", contribution, fund.Version)).Expect(201);

        var shown = (await officer.GetAsync($"{Funds}/{fund.Id}")).Expect(200).Body["contributions"]!.AsArray();
        Assert.Equal("""{"themes":[],"departments":[],"legalForms":[]}""", shown[0]!["earmark"]!.ToJsonString());
        Assert.Equal(contribution["earmark"]!.ToJsonString(), shown[1]!["earmark"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"themes":["Not A Code"]}""")]
    [InlineData("""{"departments":["5"]}""")]
    [InlineData("""{"departments":[null]}""")]
    [InlineData("""{"legalForms":["922"]}""")]
    [InlineData("""{"cities":["Metz"]}""")]
    public async Task Contribution_WithAnEarmarkOfBadShape_IsRefused(string earmark)
    {
        var fund = await FundAsync("1.00");
        var contribution = BudgetBodies.Contribution("50.00");
        contribution["earmark"] = JsonNode.Parse(earmark);

        var reply = await officer.PostAsync($"{Funds}/{fund.Id}/contributions", contribution, fund.Version);

        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task Envelope_IsCutFromTheStatedContributions_WithItsPaymentCreditsAndLapseDate()
    {
        var fund = await FundAsync("60.00", "90.00");
        var line = Line("100.00", ("2031", "60.00"), ("2032", "40.00"));
        line["shares"] = Shares((fund.Contributions[1], "90.00"), (fund.Contributions[0], "10.00"));
        line["lapsesOn"] = "2033-12-31";

        var envelope = await ReserveAsync(fund.Id, line);

        var shown = (await officer.GetAsync($"{Envelopes}/{envelope.Expect(201).Id}")).Expect(200).Body["lines"]![0]!;
        Assert.Equal("2033-12-31", shown["lapsesOn"]!.GetValue<string>());
        Assert.Equal(line["paymentCredits"]!.ToJsonString(), shown["paymentCredits"]!.ToJsonString());
        Assert.Equal(
            new HashSet<(Guid, decimal)> { (fund.Contributions[0], 10m), (fund.Contributions[1], 90m) },
            shown["contributions"]!
                .AsArray()
                .Select(x => (x!["contributionId"]!.GetValue<Guid>(), BudgetScene.Amount(x["available"]!)))
                .ToHashSet()
        );
    }

    [Theory]
    [InlineData("60.01", "39.99", 0, 1, "budget.contribution-exceeded", "#/lines/0/shares/0/amount")]
    [InlineData("50.00", "49.99", 0, 1, "budget.line-shares-unequal", "#/lines/0/shares")]
    [InlineData("50.00", "50.00", 1, 1, "budget.contribution-twice", "#/lines/0/shares/1/contributionId")]
    [InlineData("50.00", "50.00", 0, 2, "budget.unknown-contribution", "#/lines/0/shares/1/contributionId")]
    public async Task Envelope_WithStatedSharesThatDontFit_IsRefused(
        string one,
        string two,
        int first,
        int second,
        string code,
        string pointer
    )
    {
        var fund = await FundAsync("60.00", "90.00");
        Guid[] known = [.. fund.Contributions, Guid.CreateVersion7()];
        var line = BudgetBodies.Line("100.00");
        line["shares"] = Shares((known[first], one), (known[second], two));

        var refused = (await ReserveAsync(fund.Id, line)).ExpectRefusal(422, code);

        Assert.Equal(pointer, refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Equal(150m, await BalanceAsync(fund.Id, "fund-available"));
    }

    [Theory]
    [InlineData("2031", "2032", "39.99", "budget.payment-credits-unequal")]
    [InlineData("2031", "2031", "40.00", "budget.payment-credit-year-twice")]
    public async Task Envelope_WhosePaymentCreditsDontFit_IsRefused(string first, string second, string two, string code)
    {
        var fund = await FundAsync("100.00");

        var refused = await ReserveAsync(fund.Id, Line("100.00", (first, "60.00"), (second, two)));

        Assert.Equal("#/lines/0/paymentCredits", refused.ExpectRefusal(422, code).Body["errors"]![0]!["pointer"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""[{"year":1999,"amount":{"amount":"100.00","currency":"EUR"}}]""")]
    [InlineData("""[{"year":2031,"amount":{"amount":"0.00","currency":"EUR"}}]""")]
    [InlineData("[null]")]
    public async Task Envelope_WithPaymentCreditsOfBadShape_IsRefused(string credits)
    {
        var line = BudgetBodies.Line("100.00");
        line["paymentCredits"] = JsonNode.Parse(credits);

        Assert.Equal(400, (await ReserveAsync(Guid.CreateVersion7(), line)).Status);
    }

    [Fact]
    public async Task Transfer_MovesEachContributionsPart_TheLinesAndTheirCredits_AndIsListedWithItsReason()
    {
        var fund = await FundAsync("60.00", "90.00");
        var from = (await ReserveAsync(fund.Id, Line("100.00", ("2031", "60.00"), ("2032", "40.00")))).Expect(201).Id;
        var to = (await ReserveAsync(fund.Id, BudgetBodies.Line("50.00"))).Expect(201).Id;

        var made = (await TransferAsync(from, to, "30.00")).Expect(201);

        Assert.Equal((from, 2), (made.Id, made.Version));
        var (giving, taking) = ((await officer.GetAsync($"{Envelopes}/{from}")).Body, (await officer.GetAsync($"{Envelopes}/{to}")).Body);
        Assert.Equal((70m, 70m), (BudgetScene.Amount(giving["amount"]!), BudgetScene.Amount(giving["available"]!)));
        Assert.Equal((80m, 80m), (BudgetScene.Amount(taking["amount"]!), BudgetScene.Amount(taking["available"]!)));
        Assert.Equal([42m, 28m], giving["lines"]![0]!["paymentCredits"]!.AsArray().Select(x => BudgetScene.Amount(x!["amount"]!)));
        Assert.Empty(taking["lines"]![0]!["paymentCredits"]!.AsArray());
        foreach (var envelope in new[] { from, to })
        {
            var listed = (await scene.Manager.GetAsync($"{Envelopes}/{envelope}/transfers")).Expect(200).Body["items"]!.AsArray();
            Assert.Equal(made.Body["transferId"]!.GetValue<Guid>(), Assert.Single(listed)!["id"]!.GetValue<Guid>());
            Assert.Equal("The other call asks for more.", listed[0]!["reason"]!.GetValue<string>());
        }

        var entries = (await officer.GetAsync($"/api/v1/ledger-entries?envelopeId={from}&limit=100")).Expect(200).Body["items"]!.AsArray();
        Assert.Equal(
            [(-12m, Day), (-18m, Day)],
            entries
                .Where(x => x!["movement"]!.GetValue<string>() == "transfer")
                .Select(x => (BudgetScene.Parse(x!["amount"]!), x["effectiveOn"]!.GetValue<string>()))
                .OrderByDescending(x => x.Item1)
        );
        Assert.Equal(150m, await BalanceAsync(fund.Id, "envelope-available"));
    }

    [Fact]
    public async Task Transfer_ThatDoesNotFit_IsRefused_AndMovesNothing()
    {
        var fund = await FundAsync("300.00");
        var from = (await ReserveAsync(fund.Id, Line("100.00", ("2031", "60.00"), ("2032", "40.00")))).Expect(201).Id;
        var to = (await ReserveAsync(fund.Id, BudgetBodies.Line("50.00"))).Expect(201).Id;
        var lapsing = BudgetBodies.Line("10.00");
        lapsing["lapsesOn"] = "2031-09-29";
        var lapsed = (await ReserveAsync(fund.Id, lapsing)).Expect(201).Id;
        var elsewhere = (await ReserveAsync((await FundAsync("10.00")).Id, BudgetBodies.Line("10.00"))).Expect(201).Id;
        var body = BudgetBodies.Transfer(to, "1.00", Day);

        (await scene.Manager.PostAsync($"{Envelopes}/{from}/transfers", body, 1)).ExpectRefusal(403, "access.role-missing");
        (await officer.PostAsync($"{Envelopes}/{from}/transfers", body)).ExpectRefusal(428, "request.version-missing");
        (await officer.PostAsync($"{Envelopes}/{from}/transfers", body, 2)).ExpectRefusal(412, "request.version-stale");
        (await officer.PostAsync($"{Envelopes}/{Guid.CreateVersion7()}/transfers", body, 1)).ExpectRefusal(
            404,
            "budget.envelope-not-found"
        );
        (await officer.GetAsync($"{Envelopes}/{Guid.CreateVersion7()}/transfers")).ExpectRefusal(404, "budget.envelope-not-found");
        (await TransferAsync(from, to, "100.01")).ExpectRefusal(422, "budget.envelope-exceeded");
        (await TransferAsync(from, from, "1.00")).ExpectRefusal(422, "budget.transfer-to-itself");
        (await TransferAsync(from, elsewhere, "1.00")).ExpectRefusal(422, "budget.transfer-to-other-fund");
        (await TransferAsync(from, Guid.CreateVersion7(), "1.00")).ExpectRefusal(422, "budget.unknown-envelope");
        (await TransferAsync(from, lapsed, "1.00")).ExpectRefusal(422, "budget.line-lapsed");
        (await TransferAsync(from, to, "1.00", x => x["section"] = "investment")).ExpectRefusal(422, "budget.section-missing");
        (await TransferAsync(from, to, "1.00", x => x["decisionDate"] = "2031-10-02")).ExpectRefusal(422, "budget.decision-in-future");
        (await TransferAsync(from, to, "1.00", x => x["reason"] = "")).ExpectRefusal(400, "request.validation-failed");
        (await TransferAsync(from, to, "41.00", x => x["paymentCredits"] = Credits(("2032", "41.00")))).ExpectRefusal(
            422,
            "budget.payment-credit-exceeded"
        );

        Assert.Equal(
            (1, 1),
            ((await officer.GetAsync($"{Envelopes}/{from}")).Version, (await officer.GetAsync($"{Envelopes}/{to}")).Version)
        );
        Assert.Empty((await officer.GetAsync($"{Envelopes}/{from}/transfers")).Expect(200).Body["items"]!.AsArray());
    }

    [Fact]
    public async Task Transfers_BothWaysAtOnce_WaitForEachOther_AndNoCentIsLost()
    {
        var fund = await FundAsync("100.00", "0.01");
        var one = (await ReserveAsync(fund.Id, BudgetBodies.Line("60.00"))).Expect(201).Id;
        var two = (await ReserveAsync(fund.Id, BudgetBodies.Line("40.01"))).Expect(201).Id;

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i => i % 2 == 0 ? (one, two) : (two, one))
                .Select(x => officer.PostAsync($"{Envelopes}/{x.Item1}/transfers", BudgetBodies.Transfer(x.Item2, "3.33", Day), 1))
        );

        // Each transfer raises both versions: whoever saw the first ones is late.
        Assert.Single(replies, x => x.Status == 201);
        Assert.All(replies.Where(x => x.Status != 201), x => x.ExpectRefusal(412, "request.version-stale"));
        Assert.Equal(100.01m, await BalanceAsync(fund.Id, "envelope-available"));
    }

    private async Task<ApiReply> TransferAsync(Guid from, Guid to, string amount, Action<JsonObject>? vary = null)
    {
        var body = BudgetBodies.Transfer(to, amount, Day);
        vary?.Invoke(body);
        var version = (await officer.GetAsync($"{Envelopes}/{from}")).Expect(200).Version;
        return await officer.PostAsync($"{Envelopes}/{from}/transfers", body, version);
    }

    private async Task<(Guid Id, int Version, Guid[] Contributions)> FundAsync(params string[] amounts)
    {
        var fund = (await officer.PostAsync(Funds, new { name = $"Fund {Guid.CreateVersion7()}" })).Expect(201);
        var (version, contributions) = (fund.Version, new List<Guid>());
        foreach (var amount in amounts)
        {
            // All of one financer: each contribution is told apart all the same.
            var added = await officer.PostAsync($"{Funds}/{fund.Id}/contributions", BudgetBodies.Contribution(amount), version);
            version = added.Expect(201).Version;
            contributions.Add(added.Body["contributionId"]!.GetValue<Guid>());
        }

        return (fund.Id, version, [.. contributions]);
    }

    private async Task<ApiReply> ReserveAsync(Guid fund, params JsonObject[] lines)
    {
        var call = await scene.DraftCallAsync($"R-{Guid.CreateVersion7():N}".ToUpperInvariant());
        return await officer.PostAsync(Envelopes, BudgetBodies.Envelope(fund, call, lines));
    }

    private async Task<decimal> BalanceAsync(Guid fund, string account) =>
        (await officer.GetAsync($"/api/v1/balances?fundId={fund}&by=account"))
            .Expect(200)
            .Body.AsArray()
            .Where(x => x!["account"]!.GetValue<string>() == account)
            .Sum(x => BudgetScene.Parse(x!["balance"]!));

    private static JsonObject Line(string amount, params (string Year, string Amount)[] credits)
    {
        var line = BudgetBodies.Line(amount);
        line["paymentCredits"] = Credits(credits);
        return line;
    }

    private static JsonArray Credits(params (string Year, string Amount)[] credits) =>
        [
            .. credits.Select(x => new JsonObject
            {
                ["year"] = int.Parse(x.Year, System.Globalization.CultureInfo.InvariantCulture),
                ["amount"] = ApplicationBodies.Euros(x.Amount),
            }),
        ];

    private static JsonArray Shares(params (Guid Contribution, string Amount)[] shares) =>
        [.. shares.Select(x => new JsonObject { ["contributionId"] = x.Contribution, ["amount"] = ApplicationBodies.Euros(x.Amount) })];
}
