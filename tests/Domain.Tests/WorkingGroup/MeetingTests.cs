using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;
using static SocialInnovation.Domain.WorkingGroup.MeetingStatus;

namespace SocialInnovation.Domain.Tests.WorkingGroup;

/// <summary>Every transition of a meeting from every state, and what a vote needs to become an opinion.</summary>
public sealed class MeetingTests
{
    private static readonly Dictionary<string, Func<Meeting, Result>> Transitions = new()
    {
        ["convocation"] = x => x.Convene(AMeeting.ScheduledAt),
        ["agenda"] = x => x.AddItem(new AgendaItem(Guid.CreateVersion7(), "Any other business", null)),
        ["attendance"] = x => x.RecordAttendance(AMeeting.Members(4), AMeeting.InOffice),
        ["holding"] = x => x.Hold(5, 3, AMeeting.ScheduledAt),
        ["votes"] = x => x.Vote(AMeeting.Item.Id, 2, 1, 0, AMeeting.ScheduledAt),
        ["minutes"] = x => x.Minute("All agreed."),
        ["cancellation"] = x => x.Cancel("Snow."),
    };

    private static readonly Dictionary<string, (string Otherwise, (MeetingStatus From, MeetingStatus To)[] Moves)> Rules = new()
    {
        ["convocation"] = ("meeting-not-planned", [(Planned, Convened)]),
        ["agenda"] = ("agenda-closed", [(Planned, Planned), (Convened, Convened)]),
        ["attendance"] = ("meeting-not-convened", [(Convened, Convened)]),
        ["holding"] = ("meeting-not-convened", [(Convened, Held)]),
        ["votes"] = ("meeting-not-held", [(Held, Held)]),
        ["minutes"] = ("meeting-not-held", [(Held, Minuted)]),
        ["cancellation"] = ("meeting-already-over", [(Planned, Cancelled), (Convened, Cancelled)]),
    };

    public static TheoryData<string, MeetingStatus> All
    {
        get
        {
            var data = new TheoryData<string, MeetingStatus>();
            foreach (var transition in Transitions.Keys)
            {
                foreach (var state in Enum.GetValues<MeetingStatus>())
                {
                    data.Add(transition, state);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Transition_FromEachState_LeadsOnOrSaysWhyNot(string transition, MeetingStatus state)
    {
        var meeting = AMeeting.In(state);
        Assert.Equal(state, meeting.Status);
        var before = (meeting.Agenda, meeting.Present, meeting.Opinions, meeting.Minutes, meeting.CancellationReason);
        var (otherwise, moves) = Rules[transition];

        var result = Transitions[transition](meeting);

        if (moves.Any(x => x.From == state))
        {
            Assert.Null(result.Error);
            Assert.Equal(moves.Single(x => x.From == state).To, meeting.Status);
        }
        else
        {
            Assert.Equal($"working-group.{otherwise}", result.Error?.Code);
            Assert.Equal(state, meeting.Status);
            Assert.Equal(before, (meeting.Agenda, meeting.Present, meeting.Opinions, meeting.Minutes, meeting.CancellationReason));
        }
    }

    [Fact]
    public void Hold_BeforeItsInstant_IsTooEarly_AndAtItIsNot()
    {
        var meeting = AMeeting.In(Convened);

        Assert.Equal("working-group.too-early", meeting.Hold(5, 3, AMeeting.ScheduledAt.AddTicks(-1)).Error?.Code);
        Assert.Equal(Convened, meeting.Status);
        Assert.Null(meeting.Quorum);

        Assert.Null(meeting.Hold(5, 3, AMeeting.ScheduledAt.ToUniversalTime()).Error);
        Assert.Equal(AMeeting.ScheduledAt, meeting.HeldAt);
    }

    [Fact]
    public void Hold_BeforeAnybodysPresenceIsRecorded_IsRefused_ButWithNobodyPresentItIsHeld()
    {
        var meeting = Meeting.Plan(default, default, "November", null, AMeeting.ScheduledAt);
        Assert.Null(meeting.Convene(AMeeting.ScheduledAt.AddDays(-1)).Error);
        Assert.Equal("working-group.attendance-missing", meeting.Hold(5, 3, AMeeting.ScheduledAt).Error?.Code);

        Assert.Null(meeting.RecordAttendance([], AMeeting.InOffice).Error);

        Assert.Null(meeting.Hold(5, 3, AMeeting.ScheduledAt).Error);
        Assert.False(meeting.Quorum!.IsReached);
    }

    [Fact]
    public void RecordAttendance_OfOneOutOfOffice_IsRefusedAtItsPlace_AndKeepsWhatWasRecorded()
    {
        var meeting = AMeeting.In(Convened, present: 2);

        var refused = meeting.RecordAttendance([AMeeting.Member(1), AMeeting.Member(9)], AMeeting.InOffice).Error;

        Assert.Equal("working-group.member-not-in-office", refused?.Code);
        Assert.Equal("#/present/1", refused?.Pointer);
        Assert.Equal(AMeeting.Members(2), meeting.Present);
    }

    [Fact]
    public void RecordAttendance_CountsWhoIsNamedTwiceOnce_AndTheLastRecordHolds()
    {
        var meeting = AMeeting.In(Convened, present: 5);
        var twice = new[] { AMeeting.Member(1), AMeeting.Member(2), AMeeting.Member(1) };

        Assert.Null(meeting.RecordAttendance(twice, AMeeting.InOffice).Error);
        Assert.Null(meeting.Hold(5, 3, AMeeting.ScheduledAt).Error);

        Assert.Equal(new QuorumCount(5, 2, 3), meeting.Quorum);
        Assert.False(meeting.Quorum!.IsReached);
    }

    [Theory]
    [InlineData(2, 3, "working-group.no-quorum")]
    [InlineData(3, 3, null)]
    [InlineData(4, 3, null)]
    [InlineData(0, 1, "working-group.no-quorum")]
    public void Vote_NeedsTheQuorum_ToTheMember(int present, int required, string? code)
    {
        var meeting = AMeeting.In(Held, present, required);

        var result = meeting.Vote(AMeeting.Item.Id, present, 0, 0, AMeeting.ScheduledAt);

        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(code is null ? 1 : 0, meeting.Opinions.Count);
    }

    [Theory]
    [InlineData(3, 0, 0, true)]
    [InlineData(2, 1, 0, true)]
    [InlineData(1, 0, 2, true)]
    [InlineData(1, 1, 1, false)]
    [InlineData(0, 0, 3, false)]
    [InlineData(1, 2, 0, false)]
    [InlineData(0, 1, 0, false)]
    public void Vote_IsFavourable_WithMoreForThanAgainst_WhateverAbstains(int inFavour, int against, int abstentions, bool favourable)
    {
        var meeting = AMeeting.In(Held);

        Assert.Null(meeting.Vote(AMeeting.Item.Id, inFavour, against, abstentions, AMeeting.ScheduledAt).Error);

        var opinion = Assert.Single(meeting.Opinions);
        Assert.Equal(favourable, opinion.IsFavourable);
        Assert.Equal(new Opinion(AMeeting.Item.Id, AMeeting.Scenario, inFavour, against, abstentions, AMeeting.ScheduledAt), opinion);
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(0, 4, 0)]
    [InlineData(0, 0, 4)]
    [InlineData(2, 1, 1)]
    public void Vote_OfMoreThanArePresent_IsRefused(int inFavour, int against, int abstentions)
    {
        var meeting = AMeeting.In(Held);

        var refused = meeting.Vote(AMeeting.Item.Id, inFavour, against, abstentions, AMeeting.ScheduledAt).Error;

        Assert.Equal("working-group.too-many-votes", refused?.Code);
        Assert.Empty(meeting.Opinions);
    }

    [Fact]
    public void Vote_OfNobody_IsNoOpinion()
    {
        var meeting = AMeeting.In(Held);

        Assert.Equal("working-group.nobody-voted", meeting.Vote(AMeeting.Item.Id, 0, 0, 0, AMeeting.ScheduledAt).Error?.Code);
        Assert.Empty(meeting.Opinions);
    }

    [Fact]
    public void Vote_IsTakenOncePerItem_AndOnItemsOfTheAgendaOnly()
    {
        var meeting = AMeeting.In(Held);

        Assert.Equal("working-group.unknown-agenda-item", meeting.Vote(Guid.CreateVersion7(), 3, 0, 0, AMeeting.ScheduledAt).Error?.Code);
        Assert.Null(meeting.Vote(AMeeting.Item.Id, 3, 0, 0, AMeeting.ScheduledAt).Error);
        Assert.Equal("working-group.already-voted", meeting.Vote(AMeeting.Item.Id, 0, 3, 0, AMeeting.ScheduledAt).Error?.Code);

        Assert.True(Assert.Single(meeting.Opinions).IsFavourable);
    }

    [Fact]
    public void Minutes_OfAMeetingWithoutQuorum_CanBeWritten_AndEndItsVotes()
    {
        var meeting = AMeeting.In(Held, present: 1);

        Assert.Null(meeting.Minute("Nobody came.").Error);

        Assert.Equal((Minuted, "Nobody came."), (meeting.Status, meeting.Minutes));
        Assert.Equal("working-group.meeting-not-held", meeting.Vote(AMeeting.Item.Id, 1, 0, 0, AMeeting.ScheduledAt).Error?.Code);
    }
}
