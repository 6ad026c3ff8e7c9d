using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.WorkingGroup.HoldMeeting;

/// <summary>Loads a meeting, asks its guard, changes it, saves it: the course of every transition.</summary>
internal sealed class MeetingTransition(IWorkingGroupDbContext db) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync<TCommand>(
        MeetingId id,
        ExpectedVersion? version,
        ActionGuard<Meeting, TCommand> guard,
        Func<Meeting, Result> change,
        CancellationToken cancellationToken
    ) =>
        await Transition.RunAsync(
            await db.Meetings.SingleOrDefaultAsync(x => x.Id == id, cancellationToken),
            MeetingErrors.NotFound,
            x => guard.WhyNotAsync(x, version, cancellationToken),
            x => Task.FromResult(change(x)),
            db.SaveChangesAsync,
            cancellationToken
        );
}

internal sealed class PlanMeetingHandler(IWorkingGroupDbContext db) : ICommandHandler<PlanMeeting, Receipt>
{
    public async Task<Result<Receipt>> Handle(PlanMeeting command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        if (!await db.StandingGroups.AnyAsync(x => x.Id == body.GroupId, cancellationToken))
        {
            return GroupErrors.UnknownGroup;
        }

        var meeting = Meeting.Plan(EntityId.New<MeetingId>(), body.GroupId, body.Title, body.Place, body.ScheduledAt);
        db.Meetings.Add(meeting);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(meeting);
    }
}

internal sealed class AddAgendaItemHandler(MeetingTransition transition, AgendaGuard guard, IScenarioLookup scenarios)
    : ICommandHandler<AddAgendaItem, AgendaItemReceipt>
{
    public async Task<Result<AgendaItemReceipt>> Handle(AddAgendaItem command, CancellationToken cancellationToken)
    {
        var (id, body) = (Uuid.Next(), command.Body);
        var known =
            body.ScenarioId is not { } scenario
            || await scenarios.FindAsync(scenario, cancellationToken) is { State: ScenarioState.InSignOff };
        var added = await transition.RunAsync(
            command.Id,
            command.Version,
            guard,
            x => known ? x.AddItem(new AgendaItem(id, body.Title, body.ScenarioId)) : MeetingErrors.UnknownScenario,
            cancellationToken
        );
        return added.IsFailure ? added.Error : new AgendaItemReceipt(added.Value.Id, added.Value.Version, id);
    }
}

internal sealed class RecordAttendanceHandler(IWorkingGroupDbContext db, MeetingTransition transition, AttendanceGuard guard)
    : ICommandHandler<RecordAttendance, Receipt>
{
    public async Task<Result<Receipt>> Handle(RecordAttendance command, CancellationToken cancellationToken)
    {
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken);
        var group = meeting is null ? null : await db.StandingGroups.SingleAsync(x => x.Id == meeting.GroupId, cancellationToken);
        return await transition.RunAsync(
            command.Id,
            command.Version,
            guard,
            x => x.RecordAttendance(command.Body.Present, group!.InOffice(RegionalDate.DateOf(x.ScheduledAt))),
            cancellationToken
        );
    }
}

internal sealed class HoldMeetingHandler(
    IWorkingGroupDbContext db,
    MeetingTransition transition,
    HoldingGuard guard,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<HoldMeeting, Receipt>
{
    public async Task<Result<Receipt>> Handle(HoldMeeting command, CancellationToken cancellationToken)
    {
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken);
        var group = meeting is null ? null : await db.StandingGroups.SingleAsync(x => x.Id == meeting.GroupId, cancellationToken);
        return await transition.RunAsync(
            command.Id,
            command.Version,
            guard,
            x =>
            {
                var on = RegionalDate.DateOf(x.ScheduledAt);
                return x.Hold(group!.InOffice(on).Count, group.Quorum(on), clock.GetUtcNow());
            },
            cancellationToken
        );
    }
}

internal sealed class MeetingTransitionsHandler(
    MeetingTransition transition,
    ConvocationGuard convocation,
    VoteGuard vote,
    MinutesGuard minutes,
    MeetingCancellationGuard cancellation,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : ICommandHandler<ConveneMeeting, Receipt>,
        ICommandHandler<RecordVote, Receipt>,
        ICommandHandler<WriteMinutes, Receipt>,
        ICommandHandler<CancelMeeting, Receipt>
{
    public Task<Result<Receipt>> Handle(ConveneMeeting request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, convocation, x => x.Convene(clock.GetUtcNow()), cancellationToken);

    public Task<Result<Receipt>> Handle(RecordVote request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            vote,
            x =>
                x.Vote(request.Body.AgendaItemId, request.Body.InFavour, request.Body.Against, request.Body.Abstentions, clock.GetUtcNow()),
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(WriteMinutes request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, minutes, x => x.Minute(request.Body.Text), cancellationToken);

    public Task<Result<Receipt>> Handle(CancelMeeting request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, cancellation, x => x.Cancel(request.Body.Reason), cancellationToken);
}
