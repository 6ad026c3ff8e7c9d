using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup.HoldMeeting;

/// <summary>Reads a meeting.</summary>
[Roles(Role.WorkingGroupSecretary, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor)]
public sealed record GetMeeting(MeetingId Id) : IQuery<MeetingModel>;

/// <summary>Lists meetings, newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="GroupId">Only meetings of this group.</param>
[Roles(Role.WorkingGroupSecretary, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor)]
public sealed record ListMeetings(PageRequest Page, Guid? GroupId) : IQuery<Page<MeetingModel>>, IPagedQuery;

/// <summary>A meeting of a working group.</summary>
public sealed record MeetingModel
{
    /// <summary>Identifier.</summary>
    public required MeetingId Id { get; init; }

    /// <summary>The working group.</summary>
    public required StandingGroupId GroupId { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>Where.</summary>
    public string? Place { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset ScheduledAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required MeetingStatus Status { get; init; }

    /// <summary>The agenda.</summary>
    public required IReadOnlyList<AgendaItemModel> Agenda { get; init; }

    /// <summary>When its members were convened.</summary>
    public DateTimeOffset? ConvenedAt { get; init; }

    /// <summary>Identifiers of the members present; null until it was recorded.</summary>
    public IReadOnlyList<Guid>? Present { get; init; }

    /// <summary>When it was held.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>The quorum, once the meeting is held.</summary>
    public QuorumModel? Quorum { get; init; }

    /// <summary>What the group said.</summary>
    public required IReadOnlyList<OpinionModel> Opinions { get; init; }

    /// <summary>The minutes.</summary>
    public string? Minutes { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancellationReason { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent in lists.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>An item of the agenda.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Title">Title.</param>
/// <param name="ScenarioId">The scenario on which the group's opinion is asked.</param>
public sealed record AgendaItemModel(Guid Id, string Title, AllocationScenarioId? ScenarioId);

/// <summary>The quorum as it was counted.</summary>
/// <param name="InOffice">Members in office.</param>
/// <param name="Present">Members present.</param>
/// <param name="Required">Members who had to be present.</param>
/// <param name="IsReached">Whether the group could give opinions.</param>
public sealed record QuorumModel(int InOffice, int Present, int Required, bool IsReached);

/// <summary>What the group said on an item.</summary>
/// <param name="AgendaItemId">The item.</param>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="IsFavourable">More votes for than against.</param>
/// <param name="InFavour">Votes for.</param>
/// <param name="Against">Votes against.</param>
/// <param name="Abstentions">Abstentions.</param>
/// <param name="GivenAt">When.</param>
public sealed record OpinionModel(
    Guid AgendaItemId,
    AllocationScenarioId? ScenarioId,
    bool IsFavourable,
    int InFavour,
    int Against,
    int Abstentions,
    DateTimeOffset GivenAt
);

internal sealed class ListMeetingsValidator : AbstractValidator<ListMeetings>
{
    public ListMeetingsValidator() => this.IsPaged();
}

internal sealed class MeetingReads(IWorkingGroupDbContext db, AllowedActions<Meeting> actions)
    : IQueryHandler<GetMeeting, MeetingModel>,
        IQueryHandler<ListMeetings, Page<MeetingModel>>
{
    public async Task<Result<MeetingModel>> Handle(GetMeeting request, CancellationToken cancellationToken) =>
        await db.Meetings.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } meeting
            ? ToModel(meeting) with
            {
                AllowedActions = await actions.ForAsync(meeting, meeting.Id.Value, cancellationToken),
            }
            : MeetingErrors.NotFound;

    public async Task<Result<Page<MeetingModel>>> Handle(ListMeetings request, CancellationToken cancellationToken)
    {
        var meetings = db.Meetings.AsNoTracking();
        if (request.GroupId is { } group)
        {
            var groupId = new StandingGroupId(group);
            meetings = meetings.Where(x => x.GroupId == groupId);
        }

        var page = await meetings.ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<MeetingModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    private static MeetingModel ToModel(Meeting meeting) =>
        new()
        {
            Id = meeting.Id,
            GroupId = meeting.GroupId,
            Title = meeting.Title,
            Place = meeting.Place,
            ScheduledAt = meeting.ScheduledAt,
            Status = meeting.Status,
            Agenda = [.. meeting.Agenda.Select(x => new AgendaItemModel(x.Id, x.Title, x.ScenarioId))],
            ConvenedAt = meeting.ConvenedAt,
            Present = meeting.Present,
            HeldAt = meeting.HeldAt,
            Quorum = meeting.Quorum is { } quorum
                ? new QuorumModel(quorum.InOffice, quorum.Present, quorum.Required, quorum.IsReached)
                : null,
            Opinions =
            [
                .. meeting.Opinions.Select(x => new OpinionModel(
                    x.AgendaItemId,
                    x.ScenarioId,
                    x.IsFavourable,
                    x.InFavour,
                    x.Against,
                    x.Abstentions,
                    x.GivenAt
                )),
            ],
            Minutes = meeting.Minutes,
            CancellationReason = meeting.CancellationReason,
            Version = meeting.Version,
        };
}
