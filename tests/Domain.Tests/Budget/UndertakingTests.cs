using System.Text.RegularExpressions;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;
using static SocialInnovation.Domain.Tests.Budget.AnAidFile;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>Who is linked when, what may be declared, and in which form money is given.</summary>
public sealed class UndertakingTests
{
    [Theory]
    [InlineData("2013-01-01", "2013-01-01", null)]
    [InlineData("2013-01-02", "2013-01-01", "budget.member-period-empty")]
    [InlineData("2012-01-01", null, "budget.member-twice")]
    [InlineData("2013-06-30", "2013-12-31", null)]
    [InlineData("2012-01-01", "2013-06-30", null)]
    [InlineData("2012-01-01", "2013-07-01", "budget.member-twice")]
    [InlineData("2014-01-01", "2014-01-01", "budget.member-twice")]
    public void Member_IsLinkedForADayAtLeast_AndOnceOnADay(string from, string? until, string? code)
    {
        // Another period of the same member begins on 1 July 2013, unless this one ends with the year.
        var other =
            until == "2013-12-31" ? new UndertakingMember(Cooperative, Day("2014-01-01"), null) : new(Cooperative, Day("2013-07-01"), null);
        var member = new UndertakingMember(Cooperative, Day(from), until is null ? null : Day(until));

        var linked = Undertaking.Link(Id(), "A group", FiscalYearEnd.CalendarYear, [other, member]);

        Assert.Equal(code, linked.Error?.Code);
    }

    [Fact]
    public void Replacing_SaysAnewWhoIsLinked()
    {
        var group = Group();

        var replaced = group.Replace(
            "Split",
            FiscalYearEnd.FromTrusted("06-30"),
            [new(Cooperative, Day("2000-01-01"), null), new(Subsidiary, Day("2000-01-01"), Day("2013-12-31"))]
        );

        Assert.False(replaced.IsFailure);
        Assert.Equal([Cooperative, Subsidiary], group.MembersOn(Day("2013-12-31")));
        Assert.Equal([Cooperative], group.MembersOn(Day("2014-01-01")));
        Assert.Equal(("Split", "06-30"), (group.Name, group.FiscalYearEnd.ToString()));
    }

    [Theory]
    [InlineData("02-29", true)]
    [InlineData("02-30", false)]
    [InlineData("04-31", false)]
    [InlineData("12-31", true)]
    [InlineData("00-10", false)]
    [InlineData("13-01", false)]
    [InlineData("1-01", false)]
    public void FiscalYearEnd_IsADayOfSomeYear(string text, bool isDay) => Assert.Equal(isDay, Regex.IsMatch(text, FiscalYearEnd.Pattern));

    [Theory]
    [InlineData("2013-05-01", "2013-05-01", "2013-05-01", null)]
    [InlineData("2013-05-02", "2013-05-01", "2013-05-03", "budget.aid-granted-after-declaration")]
    [InlineData("2013-05-01", "2013-05-04", "2013-05-03", "budget.declaration-in-future")]
    public void Declaration_IsOfAidThatWasGranted_AndOfADayThatHasCome(string grantedOn, string declaredOn, string today, string? code)
    {
        var declared = AidDeclaration.Record(
            new AidDeclarationId(Guid.CreateVersion7()),
            Cooperative,
            "A commune",
            Aid(grantedOn, 10),
            Law[0],
            Day(declaredOn),
            Day(today),
            (new UserId(Guid.CreateVersion7()), default)
        );

        Assert.Equal(code, declared.Error?.Code);
        Assert.Equal(code is null ? "ec-1998-2006" : null, declared.IsFailure ? null : declared.Value.Regulation);
    }

    [Theory]
    [InlineData(GrantInstrument.Grant, null)]
    [InlineData(GrantInstrument.RepayableAdvance, "budget.instrument-not-offered")]
    public void Money_IsGivenAsAGrant(GrantInstrument instrument, string? code) => Assert.Equal(code, Grant.WhyNotBy(instrument)?.Code);

    private static UndertakingId Id() => new(Guid.CreateVersion7());
}
