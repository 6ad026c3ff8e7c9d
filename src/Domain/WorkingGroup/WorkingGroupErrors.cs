using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.WorkingGroup;

/// <summary>All ways in which working groups refuse a request.</summary>
public static class GroupErrors
{
    public static Error NotFound => Error.NotFound("working-group.group-not-found");

    public static Error NameTaken => Error.Rule("working-group.name-taken").At("#/name");

    public static Error MandateInvalid => Error.Rule("working-group.mandate-invalid").At("#/until");

    public static Error AlreadyMember => Error.Rule("working-group.already-member").At("#/userId");

    public static Error UnknownUser => Error.Rule("working-group.unknown-user").At("#/userId");

    public static Error UnknownGroup => Error.Rule("working-group.unknown-group").At("#/groupId");
}

/// <summary>All ways in which meetings refuse a request.</summary>
public static class MeetingErrors
{
    public static Error NotFound => Error.NotFound("working-group.meeting-not-found");

    public static Error NotPlanned => Error.Conflict("working-group.meeting-not-planned");

    public static Error NotConvened => Error.Conflict("working-group.meeting-not-convened");

    public static Error NotHeld => Error.Conflict("working-group.meeting-not-held");

    public static Error AgendaClosed => Error.Conflict("working-group.agenda-closed");

    public static Error AlreadyOver => Error.Conflict("working-group.meeting-already-over");

    public static Error TooEarly(DateTimeOffset scheduledAt) => Error.Rule("working-group.too-early").With("scheduledAt", scheduledAt);

    public static Error NoAttendance => Error.Rule("working-group.attendance-missing");

    public static Error NotInOffice(int index) => Error.Rule("working-group.member-not-in-office").At($"#/present/{index}");

    public static Error UnknownScenario => Error.Rule("working-group.unknown-scenario").At("#/scenarioId");

    public static Error UnknownItem => Error.Rule("working-group.unknown-agenda-item").At("#/agendaItemId");

    public static Error NoQuorum(int present, int required) =>
        Error.Rule("working-group.no-quorum").With("present", present).With("required", required);

    public static Error AlreadyVoted => Error.Rule("working-group.already-voted").At("#/agendaItemId");

    public static Error NobodyVoted => Error.Rule("working-group.nobody-voted");

    public static Error TooManyVotes(int present) => Error.Rule("working-group.too-many-votes").With("present", present);
}
