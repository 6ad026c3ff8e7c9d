using CsCheck;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>Money that is shared out arrives to the cent, always the same way, and overdraws nobody.</summary>
public sealed class SplitTests
{
    private static readonly Gen<long[]> Balances = Gen.Long[0, 10_000_000_000].Array[1, 8].Where(x => x.Sum() > 0);

    private static readonly Gen<(long[] Balances, long Amount)> Splits = Balances.SelectMany(x =>
        Gen.Long[0, x.Sum()].Select(amount => (x, amount))
    );

    [Fact]
    public void Split_SumsToTheCent_AndNeverOverdrawsAFinancer() =>
        Splits.Sample(x =>
        {
            var parts = Split(x.Amount, x.Balances);
            Assert.Equal(x.Amount, parts.Sum());
            Assert.All(parts.Zip(x.Balances), y => Assert.InRange(y.First, 0, y.Second));
        });

    [Fact]
    public void Split_IsProportionalToWithinACent() =>
        Splits.Sample(x =>
            Assert.All(
                Split(x.Amount, x.Balances).Zip(x.Balances),
                y => Assert.True(decimal.Abs(y.First - (decimal)x.Amount * y.Second / x.Balances.Sum()) < 1)
            )
        );

    [Fact]
    public void Split_OfTheSame_IsTheSame() => Splits.Sample(x => Assert.Equal(Split(x.Amount, x.Balances), Split(x.Amount, x.Balances)));

    [Fact]
    public void Split_OfAllThereIs_EmptiesEachFinancer() => Balances.Sample(x => Assert.Equal(x, Split(x.Sum(), x)));

    [Fact]
    public void Split_OneAfterTheOther_UntilAllIsGone_NeverMissesACent() =>
        Gen.Select(Balances, Gen.Int[1, 12])
            .Sample(
                (balances, steps) =>
                {
                    var left = balances.ToArray();
                    for (var step = steps; step > 0; step--)
                    {
                        left = [.. left.Zip(Split(left.Sum() / step, left), (x, part) => x - part)];
                    }

                    Assert.All(left, x => Assert.Equal(0, x));
                }
            );

    [Fact]
    public void Split_OfNothing_HasNoParts() =>
        Assert.Empty(FinancerSplit.Of(Money.Zero, [new FinancerBalance(Guid.Empty, Guid.Empty, "Region", 2013, Money.Zero)]));

    [Fact]
    public void Split_GivesTheOddCentToTheEarlierFinancer() => Assert.Equal([51, 50, 0], Split(101, [1000, 1000, 0]));

    [Fact]
    public void ShareOverLines_FollowsTheEligibleCostsOfEachLine_ToTheCent()
    {
        var envelope = TwoLines();

        var shares = envelope.ShareOverLines(new Money(100.01m), Costs(("investment", 200), ("job-creation", 50), ("communication", 50)));

        Assert.Equal([66.67m, 33.34m], shares.Select(x => x.Amount));
        Assert.Equal([0m, 10m], envelope.ShareOverLines(new Money(10), Costs(("communication", 1))).Select(x => x.Amount));
    }

    [Fact]
    public void ShareOverLines_WithoutAnyEligibleCost_StillSumsToTheAmount()
    {
        Assert.Equal([10m, 0m], TwoLines().ShareOverLines(new Money(10), Costs()).Select(x => x.Amount));
        Assert.Equal([10m, 0m], TwoLines().ShareOverLines(new Money(10), Costs(("investment", 0))).Select(x => x.Amount));
    }

    [Fact]
    public void SplitByCategory_SharesTheCentsByLargestRemainder_AndTheLinesAreItsSums() =>
        Gen.Select(Gen.Long[0, 5_000_000], Gen.Long[0, 9_000_000].Array[3])
            .Sample(
                (cents, costs) =>
                {
                    var (envelope, amount) = (TwoLines(), Money.FromCents(cents));
                    var eligible = Categories.Zip(costs).ToDictionary(x => x.First, x => Money.FromCents(x.Second));

                    var parts = envelope.SplitByCategory(amount, eligible);

                    Assert.Equal(Categories, parts.Select(x => x.Category));
                    Assert.Equal(amount, Money.Sum(parts.Select(x => x.Amount)));
                    if (costs.Sum() is > 0 and var total)
                    {
                        Assert.All(
                            parts.Zip(costs),
                            x => Assert.True(decimal.Abs(x.First.Amount.Cents - (decimal)cents * x.Second / total) < 1)
                        );
                    }

                    Assert.Equal(
                        envelope.ShareOverLines(amount, eligible),
                        envelope.Lines.Select(line => Money.Sum(parts.Where(x => x.LineId == line.Id).Select(x => x.Amount)))
                    );
                }
            );

    [Theory]
    [InlineData("investment,job-creation", "communication,travel", "budget.unknown-category")]
    [InlineData("investment,job-creation", "communication,investment", "budget.category-twice")]
    [InlineData("investment", "communication", "budget.category-missing")]
    [InlineData("investment,job-creation", "communication", null)]
    public void Envelope_HasEachCategoryOfTheCallOnOneLine(string first, string second, string? code) =>
        Assert.Equal(code, Reserve((BudgetSection.Investment, first), (BudgetSection.Operating, second)).Error?.Code);

    [Fact]
    public void Envelope_HasOneLineForEachSection() =>
        Assert.Equal(
            "budget.section-twice",
            Reserve((BudgetSection.Operating, "investment,job-creation"), (BudgetSection.Operating, "communication")).Error?.Code
        );

    [Fact]
    public void Contribution_IsSignedOnce()
    {
        var fund = Fund.Open(new FundId(Guid.CreateVersion7()), "Fund");
        var id = Guid.CreateVersion7();
        Assert.Null(fund.Promise(new Contribution(id, "Region", 2013, new Money(100), null), Day).Error);

        Assert.Equal("budget.contribution-not-found", fund.Sign(Guid.CreateVersion7(), Day, Day).Error?.Code);
        Assert.Equal("budget.signature-in-future", fund.Sign(id, Day.AddDays(1), Day).Error?.Code);
        Assert.Equal(Day, fund.Sign(id, Day, Day).Value.SignedOn);
        Assert.Equal("budget.contribution-already-signed", fund.Sign(id, Day.AddDays(1), Day.AddDays(1)).Error?.Code);
        Assert.Equal(Day, fund.Contributions.Single().SignedOn);
    }

    private static readonly string[] Categories = ["investment", "job-creation", "communication"];

    private static DateOnly Day => new(2013, 6, 14);

    private static long[] Split(long amount, long[] balances)
    {
        var parts = FinancerSplit.Of(
            Money.FromCents(amount),
            [.. balances.Select((x, i) => new FinancerBalance(Guid.Empty, Guid.Empty, $"F{i}", 2013, Money.FromCents(x)))]
        );
        return amount == 0 ? new long[balances.Length] : [.. parts.Select(x => x.Amount.Cents)];
    }

    private static Envelope TwoLines() =>
        Reserve((BudgetSection.Investment, "investment"), (BudgetSection.Operating, "job-creation,communication")).Value;

    private static Result<Envelope> Reserve(params (BudgetSection Section, string Categories)[] lines) =>
        Envelope.Reserve(
            new EnvelopeId(Guid.CreateVersion7()),
            new FundId(Guid.CreateVersion7()),
            new CallId(Guid.CreateVersion7()),
            [.. lines.Select(x => new EnvelopeLine(Guid.CreateVersion7(), x.Section, new Money(100), x.Categories.Split(',')))],
            Categories
        );

    private static Dictionary<string, Money> Costs(params (string Category, decimal Amount)[] costs) =>
        costs.ToDictionary(x => x.Category, x => new Money(x.Amount));
}
