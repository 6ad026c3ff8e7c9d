using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Funds, their contributions and the envelopes cut from them.</summary>
public sealed class FundTests(FundTests.Desk desk) : IClassFixture<FundTests.Desk>
{
    private const string Funds = "/api/v1/funds";
    private const string Envelopes = "/api/v1/envelopes";
    private const string Invalid = "request.validation-failed";

    private readonly ApplicationScene scene = desk.Scene;
    private readonly ApiClient officer = desk.Officer;

    [Fact]
    public async Task Funds_AreOpenedByABudgetOfficerOnly()
    {
        var body = new { name = Name() };

        (await scene.Api.Anonymous().PostAsync(Funds, body)).ExpectRefusal(401, "access.not-signed-in");
        (await scene.Manager.PostAsync(Funds, body)).ExpectRefusal(403, "access.role-missing");
        (await scene.Applicant.PostAsync(Funds, body)).ExpectRefusal(403, "access.role-missing");
        (await officer.PostAsync(Funds, body, key: null)).ExpectRefusal(400, "request.idempotency-key-missing");
        (await officer.PostAsync(Funds, body)).Expect(201);
        (await officer.PostAsync(Funds, body)).ExpectRefusal(422, "budget.fund-name-taken");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task Fund_WithoutAFittingName_IsRefused(int length) =>
        (await officer.PostAsync(Funds, new { name = new string('x', length) })).ExpectRefusal(400, Invalid);

    [Fact]
    public async Task Contribution_CountsFromItsSignatureOn()
    {
        var fund = await OpenAsync();
        var added = (await ContributeAsync(fund, 1, BudgetBodies.Contribution("100.00", signedOn: null))).Expect(201);
        var contribution = added.Body["contributionId"]!.GetValue<Guid>();
        Assert.Empty(await BalancesAsync(fund));
        var call = await DraftCallAsync();
        (await ReserveAsync(fund, call, BudgetBodies.Line("0.01"))).ExpectRefusal(422, "budget.fund-exceeded");
        var signature = $"{Funds}/{fund}/contributions/{contribution}/signature";
        var signed = new { signedOn = "2031-09-30" };

        (await officer.PostAsync(signature, signed)).ExpectRefusal(428, "request.version-missing");
        (await officer.PostAsync(signature, signed, 1)).ExpectRefusal(412, "request.version-stale");
        (await officer.PostAsync(signature, signed, added.Version)).Expect(201);

        Assert.Equal([("contributions", -100m), ("fund-available", 100m)], await BalancesAsync(fund));
        Assert.Empty(await BalancesAsync(fund, "2031-09-29"));
        Assert.Equal(2, (await BalancesAsync(fund, "2031-09-30")).Count);
        (await officer.PostAsync(signature, signed, added.Version + 1)).ExpectRefusal(409, "budget.contribution-already-signed");
        var unknown = $"{Funds}/{fund}/contributions/{Guid.CreateVersion7()}/signature";
        (await officer.PostAsync(unknown, signed, added.Version + 1)).ExpectRefusal(404, "budget.contribution-not-found");
        (await ReserveAsync(fund, call, BudgetBodies.Line("100.00"))).Expect(201);
    }

    [Fact]
    public async Task Contribution_SignedTomorrow_DoesNotCountToday()
    {
        var fund = await OpenAsync();
        var promised = (await ContributeAsync(fund, 1, BudgetBodies.Contribution("1.00", signedOn: null))).Expect(201);
        var signature = $"{Funds}/{fund}/contributions/{promised.Body["contributionId"]}/signature";

        (await ContributeAsync(fund, promised.Version, BudgetBodies.Contribution("1.00", signedOn: "2031-10-02"))).ExpectRefusal(
            422,
            "budget.signature-in-future"
        );
        (await officer.PostAsync(signature, new { signedOn = "2031-10-02" }, promised.Version)).ExpectRefusal(
            422,
            "budget.signature-in-future"
        );

        Assert.Empty(await BalancesAsync(fund));
        (await ContributeAsync(fund, promised.Version, BudgetBodies.Contribution("1.00", signedOn: "2031-10-01"))).Expect(201);
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("-1.00")]
    [InlineData("1.001")]
    [InlineData("1")]
    [InlineData("10000000000.00")]
    public async Task Contribution_OfNoFittingAmount_IsRefused(string amount)
    {
        var fund = await OpenAsync();

        Assert.Equal(400, (await ContributeAsync(fund, 1, BudgetBodies.Contribution(amount))).Status);

        Assert.Empty(await BalancesAsync(fund));
    }

    [Fact]
    public async Task Contribution_ToAnUnknownFund_IsRefused() =>
        (await ContributeAsync(Guid.CreateVersion7(), 1, BudgetBodies.Contribution("1.00"))).ExpectRefusal(404, "budget.fund-not-found");

    [Fact]
    public async Task Envelope_TakesAllThatAFundHolds_AndNoCentMore()
    {
        var fund = await OpenAsync(("Region", "333.33"), ("Bank", "166.67"));
        var call = await DraftCallAsync();

        var refused = (await ReserveAsync(fund, call, BudgetBodies.Line("500.01"))).ExpectRefusal(422, "budget.fund-exceeded");
        Assert.Contains("500.00", refused.Text);
        (await ReserveAsync(fund, call, BudgetBodies.Line("500.00"))).Expect(201);

        Assert.Equal(
            [
                ("contributions", -166.67m),
                ("contributions", -333.33m),
                ("envelope-available", 166.67m),
                ("envelope-available", 333.33m),
                ("fund-available", 0m),
                ("fund-available", 0m),
            ],
            await BalancesAsync(fund)
        );
        (await ReserveAsync(fund, await DraftCallAsync(), BudgetBodies.Line("0.01"))).ExpectRefusal(422, "budget.fund-exceeded");
    }

    [Fact]
    public async Task Envelope_OfTwoSections_IsPaidByEachFinancer_ToTheCent()
    {
        var fund = await OpenAsync(("Region", "333.33"), ("Bank", "166.67"));
        var reserved = await ReserveAsync(
            fund,
            await DraftCallAsync(),
            BudgetBodies.Line("100.01", "investment", "investment"),
            BudgetBodies.Line("200.02", "operating", "job-creation,communication")
        );

        var envelope = (await officer.GetAsync($"{Envelopes}/{reserved.Expect(201).Id}")).Expect(200);

        Assert.Equal(300.03m, BudgetScene.Amount(envelope.Body["available"]!));
        Assert.Equal(
            [("investment", 100.01m), ("operating", 200.02m)],
            envelope.Body["lines"]!.AsArray().Select(x => (x!["section"]!.GetValue<string>(), BudgetScene.Amount(x["available"]!)))
        );
        var balances = await BalancesAsync(fund);
        Assert.Equal(300.03m, balances.Where(x => x.Account == "envelope-available").Sum(x => x.Balance));
        Assert.Equal(0, balances.Sum(x => x.Balance));
        Assert.All(balances.Where(x => x.Account != "contributions"), x => Assert.True(x.Balance > 0));
    }

    [Fact]
    public async Task Envelope_StandsOnItsOwnDraftCallAndAKnownFund()
    {
        var fund = await OpenAsync(("Region", "500.00"));
        var call = await DraftCallAsync();
        var line = BudgetBodies.Line("100.00");

        (await scene.Manager.PostAsync(Envelopes, BudgetBodies.Envelope(fund, call, line))).ExpectRefusal(403, "access.role-missing");
        (await ReserveAsync(Guid.CreateVersion7(), call, BudgetBodies.Line("1.00"))).ExpectRefusal(422, "budget.unknown-fund");
        (await ReserveAsync(fund, Guid.CreateVersion7(), BudgetBodies.Line("1.00"))).ExpectRefusal(422, "budget.unknown-call");
        (await ReserveAsync(fund, scene.CallId, BudgetBodies.Line("1.00"))).ExpectRefusal(422, "budget.call-not-a-draft");
        (await ReserveAsync(fund, call, BudgetBodies.Line("1.00"))).Expect(201);
        (await ReserveAsync(fund, call, BudgetBodies.Line("1.00"))).ExpectRefusal(422, "budget.call-has-envelope");

        Assert.Equal(499m, (await BalancesAsync(fund)).Single(x => x.Account == "fund-available").Balance);
        (await officer.GetAsync($"{Envelopes}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "budget.envelope-not-found");
        (await scene.Api.Anonymous().GetAsync($"/api/v1/calls/{call}/envelope")).ExpectRefusal(401, "access.not-signed-in");
    }

    [Theory]
    [InlineData("budget.unknown-category", "operating/investment,job-creation,communication,travel")]
    [InlineData("budget.category-missing", "operating/investment")]
    [InlineData("budget.category-twice", "investment/investment,job-creation", "operating/investment,communication")]
    [InlineData("budget.section-twice", "operating/investment,job-creation", "operating/communication")]
    public async Task Envelope_WhoseLinesDoNotShareOutTheCategories_IsRefused(string code, params string[] lines)
    {
        var fund = await OpenAsync(("Region", "500.00"));

        var reply = await ReserveAsync(
            fund,
            await DraftCallAsync(),
            [.. lines.Select(x => BudgetBodies.Line("1.00", x.Split('/')[0], x.Split('/')[1]))]
        );

        reply.ExpectRefusal(422, code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("""[{"section":"operating","amount":{"amount":"0.00","currency":"EUR"},"expenseCategories":["investment"]}]""")]
    [InlineData("""[{"section":"operating","amount":{"amount":"1.00","currency":"USD"},"expenseCategories":["investment"]}]""")]
    [InlineData("""[{"section":"operating","amount":{"amount":"1.00","currency":"EUR"},"expenseCategories":[]}]""")]
    [InlineData("""[{"section":"operating","amount":{"amount":"1.00","currency":"EUR"},"expenseCategories":[null]}]""")]
    [InlineData("""[{"section":"other","amount":{"amount":"1.00","currency":"EUR"},"expenseCategories":["investment"]}]""")]
    [InlineData("""[{"section":1,"amount":{"amount":"1.00","currency":"EUR"},"expenseCategories":["investment"]}]""")]
    public async Task Envelope_OfBadShape_IsRefusedBeforeAnyRule(string lines)
    {
        var body = BudgetBodies.Envelope(Guid.CreateVersion7(), Guid.CreateVersion7());
        body["lines"] = JsonNode.Parse(lines);

        var reply = await officer.PostAsync(Envelopes, body);

        Assert.Equal((400, "application/problem+json"), (reply.Status, reply.MediaType));
    }

    [Fact]
    public async Task Envelope_PostedTwiceWithOneKey_IsReservedOnce()
    {
        var fund = await OpenAsync(("Region", "500.00"));
        var (body, key) = (BudgetBodies.Envelope(fund, await DraftCallAsync(), BudgetBodies.Line("100.00")), $"{Guid.CreateVersion7()}");

        var first = (await officer.PostAsync(Envelopes, body, key: key)).Expect(201);
        var second = (await officer.PostAsync(Envelopes, body, key: key)).Expect(201);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(400m, (await BalancesAsync(fund)).Single(x => x.Account == "fund-available").Balance);
    }

    [Fact]
    public async Task Ledger_IsReadPageByPage_OldestFirst_ByThoseWhoKeepMoneyOnly()
    {
        var fund = await OpenAsync(("Region", "333.33"), ("Bank", "166.67"));
        (await ReserveAsync(fund, await DraftCallAsync(), BudgetBodies.Line("300.00"))).Expect(201);
        var path = $"/api/v1/ledger-entries?fundId={fund}";
        (await scene.Api.Anonymous().GetAsync(path)).ExpectRefusal(401, "access.not-signed-in");
        foreach (var other in new[] { scene.Manager, scene.Applicant, scene.Instructor })
        {
            (await other.GetAsync(path)).ExpectRefusal(403, "access.role-missing");
            (await other.GetAsync($"/api/v1/balances?fundId={fund}")).ExpectRefusal(403, "access.role-missing");
        }

        var entries = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = (await officer.GetAsync($"{path}&limit=3{cursor}")).Expect(200);
            Assert.InRange(page.Body["items"]!.AsArray().Count, 1, 3);
            entries.AddRange(page.Body["items"]!.AsArray().Select(x => x!));
            cursor = page.Body["nextCursor"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(8, entries.Count);
        Assert.Equal(8, entries.Select(x => x["id"]!.GetValue<Guid>()).Distinct().Count());
        Assert.Equal(
            Enumerable.Repeat("contribution-signed", 4).Concat(Enumerable.Repeat("reservation", 4)),
            entries.Select(x => x["movement"]!.GetValue<string>())
        );
        Assert.All(
            entries.GroupBy(x => x["transactionId"]!.GetValue<Guid>()),
            x => Assert.Equal(0, x.Sum(y => BudgetScene.Parse(y["amount"]!)))
        );
        Assert.Equal(
            [-200m, 200m],
            entries.Skip(4).Where(x => x["financer"]!.GetValue<string>() == "Region").Select(x => BudgetScene.Parse(x["amount"]!)).Order()
        );
    }

    [Theory]
    [InlineData("/api/v1/ledger-entries?limit=0")]
    [InlineData("/api/v1/ledger-entries?limit=101")]
    [InlineData("/api/v1/ledger-entries?limit=many")]
    [InlineData("/api/v1/ledger-entries?cursor=none")]
    [InlineData("/api/v1/ledger-entries?fundId=1")]
    [InlineData("/api/v1/balances")]
    [InlineData("/api/v1/balances?fundId=01a20c8e-cfe1-7747-87d0-028238ca51ae&asOf=2013-02-30")]
    [InlineData("/api/v1/funds?limit=0")]
    [InlineData("/api/v1/funds?cursor=none")]
    public async Task Reading_WithABadParameter_IsRefused(string path) => Assert.Equal(400, (await officer.GetAsync(path)).Status);

    private static string Name() => $"Fund {Guid.CreateVersion7()}";

    private Task<Guid> DraftCallAsync() => scene.DraftCallAsync($"F-{Guid.CreateVersion7():N}".ToUpperInvariant());

    private async Task<Guid> OpenAsync(params (string Financer, string Amount)[] contributions)
    {
        var fund = (await officer.PostAsync(Funds, new { name = Name() })).Expect(201);
        var version = fund.Version;
        foreach (var (financer, amount) in contributions)
        {
            version = (await ContributeAsync(fund.Id, version, BudgetBodies.Contribution(amount, financer))).Expect(201).Version;
        }

        return fund.Id;
    }

    private Task<ApiReply> ContributeAsync(Guid fund, int version, JsonObject contribution) =>
        officer.PostAsync($"{Funds}/{fund}/contributions", contribution, version);

    private Task<ApiReply> ReserveAsync(Guid fund, Guid call, params JsonObject[] lines) =>
        officer.PostAsync(Envelopes, BudgetBodies.Envelope(fund, call, lines));

    private async Task<List<(string Account, decimal Balance)>> BalancesAsync(Guid fund, string? asOf = null) =>
        [
            .. (await officer.GetAsync($"/api/v1/balances?fundId={fund}{(asOf is null ? null : $"&asOf={asOf}")}"))
                .Expect(200)
                .Body.AsArray()
                .Select(x => (x!["account"]!.GetValue<string>(), BudgetScene.Parse(x["balance"]!))),
        ];

    public sealed class Desk : IAsyncLifetime
    {
        public ApplicationScene Scene { get; private set; } = null!;

        public ApiClient Officer { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Scene = await ApplicationScene.StartAsync();
            Officer = await Scene.Api.RegisterAsync("officer", "budget-officer");
        }

        public ValueTask DisposeAsync() => Scene.DisposeAsync();
    }
}
