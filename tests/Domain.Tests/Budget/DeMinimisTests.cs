using System.Globalization;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>What the regulations allow on the days on which one follows the other, to the cent and to the day.</summary>
public sealed class DeMinimisTests
{
    private const string Exceeded = "budget.de-minimis-exceeded";

    [Theory]
    [InlineData(StateAidBasis.DeMinimis, "2013-12-31", 200_000)]
    [InlineData(StateAidBasis.DeMinimis, "2014-01-01", 200_000)]
    [InlineData(StateAidBasis.DeMinimis, "2023-12-31", 200_000)]
    [InlineData(StateAidBasis.DeMinimis, "2024-01-01", 300_000)]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2013-12-31", 500_000)]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2023-12-31", 500_000)]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2024-01-01", 750_000)]
    public void Award_UpToTheCeilingOfItsDay_IsAllowed_AndACentMoreIsNot(StateAidBasis basis, string on, int ceiling)
    {
        Assert.Equal(new Money(ceiling), DeMinimis.Ceiling(basis, Day(on)));
        Assert.Null(WhyNot(ceiling, on, basis: basis));
        Assert.Equal(Exceeded, WhyNot(ceiling + 0.01m, on, basis: basis));
        Assert.Null(WhyNot(1000.01m, on, declared: ceiling - 1000.01m, basis: basis));
        Assert.Equal(Exceeded, WhyNot(1000.02m, on, declared: ceiling - 1000.01m, basis: basis));
    }

    [Theory]
    [InlineData(StateAidBasis.None)]
    [InlineData(StateAidBasis.Exempted)]
    public void Award_UnderAnotherBasis_IsNotLimitedHere(StateAidBasis basis) =>
        Assert.Null(WhyNot(10_000_000m, "2013-12-13", declared: 10_000_000m, basis: basis));

    [Theory]
    [InlineData("2013-12-31", "2011-01-01")]
    [InlineData("2014-01-01", "2012-01-01")]
    [InlineData("2023-12-31", "2021-01-01")]
    [InlineData("2024-01-01", "2021-01-01")]
    [InlineData("2024-01-30", "2021-01-30")]
    [InlineData("2024-02-29", "2021-02-28")]
    [InlineData("2027-03-10", "2024-03-10")]
    public void Window_IsOfFiscalYearsUntil2023_AndRollsToTheDayFrom2024(string on, string start)
    {
        Assert.Equal(Day(start), DeMinimis.WindowStart(Day(on)));
        var ceiling = DeMinimis.Ceiling(StateAidBasis.DeMinimis, Day(on)).Amount;
        var (inside, outside) = (Day(start), Day(start).AddDays(-1));

        Assert.Equal(Exceeded, WhyNot(1m, on, own: [(inside, ceiling)]));
        Assert.Null(WhyNot(ceiling, on, own: [(outside, ceiling)]));
    }

    [Fact]
    public void Award_CountsThoseOfTheSameDay() =>
        Assert.Equal(Exceeded, WhyNot(150_000m, "2013-12-13", own: [(Day("2013-12-13"), 50_000.01m)]));

    [Theory]
    [InlineData("2013-12-13", "2013-12-20", 150_000, 50_000)]
    [InlineData("2013-12-13", "2014-01-10", 150_000, 50_000)]
    [InlineData("2013-12-13", "2015-12-31", 150_000, 50_000)]
    [InlineData("2023-12-20", "2024-01-10", 250_000, 50_000)]
    public void Award_RecordedLate_CountsInTheWindowOfALaterOne(string on, string later, int laterAmount, int left)
    {
        (DateOnly, decimal)[] own = [(Day(later), laterAmount)];

        Assert.Null(WhyNot(left, on, own: own));
        Assert.Equal(Exceeded, WhyNot(left + 0.01m, on, own: own));
    }

    [Fact]
    public void Award_RecordedLate_DoesNotCountOnceItsFiscalYearIsOver() =>
        Assert.Null(WhyNot(200_000m, "2013-12-13", own: [(Day("2016-01-01"), 200_000m)]));

    [Fact]
    public void OwnAwards_BeforeTheDeclaration_ArePartOfIt()
    {
        (DateOnly, decimal)[] own = [(Day("2013-05-01"), 80_000m)];

        Assert.Null(WhyNot(100_000m, "2013-12-13", declared: 100_000m, own: own));
        Assert.Equal(Exceeded, WhyNot(100_000.01m, "2013-12-13", declared: 100_000m, own: own));
    }

    [Fact]
    public void OwnAwards_AboveWhatWasDeclared_Count()
    {
        (DateOnly, decimal)[] own = [(Day("2012-05-01"), 80_000m), (Day("2013-05-01"), 40_000m)];

        Assert.Null(WhyNot(80_000m, "2013-12-13", declared: 30_000m, own: own));
        Assert.Equal(Exceeded, WhyNot(80_000.01m, "2013-12-13", declared: 30_000m, own: own));
    }

    [Fact]
    public void OwnAwards_OnTheDayOfTheDeclarationOrLater_ComeOnTopOfIt()
    {
        (DateOnly, decimal)[] own = [(Declared, 40_000m), (Declared.AddDays(20), 10_000m)];

        Assert.Null(WhyNot(50_000m, "2013-12-13", declared: 100_000m, own: own));
        Assert.Equal(Exceeded, WhyNot(50_000.01m, "2013-12-13", declared: 100_000m, own: own));
    }

    [Fact]
    public void Refusal_SaysTheCeilingAndWhatWasReceived()
    {
        var error = DeMinimis.WhyNot(
            StateAidBasis.DeMinimis,
            new Money(1),
            Day("2013-12-13"),
            new Money(199_999.50m),
            Declared,
            [new AidAward(Declared, new Money(0.25m))]
        );

        Assert.Equal(Exceeded, error?.Code);
        Assert.Equal("200000.00", error!.Arguments["ceiling"]?.ToString());
        Assert.Equal("199999.75", error.Arguments["received"]?.ToString());
    }

    [Fact]
    public void Grant_IsAtMostTheCeilingTheRequestAndTheAidRate_EachToTheCent()
    {
        Assert.Null(Limit(45_000m, 45_000m, 90_000m));
        Assert.Equal("budget.above-ceiling", Limit(45_000.01m, 50_000m, 100_000m));
        Assert.Equal("budget.above-request", Limit(20_000.01m, 20_000m, 90_000m));
        Assert.Null(Limit(20_000m, 20_000m, 40_000m));
        Assert.Equal("budget.above-aid-rate", Limit(20_000m, 20_000m, 39_999.99m));
        Assert.Equal("budget.above-aid-rate", Limit(0.01m, 20_000m, 0m));

        static string? Limit(decimal amount, decimal requested, decimal eligible) =>
            GrantLimits.WhyNot(new Money(amount), new Money(requested), new Money(45_000), new Percentage(50), new Money(eligible))?.Code;
    }

    private static DateOnly Declared => Day("2013-10-01");

    private static string? WhyNot(
        decimal amount,
        string on,
        decimal declared = 0,
        StateAidBasis basis = StateAidBasis.DeMinimis,
        (DateOnly On, decimal Amount)[]? own = null
    ) =>
        DeMinimis
            .WhyNot(
                basis,
                new Money(amount),
                Day(on),
                new Money(declared),
                Declared,
                [.. (own ?? []).Select(x => new AidAward(x.On, new Money(x.Amount)))]
            )
            ?.Code;

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
