using System.Globalization;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Domain.Tests.WorkingGroup;

public sealed class StandingGroupTests
{
    private static readonly DateOnly Day = new(2013, 11, 18);

    [Theory]
    [InlineData(15, 50, 8)]
    [InlineData(14, 50, 7)]
    [InlineData(1, 50, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(100, 1, 1)]
    [InlineData(101, 1, 2)]
    [InlineData(3, 33, 1)]
    [InlineData(3, 34, 2)]
    [InlineData(3, 66, 2)]
    [InlineData(3, 67, 3)]
    [InlineData(15, 100, 15)]
    [InlineData(0, 50, 1)]
    public void Quorum_IsTheShareOfThoseInOffice_RoundedUp_AndAtLeastOne(int inOffice, int percent, int required)
    {
        var group = Group(percent);
        for (var i = 0; i < inOffice; i++)
        {
            Appoint(group, Day, null);
        }

        Assert.Equal(required, group.Quorum(Day));
    }

    [Theory]
    [InlineData("2013-11-18", null, true)]
    [InlineData("2013-11-19", null, false)]
    [InlineData("2013-01-01", "2013-11-18", true)]
    [InlineData("2013-01-01", "2013-11-17", false)]
    [InlineData("2013-11-18", "2013-11-18", true)]
    public void Mandate_HoldsOnItsFirstAndOnItsLastDay(string from, string? until, bool inOffice)
    {
        var group = Group(100);
        Appoint(group, Date(from), until is null ? null : Date(until));

        Assert.Equal(inOffice ? 1 : 0, group.InOffice(Day).Count);
    }

    [Fact]
    public void Quorum_IsCountedOnTheDay_NotOverAllThatEverWereMembers()
    {
        var group = Group(50);
        for (var i = 0; i < 4; i++)
        {
            Appoint(group, Day.AddYears(-2), Day.AddDays(-1));
            Appoint(group, Day, null);
        }

        Assert.Equal(8, group.Members.Count);
        Assert.Equal(2, group.Quorum(Day));
        Assert.Equal(2, group.Quorum(Day.AddDays(-1)));
    }

    [Fact]
    public void Appoint_WithAMandateThatEndsBeforeItBegins_IsRefused()
    {
        var group = Group(50);

        var refused = group.Appoint(Member(Day, Day.AddDays(-1))).Error;

        Assert.Equal("working-group.mandate-invalid", refused?.Code);
        Assert.Equal("#/until", refused?.Pointer);
        Assert.Empty(group.Members);
    }

    [Theory]
    [InlineData("2013-12-31", null, "working-group.already-member")]
    [InlineData("2014-01-01", null, null)]
    [InlineData("2012-01-01", "2013-01-01", "working-group.already-member")]
    [InlineData("2012-01-01", "2012-12-31", null)]
    [InlineData("2012-01-01", null, "working-group.already-member")]
    public void Appoint_TheSameUserTwiceOnADay_IsRefused(string from, string? until, string? code)
    {
        var user = new UserId(new Guid("00000000-0000-7000-8000-000000000009"));
        var group = Group(50);
        Assert.Null(group.Appoint(Member(Date("2013-01-01"), Date("2013-12-31")) with { UserId = user }).Error);

        var again = Member(Date(from), until is null ? null : Date(until));

        Assert.Equal(code, group.Appoint(again with { UserId = user }).Error?.Code);
        Assert.Null(group.Appoint(again).Error);
    }

    private static StandingGroup Group(int percent) =>
        StandingGroup.Found(new StandingGroupId(new Guid("00000000-0000-7000-8000-000000000002")), "Group", percent);

    private static void Appoint(StandingGroup group, DateOnly from, DateOnly? until) =>
        Assert.Null(group.Appoint(Member(from, until)).Error);

    private static GroupMember Member(DateOnly from, DateOnly? until) => new(Guid.CreateVersion7(), null, "Member", "region", from, until);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
