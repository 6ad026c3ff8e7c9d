using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup.HoldMeeting;

/// <summary>Plans a meeting of a working group.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record PlanMeeting(PlanMeetingBody Body) : ICommand<Receipt>;

/// <summary>A new meeting.</summary>
/// <param name="GroupId">The working group.</param>
/// <param name="Title">Title, at most 200 characters.</param>
/// <param name="ScheduledAt">When it begins.</param>
/// <param name="Place">Where, at most 200 characters.</param>
public sealed record PlanMeetingBody(StandingGroupId GroupId, string Title, DateTimeOffset ScheduledAt, string? Place = null);

/// <summary>Puts an item on the agenda of a meeting that is not held yet.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record AddAgendaItem(MeetingId Id, ExpectedVersion? Version, AddAgendaItemBody Body)
    : ICommand<AgendaItemReceipt>,
        IVersionedCommand;

/// <summary>An item of the agenda.</summary>
/// <param name="Title">Title, at most 200 characters.</param>
/// <param name="ScenarioId">The scenario in sign-off on which the group's opinion is asked.</param>
public sealed record AddAgendaItemBody(string Title, AllocationScenarioId? ScenarioId = null);

/// <summary>An item was put on the agenda.</summary>
/// <param name="Id">Identifier of the meeting.</param>
/// <param name="Version">Its version.</param>
/// <param name="AgendaItemId">Identifier of the item.</param>
public sealed record AgendaItemReceipt(Guid Id, int Version, Guid AgendaItemId) : Receipt(Id, Version), IAddsPart
{
    Guid IAddsPart.PartId => AgendaItemId;
}

/// <summary>Convenes the members to a planned meeting.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record ConveneMeeting(MeetingId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Records which members are present at a convened meeting.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record RecordAttendance(MeetingId Id, ExpectedVersion? Version, RecordAttendanceBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Who is present.</summary>
/// <param name="Present">Identifiers of the members present, all in office.</param>
public sealed record RecordAttendanceBody(IReadOnlyList<Guid> Present);

/// <summary>Records that a meeting takes place; its quorum is counted.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record HoldMeeting(MeetingId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Records the vote on an item of a meeting with quorum; it gives the group's opinion.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record RecordVote(MeetingId Id, ExpectedVersion? Version, RecordVoteBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>A vote.</summary>
/// <param name="AgendaItemId">The item.</param>
/// <param name="InFavour">Votes for.</param>
/// <param name="Against">Votes against.</param>
/// <param name="Abstentions">Abstentions; the three together are at most the members present.</param>
public sealed record RecordVoteBody(Guid AgendaItemId, int InFavour, int Against, int Abstentions);

/// <summary>Closes a held meeting with its minutes.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record WriteMinutes(MeetingId Id, ExpectedVersion? Version, WriteMinutesBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Minutes.</summary>
/// <param name="Text">Markdown, at most 20 000 characters.</param>
public sealed record WriteMinutesBody(string Text);

/// <summary>Cancels a meeting that is not held yet.</summary>
[Roles(Role.WorkingGroupSecretary)]
public sealed record CancelMeeting(MeetingId Id, ExpectedVersion? Version, CancelMeetingBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Why a meeting is cancelled.</summary>
/// <param name="Reason">What the members read, at most 20 000 characters.</param>
public sealed record CancelMeetingBody(string Reason);

internal sealed class PlanMeetingValidator : AbstractValidator<PlanMeeting>
{
    public PlanMeetingValidator()
    {
        RuleFor(x => x.Body.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.Place).MaximumLength(Limits.Title);
    }
}

internal sealed class AddAgendaItemValidator : AbstractValidator<AddAgendaItem>
{
    public AddAgendaItemValidator() => RuleFor(x => x.Body.Title).NotEmpty().MaximumLength(Limits.Title);
}

internal sealed class RecordAttendanceValidator : AbstractValidator<RecordAttendance>
{
    public RecordAttendanceValidator() => RuleFor(x => x.Body.Present).NotNull().HasAtMost(1000);
}

internal sealed class RecordVoteValidator : AbstractValidator<RecordVote>
{
    public RecordVoteValidator()
    {
        RuleFor(x => x.Body.InFavour).InclusiveBetween(0, 1000);
        RuleFor(x => x.Body.Against).InclusiveBetween(0, 1000);
        RuleFor(x => x.Body.Abstentions).InclusiveBetween(0, 1000);
    }
}

internal sealed class WriteMinutesValidator : AbstractValidator<WriteMinutes>
{
    public WriteMinutesValidator() => RuleFor(x => x.Body.Text).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class CancelMeetingValidator : AbstractValidator<CancelMeeting>
{
    public CancelMeetingValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class ConvocationGuard(ICurrentUser user) : ActionGuard<Meeting, ConveneMeeting>(user)
{
    public override string Action => "convocation";

    protected override Task<Error?> StateAsync(Meeting aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotConvene());
}

internal sealed class AgendaGuard(ICurrentUser user) : ActionGuard<Meeting, AddAgendaItem>(user)
{
    public override string Action => "agenda";

    protected override Task<Error?> StateAsync(Meeting aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotAddItem());
}

internal sealed class AttendanceGuard(ICurrentUser user) : ActionGuard<Meeting, RecordAttendance>(user)
{
    public override string Action => "attendance";

    protected override Task<Error?> StateAsync(Meeting aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotRecordAttendance());
}

internal sealed class HoldingGuard(ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ActionGuard<Meeting, HoldMeeting>(user)
{
    public override string Action => "holding";

    protected override Task<Error?> StateAsync(Meeting aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotHold(clock.GetUtcNow()));
}

internal sealed class VoteGuard(ICurrentUser user) : ActionGuard<Meeting, RecordVote>(user)
{
    public override string Action => "votes";

    protected override Task<Error?> StateAsync(Meeting aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotVote());
}

internal sealed class MinutesGuard(ICurrentUser user) : ActionGuard<Meeting, WriteMinutes>(user)
{
    public override string Action => "minutes";

    protected override Task<Error?> StateAsync(Meeting aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotMinute());
}

internal sealed class MeetingCancellationGuard(ICurrentUser user) : ActionGuard<Meeting, CancelMeeting>(user)
{
    public override string Action => "cancellation";

    protected override Task<Error?> StateAsync(Meeting aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotCancel());
}
