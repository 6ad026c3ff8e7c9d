using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>Payment credits, lapse dates, stated shares, and what moves between envelopes.</summary>
public sealed class EnvelopeTests
{
    private static readonly DateOnly Day = new(2013, 6, 14);

    [Theory]
    [InlineData(2013, 60, 2014, 40, null)]
    [InlineData(2013, 60, 2014, 39.99, "budget.payment-credits-unequal")]
    [InlineData(2013, 60, 2013, 40, "budget.payment-credit-year-twice")]
    public void PaymentCredits_NameEachYearOnce_AndSumToTheLine(int first, decimal one, int second, decimal two, string? code)
    {
        var line = AnEnvelope.Line(BudgetSection.Investment, 100, "investment", (first, one), (second, two));
        var other = AnEnvelope.Line(BudgetSection.Operating, 7, "communication");

        var error = AnEnvelope.Try(AnEnvelope.Fund, other, line).Error;

        Assert.Equal((code, code is null ? null : "#/lines/1/paymentCredits"), (error?.Code, error?.Pointer));
    }

    [Fact]
    public void Line_LapsesAfterItsLastDay()
    {
        var envelope = AnEnvelope.Of(
            AnEnvelope.Fund,
            AnEnvelope.Line(BudgetSection.Operating, 100, "communication") with
            {
                LapsesOn = Day,
            }
        );
        var line = envelope.Lines[0].Id;

        Assert.Null(envelope.WhyLapsed(line, Day));
        Assert.Equal("budget.line-lapsed", envelope.WhyLapsed(line, Day.AddDays(1))?.Code);
        Assert.Null(AnEnvelope.OfOneLine.WhyLapsed(AnEnvelope.OfOneLine.Lines[0].Id, DateOnly.MaxValue));
    }

    [Fact]
    public void Reservation_FollowsTheStatedShares_AndSplitsTheRestInProportionToWhatIsLeft()
    {
        var (fund, ids) = FundOf(600, 300);
        var envelope = AnEnvelope.Of(
            fund.Id,
            AnEnvelope.Line(BudgetSection.Operating, 100, "communication"),
            AnEnvelope.Line(BudgetSection.Investment, 500, "investment")
        );

        var parts = ReservationPlan
            .Of(
                envelope,
                [
                    [],
                    [new(ids[0], new Money(500))],
                ],
                Balances(fund),
                fund
            )
            .Value;

        Assert.Equal(
            [(1, 0, 500m), (0, 0, 25m), (0, 1, 75m)],
            parts.Select(x =>
                (envelope.Lines.ToList().FindIndex(y => y.Id == x.EnvelopeLineId), Array.IndexOf(ids, x.ContributionId), x.Amount.Amount)
            )
        );
    }

    [Theory]
    [InlineData(0, 60, 1, 40, null, null)]
    [InlineData(0, 61, 1, 39, "budget.contribution-exceeded", "#/lines/0/shares/0/amount")]
    [InlineData(0, 50, 0, 50, "budget.contribution-twice", "#/lines/0/shares/1/contributionId")]
    [InlineData(0, 50, 1, 49, "budget.line-shares-unequal", "#/lines/0/shares")]
    [InlineData(2, 50, 1, 50, "budget.unknown-contribution", "#/lines/0/shares/0/contributionId")]
    public void Reservation_WithStatedSharesThatDontFit_IsRefusedAtItsPlace(
        int first,
        decimal one,
        int second,
        decimal two,
        string? code,
        string? pointer
    )
    {
        var (fund, ids) = FundOf(60, 60);
        Guid[] known = [.. ids, Guid.CreateVersion7()];
        var envelope = AnEnvelope.Of(fund.Id, AnEnvelope.Line(BudgetSection.Operating, 100, "communication"));

        var error = ReservationPlan
            .Of(
                envelope,
                [
                    [new(known[first], new Money(one)), new(known[second], new Money(two))],
                ],
                Balances(fund),
                fund
            )
            .Error;

        Assert.Equal((code, pointer), (error?.Code, error?.Pointer));
    }

    [Fact]
    public void Give_MovesAmountAndPaymentCredits_InProportionToTheCent()
    {
        var (from, to) = Pair();

        var (less, more) = from.Give(to, BudgetSection.Operating, new Money(10.01m), [], Day).Value;

        Assert.Equal((89.99m, 60.01m), (less.Amount.Amount, more.Amount.Amount));
        Assert.Equal([(2013, 53.99m), (2014, 36m)], Credits(less));
        Assert.Equal([(2013, 6.01m), (2014, 54m)], Credits(more));
        Assert.Equal((less, more), (from.Lines[0], to.Lines[0]));
        Assert.Equal(less.Amount, Money.Sum(less.PaymentCredits.Select(x => x.Amount)));
        Assert.Equal(more.Amount, Money.Sum(more.PaymentCredits.Select(x => x.Amount)));
    }

    [Fact]
    public void Give_MovesTheCreditsOfTheYearsThatAreNamed()
    {
        var (from, to) = Pair();

        var (less, more) = from.Give(to, BudgetSection.Operating, new Money(40), [new PaymentCredit(2014, new Money(40))], Day).Value;

        Assert.Equal([(2013, 60m)], Credits(less));
        Assert.Equal([(2014, 90m)], Credits(more));
    }

    [Theory]
    [InlineData(10, 2015, 10, "budget.payment-credit-exceeded", "#/paymentCredits")]
    [InlineData(41, 2014, 41, "budget.payment-credit-exceeded", "#/paymentCredits")]
    [InlineData(10, 2014, 9, "budget.payment-credits-unequal", "#/paymentCredits")]
    [InlineData(100.01, 0, 0, "budget.envelope-exceeded", null)]
    public void Give_OfMoreThanThereIs_IsRefused_AndChangesNothing(decimal amount, int year, decimal credit, string code, string? pointer)
    {
        var (from, to) = Pair();
        PaymentCredit[] credits = year == 0 ? [] : [new PaymentCredit(year, new Money(credit))];

        var error = from.Give(to, BudgetSection.Operating, new Money(amount), credits, Day).Error;

        Assert.Equal((code, pointer), (error?.Code, error?.Pointer));
        Assert.Equal((100m, 50m), (from.Amount.Amount, to.Amount.Amount));
    }

    [Fact]
    public void Give_StaysWithinOneFundAndOneSection()
    {
        var (from, to) = Pair();
        var elsewhere = AnEnvelope.Of(new FundId(Guid.CreateVersion7()), AnEnvelope.Line(BudgetSection.Operating, 50, "communication"));
        var investing = AnEnvelope.Of(AnEnvelope.Fund, AnEnvelope.Line(BudgetSection.Investment, 50, "investment"));
        var lapsed = AnEnvelope.Of(
            AnEnvelope.Fund,
            AnEnvelope.Line(BudgetSection.Operating, 50, "communication") with
            {
                LapsesOn = Day.AddDays(-1),
            }
        );

        Assert.Equal("budget.transfer-to-itself", Why(from, from, BudgetSection.Operating));
        Assert.Equal("budget.transfer-to-other-fund", Why(from, elsewhere, BudgetSection.Operating));
        Assert.Equal("budget.section-missing", Why(from, to, BudgetSection.Investment));
        Assert.Equal("budget.section-missing", Why(from, investing, BudgetSection.Operating));
        Assert.Equal("budget.line-lapsed", Why(from, lapsed, BudgetSection.Operating));

        static string? Why(Envelope from, Envelope to, BudgetSection section) => from.Give(to, section, new Money(1), [], Day).Error?.Code;
    }

    private static (Envelope From, Envelope To) Pair() =>
        (
            AnEnvelope.Of(AnEnvelope.Fund, AnEnvelope.Line(BudgetSection.Operating, 100, "communication", (2013, 60), (2014, 40))),
            AnEnvelope.Of(AnEnvelope.Fund, AnEnvelope.Line(BudgetSection.Operating, 50, "communication", (2014, 50)))
        );

    private static (int Year, decimal Amount)[] Credits(EnvelopeLine line) =>
        [.. line.PaymentCredits.Select(x => (x.Year, x.Amount.Amount))];

    private static (Fund Fund, Guid[] Contributions) FundOf(params decimal[] amounts)
    {
        var fund = Fund.Open(new FundId(Guid.CreateVersion7()), "Fund");
        foreach (var amount in amounts)
        {
            Assert.Null(fund.Promise(new Contribution(Guid.CreateVersion7(), "Region", 2013, new Money(amount), Day), Day).Error);
        }

        return (fund, [.. fund.Contributions.Select(x => x.Id)]);
    }

    private static FinancerBalance[] Balances(Fund fund) =>
        [.. fund.Contributions.Select(x => new FinancerBalance(fund.Id.Value, x.Id, x.Financer, x.FiscalYear, x.Amount))];
}
