using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.WorkingGroup;

/// <summary>Where a meeting stands.</summary>
public enum MeetingStatus
{
    Planned,
    Convened,
    Held,
    Minuted,
    Cancelled,
}

/// <summary>A meeting of a working group, with its agenda, attendance, votes and minutes.</summary>
public sealed class Meeting : AggregateRoot<MeetingId>
{
    private Meeting() { }

    public StandingGroupId GroupId { get; private set; }

    public string Title { get; private set; } = null!;

    public string? Place { get; private set; }

    public DateTimeOffset ScheduledAt { get; private set; }

    public MeetingStatus Status { get; private set; }

    public IReadOnlyList<AgendaItem> Agenda { get; private set; } = [];

    /// <summary>The members present; null until it was recorded.</summary>
    public IReadOnlyList<Guid>? Present { get; private set; }

    public QuorumCount? Quorum { get; private set; }

    public IReadOnlyList<Opinion> Opinions { get; private set; } = [];

    public DateTimeOffset? ConvenedAt { get; private set; }

    public DateTimeOffset? HeldAt { get; private set; }

    [PersonalData(ProcessingPurpose.WorkingGroup, Retention.Archive, LegalBasis.PublicTask)]
    public string? Minutes { get; private set; }

    public string? CancellationReason { get; private set; }

    public static Meeting Plan(MeetingId id, StandingGroupId group, string title, string? place, DateTimeOffset scheduledAt) =>
        new()
        {
            Id = id,
            GroupId = group,
            Title = title,
            Place = place,
            ScheduledAt = scheduledAt,
        };

    public Error? WhyNotConvene() => Status == MeetingStatus.Planned ? null : MeetingErrors.NotPlanned;

    public Result Convene(DateTimeOffset at)
    {
        if (WhyNotConvene() is { } error)
        {
            return error;
        }

        (Status, ConvenedAt) = (MeetingStatus.Convened, at);
        return Result.Success;
    }

    public Error? WhyNotAddItem() => Status is MeetingStatus.Planned or MeetingStatus.Convened ? null : MeetingErrors.AgendaClosed;

    /// <summary>Puts an item on the agenda, until the meeting is held.</summary>
    public Result AddItem(AgendaItem item)
    {
        if (WhyNotAddItem() is { } error)
        {
            return error;
        }

        Agenda = [.. Agenda, item];
        return Result.Success;
    }

    public Error? WhyNotRecordAttendance() => Status == MeetingStatus.Convened ? null : MeetingErrors.NotConvened;

    /// <summary>Records which members are present; only members in office count.</summary>
    public Result RecordAttendance(IReadOnlyList<Guid> present, IReadOnlyList<GroupMember> inOffice)
    {
        if (WhyNotRecordAttendance() is { } error)
        {
            return error;
        }

        foreach (var (index, member) in present.Index())
        {
            if (inOffice.All(x => x.Id != member))
            {
                return MeetingErrors.NotInOffice(index);
            }
        }

        Present = [.. present.Distinct()];
        return Result.Success;
    }

    public Error? WhyNotHold(DateTimeOffset now) =>
        Status != MeetingStatus.Convened ? MeetingErrors.NotConvened
        : now < ScheduledAt ? MeetingErrors.TooEarly(ScheduledAt)
        : Present is null ? MeetingErrors.NoAttendance
        : null;

    /// <summary>The meeting takes place; whether it has its quorum is counted once and kept.</summary>
    public Result Hold(int inOffice, int required, DateTimeOffset now)
    {
        if (WhyNotHold(now) is { } error)
        {
            return error;
        }

        (Status, HeldAt) = (MeetingStatus.Held, now);
        Quorum = new QuorumCount(inOffice, Present!.Count, required);
        return Result.Success;
    }

    public Error? WhyNotVote() =>
        Status != MeetingStatus.Held ? MeetingErrors.NotHeld
        : Quorum!.IsReached ? null
        : MeetingErrors.NoQuorum(Quorum.Present, Quorum.Required);

    /// <summary>Records the vote on an item, which gives the group's opinion: no quorum, no opinion.</summary>
    public Result Vote(Guid item, int inFavour, int against, int abstentions, DateTimeOffset at)
    {
        if (WhyNotVote() is { } error)
        {
            return error;
        }

        if (Agenda.All(x => x.Id != item))
        {
            return MeetingErrors.UnknownItem;
        }

        if (Opinions.Any(x => x.AgendaItemId == item))
        {
            return MeetingErrors.AlreadyVoted;
        }

        if (inFavour + against + abstentions > Quorum!.Present)
        {
            return MeetingErrors.TooManyVotes(Quorum.Present);
        }

        if (inFavour + against + abstentions == 0)
        {
            return MeetingErrors.NobodyVoted;
        }

        Opinions = [.. Opinions, new Opinion(item, Agenda.Single(x => x.Id == item).ScenarioId, inFavour, against, abstentions, at)];
        return Result.Success;
    }

    public Error? WhyNotMinute() => Status == MeetingStatus.Held ? null : MeetingErrors.NotHeld;

    public Result Minute(string text)
    {
        if (WhyNotMinute() is { } error)
        {
            return error;
        }

        (Status, Minutes) = (MeetingStatus.Minuted, text);
        return Result.Success;
    }

    public Error? WhyNotCancel() => Status is MeetingStatus.Planned or MeetingStatus.Convened ? null : MeetingErrors.AlreadyOver;

    public Result Cancel(string reason)
    {
        if (WhyNotCancel() is { } error)
        {
            return error;
        }

        (Status, CancellationReason) = (MeetingStatus.Cancelled, reason);
        return Result.Success;
    }
}

/// <summary>An item of the agenda; one that names a scenario asks for the group's opinion on it.</summary>
public sealed record AgendaItem(Guid Id, string Title, AllocationScenarioId? ScenarioId);

/// <summary>The quorum as it was counted when the meeting was held.</summary>
public sealed record QuorumCount(int InOffice, int Present, int Required)
{
    public bool IsReached => Present >= Required;
}

/// <summary>What the group said on an item.</summary>
public sealed record Opinion(
    Guid AgendaItemId,
    AllocationScenarioId? ScenarioId,
    int InFavour,
    int Against,
    int Abstentions,
    DateTimeOffset GivenAt
)
{
    public bool IsFavourable => InFavour > Against;
}
