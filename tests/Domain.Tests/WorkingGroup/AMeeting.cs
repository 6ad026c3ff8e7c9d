using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Domain.Tests.WorkingGroup;

/// <summary>Builds meetings of a group of five by the transitions that lead to each state.</summary>
internal static class AMeeting
{
    public static readonly DateTimeOffset ScheduledAt = new(2013, 11, 18, 14, 0, 0, TimeSpan.FromHours(1));
    public static readonly AllocationScenarioId Scenario = new(new Guid("00000000-0000-7000-8000-00000000000a"));
    public static readonly AgendaItem Item = new(new Guid("00000000-0000-7000-8000-00000000000b"), "Allocation", Scenario);

    public static IReadOnlyList<GroupMember> InOffice { get; } =
    [.. Enumerable.Range(1, 5).Select(x => new GroupMember(Member(x), null, $"Member {x}", "region", new DateOnly(2013, 1, 1), null))];

    public static Guid Member(int number) => new($"00000000-0000-7000-8000-{number:000000000000}");

    public static IReadOnlyList<Guid> Members(int count) => [.. InOffice.Take(count).Select(x => x.Id)];

    /// <param name="state">Where it stands.</param>
    /// <param name="present">How many of five are there, where it was recorded.</param>
    /// <param name="required">How many must be.</param>
    public static Meeting In(MeetingStatus state, int present = 3, int required = 3)
    {
        var meeting = Meeting.Plan(
            new MeetingId(new Guid("00000000-0000-7000-8000-000000000001")),
            new StandingGroupId(new Guid("00000000-0000-7000-8000-000000000002")),
            "November",
            "Metz",
            ScheduledAt
        );
        Succeed(meeting.AddItem(Item));
        if (state == MeetingStatus.Planned)
        {
            return meeting;
        }

        if (state == MeetingStatus.Cancelled)
        {
            Succeed(meeting.Cancel("Snow."));
            return meeting;
        }

        Succeed(meeting.Convene(ScheduledAt.AddDays(-14)));
        Succeed(meeting.RecordAttendance(Members(present), InOffice));
        if (state == MeetingStatus.Convened)
        {
            return meeting;
        }

        Succeed(meeting.Hold(InOffice.Count, required, ScheduledAt));
        if (state == MeetingStatus.Minuted)
        {
            Succeed(meeting.Minute("All agreed."));
        }

        return meeting;
    }

    private static void Succeed(Result result) => Assert.Null(result.Error);
}
