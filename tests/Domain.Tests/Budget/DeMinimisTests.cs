using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using static SocialInnovation.Domain.Tests.Budget.AnAidFile;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>What the regulations allow on the days on which one follows the other, to the cent and to the day.</summary>
public sealed class DeMinimisTests
{
    [Theory]
    [InlineData(StateAidBasis.DeMinimis, "2007-01-01", 200_000)]
    [InlineData(StateAidBasis.DeMinimis, "2013-12-31", 200_000)]
    [InlineData(StateAidBasis.DeMinimis, "2014-01-01", 200_000)]
    [InlineData(StateAidBasis.DeMinimis, "2023-12-31", 200_000)]
    [InlineData(StateAidBasis.DeMinimis, "2024-01-01", 300_000)]
    [InlineData(StateAidBasis.DeMinimis, "2030-12-31", 300_000)]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2012-04-29", 500_000)]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2023-12-31", 500_000)]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2024-01-01", 750_000)]
    public void Award_UpToTheCeilingOfItsDay_IsAllowed_AndACentMoreIsNot(StateAidBasis basis, string on, int ceiling)
    {
        new AnAidFile { Basis = basis }.Leaves(ceiling, on);
        new AnAidFile { Basis = basis, Stated = ceiling - 1000.01m }.Leaves(1000.01m, on);
    }

    [Theory]
    [InlineData(StateAidBasis.DeMinimis, "2006-12-31")]
    [InlineData(StateAidBasis.DeMinimis, "2031-01-01")]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2012-04-28")]
    [InlineData(StateAidBasis.SgeiDeMinimis, "2031-01-01")]
    public void Award_OnADayWithoutRegulation_IsRefused_HoweverSmall(StateAidBasis basis, string on)
    {
        var file = new AnAidFile { Basis = basis };

        Assert.Equal("budget.no-aid-regulation", file.WhyNot(0.01m, on)?.Code);
        Assert.Equal(0, file.Left(on));
    }

    [Theory]
    [InlineData(StateAidBasis.None)]
    [InlineData(StateAidBasis.Exempted)]
    public void Award_UnderAnotherBasis_IsNotLimitedHere(StateAidBasis basis)
    {
        var file = new AnAidFile { Basis = basis, Stated = 10_000_000 };

        Assert.Null(file.WhyNot(10_000_000m, "2031-12-13"));
        Assert.Null(file.Left("2031-12-13"));
    }

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
        var before = Day(start).AddDays(-1).ToString("yyyy-MM-dd", null);

        new AnAidFile { Received = [Aid(start, 150_000)] }.Leaves(Ceiling(on) - 150_000, on);
        new AnAidFile { Received = [Aid(before, 150_000)] }.Leaves(Ceiling(on), on);
    }

    [Theory]
    [InlineData("2028-02-29", "2025-02-28", 300_000)]
    [InlineData("2028-03-01", "2025-03-01", 300_000)]
    [InlineData("2027-02-28", "2024-02-28", 300_000)]
    public void RollingWindow_OfTheEndOfFebruary_GoesBackToTheSameDayOrTheLastOne(string on, string start, int ceiling)
    {
        new AnAidFile { Received = [Aid(start, 1)] }.Leaves(ceiling - 1, on);
        new AnAidFile { Received = [Aid(Day(start).AddDays(-1).ToString("yyyy-MM-dd", null), 1)] }.Leaves(ceiling, on);
    }

    [Fact]
    public void AidOf29February_CountsToThe28thThreeYearsLater()
    {
        var file = new AnAidFile { Received = [Aid("2024-02-29", 1)] };

        file.Leaves(299_999, "2027-02-28");
        file.Leaves(300_000, "2027-03-01");
    }

    [Theory]
    [InlineData("06-30", "2013-06-30", "2010-07-01")]
    [InlineData("06-30", "2013-07-01", "2011-07-01")]
    [InlineData("02-29", "2013-02-28", "2010-03-01")]
    [InlineData("02-29", "2012-02-29", "2009-03-01")]
    [InlineData("02-28", "2012-02-29", "2010-03-01")]
    [InlineData("12-31", "2013-12-31", "2011-01-01")]
    public void FiscalYears_EndOnTheUndertakingsDay(string yearEnd, string on, string start)
    {
        var group = Group(yearEnd: yearEnd);
        var before = Day(start).AddDays(-1).ToString("yyyy-MM-dd", null);

        new AnAidFile { Undertakings = [group], Received = [Aid(start, 5)] }.Leaves(199_995, on);
        new AnAidFile { Undertakings = [group], Received = [Aid(before, 5)] }.Leaves(200_000, on);
    }

    [Fact]
    public void RollingWindow_DoesNotLookAtFiscalYears() =>
        new AnAidFile { Undertakings = [Group(yearEnd: "06-30")], Received = [Aid("2024-03-10", 5)] }.Leaves(299_995, "2027-03-10");

    [Fact]
    public void Award_CountsThoseOfTheSameDay_AndOfTheSameDecision() =>
        new AnAidFile { Received = [Aid("2013-12-13", 50_000.01m)], Also = 10_000 }.Leaves(139_999.99m, "2013-12-13");

    [Theory]
    [InlineData("2013-12-13", "2013-12-20", 150_000, 50_000)]
    [InlineData("2013-12-13", "2014-01-10", 150_000, 50_000)]
    [InlineData("2013-12-13", "2015-12-31", 150_000, 50_000)]
    [InlineData("2023-12-20", "2024-01-10", 250_000, 50_000)]
    public void Award_RecordedLate_CountsInTheWindowOfALaterOne(string on, string later, int laterAmount, int left) =>
        new AnAidFile { Received = [Aid(later, laterAmount)] }.Leaves(left, on);

    [Fact]
    public void Award_RecordedLate_DoesNotCountOnceItsFiscalYearIsOver() =>
        new AnAidFile { Received = [Aid("2016-01-01", 200_000)] }.Leaves(200_000, "2013-12-13");

    [Fact]
    public void KnownAid_BeforeTheStatement_IsPartOfIt() =>
        new AnAidFile { Stated = 100_000, Received = [Aid("2013-05-01", 80_000)] }.Leaves(100_000, "2013-12-13");

    [Fact]
    public void KnownAid_AboveWhatWasStated_Counts() =>
        new AnAidFile { Stated = 30_000, Received = [Aid("2012-05-01", 80_000), Aid("2013-05-01", 40_000)] }.Leaves(80_000, "2013-12-13");

    [Fact]
    public void KnownAid_OnTheDayOfTheStatementOrLater_ComesOnTopOfIt() =>
        new AnAidFile { Stated = 100_000, Received = [Aid("2013-10-01", 40_000), Aid("2013-10-21", 10_000)] }.Leaves(50_000, "2013-12-13");

    [Fact]
    public void AidAboveTheCeiling_LeavesNothing_AndNothingLess()
    {
        var refusal = new AnAidFile { Stated = 200_000.75m }.WhyNot(0.01m, "2013-12-13");

        Assert.Equal(("200000.00", "200000.75", "0.00"), (Text(refusal, "ceiling"), Text(refusal, "received"), Text(refusal, "left")));
    }

    [Fact]
    public void LinkedAid_CountsTogether_AndAStrangersDoesNot() =>
        new AnAidFile
        {
            Undertakings = [Group()],
            Received = [Aid("2013-11-01", 60_000, Subsidiary), Aid("2013-11-01", 70_000, Stranger), Aid("2013-11-02", 5_000)],
        }.Leaves(135_000, "2013-12-13");

    [Theory]
    [InlineData("2013-12-13", null, 140_000)]
    [InlineData("2013-12-14", null, 200_000)]
    [InlineData("2000-01-01", "2013-12-13", 140_000)]
    [InlineData("2000-01-01", "2013-12-12", 200_000)]
    public void Aid_OfWhoIsLinkedOnTheDayOfTheAward_CountsWheneverItWasReceived(string from, string? until, int left) =>
        new AnAidFile { Undertakings = [Group(from, until)], Received = [Aid("2012-03-01", 60_000, Subsidiary)] }.Leaves(
            left,
            "2013-12-13"
        );

    [Theory]
    [InlineData("2013-09-30", 100_000)]
    [InlineData("2013-10-01", 100_000)]
    [InlineData("2013-10-02", 40_000)]
    public void Aid_OfWhoWasLinkedAfterTheStatement_IsNoPartOfIt(string linkedFrom, int left) =>
        new AnAidFile
        {
            Stated = 100_000,
            Undertakings = [Group(linkedFrom)],
            Received = [Aid("2012-03-01", 60_000, Subsidiary)],
        }.Leaves(left, "2013-12-13");

    [Theory]
    [InlineData("2014-01-10", 200_000)]
    [InlineData("2014-01-11", 50_000)]
    public void Award_RecordedLate_CountsForWhoIsLinkedOnTheLaterDay(string until, int left) =>
        // Linked on the later day only when the link holds until then.
        new AnAidFile { Undertakings = [Group("2013-12-20", until)], Received = [Aid("2014-01-11", 150_000, Subsidiary)] }.Leaves(
            left,
            "2013-12-13"
        );

    [Theory]
    [InlineData(0, 150_000, 50_000)]
    [InlineData(150_000, 0, 50_000)]
    [InlineData(150_000, 150_000, 50_000)]
    [InlineData(150_000, 150_000.01, 49_999.99)]
    public void Statements_OfOneUndertaking_AreNotAddedUp(int own, decimal other, decimal left) =>
        new AnAidFile
        {
            Stated = own,
            Undertakings = [Group()],
            OthersState = [State(other, "2013-10-05"), State(199_999, "2013-10-04")],
        }.Leaves(left, "2013-12-13");

    [Fact]
    public void Statement_OfWhoWasLinkedAfterwards_ComesOnTop_AsFarAsItIsNotKnown() =>
        new AnAidFile
        {
            Stated = 100_000,
            Undertakings = [Group("2013-11-01")],
            Received = [Aid("2012-03-01", 10_000, Subsidiary)],
            OthersState = [State(30_000, "2013-10-05")],
        }.Leaves(70_000, "2013-12-13");

    [Fact]
    public void Statement_OfWhoIsLinkedNoMore_DoesNotCount() =>
        new AnAidFile { Undertakings = [Group(until: "2013-12-12")], OthersState = [State(30_000, "2013-10-05")] }.Leaves(
            200_000,
            "2013-12-13"
        );

    private static StatedAid State(decimal amount, string on) => new(Subsidiary, new AidStatement(new Money(amount), Day(on)));

    private static decimal Ceiling(string on) => Law.Single(x => x.IsInForce(StateAidBasis.DeMinimis, Day(on))).Ceiling.Amount;

    private static string? Text(Error? error, string argument) => error!.Arguments[argument]?.ToString();
}
