using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.NotifyOutcomes;

/// <summary>Notifies the outcomes of a decided call that were not notified yet; from then on applicants and public see them.</summary>
[Roles(Role.DecisionRecorder)]
public sealed record NotifyOutcomes(CallId Id, ExpectedVersion? Version) : ICommand<NotificationReceipt>, IVersionedCommand;

/// <summary>What a notification did.</summary>
/// <param name="Id">Identifier of the call.</param>
/// <param name="Version">The call's version after it.</param>
/// <param name="NotificationId">Identifier of the notification.</param>
/// <param name="NotifiedAt">From then on the outcomes are seen.</param>
/// <param name="Outcomes">Number of outcomes notified.</param>
public sealed record NotificationReceipt(Guid Id, int Version, NotificationId NotificationId, DateTimeOffset NotifiedAt, int Outcomes)
    : Receipt(Id, Version);

internal sealed class NotificationGuard(ICurrentUser user, IOutcomeLookup outcomes) : ActionGuard<CallForProjects, NotifyOutcomes>(user)
{
    public override string Action => "notifications";

    protected override async Task<Error?> StateAsync(CallForProjects aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotNotify(await outcomes.CountUnnotifiedAsync(aggregate.Id, cancellationToken));
}

internal sealed class NotifyOutcomesHandler(
    ICallsDbContext db,
    NotificationGuard guard,
    IOutcomeLookup outcomes,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<NotifyOutcomes, NotificationReceipt>
{
    public async Task<Result<NotificationReceipt>> Handle(NotifyOutcomes command, CancellationToken cancellationToken)
    {
        if (await db.Calls.FindVisibleAsync(command.Id, user, cancellationToken) is not { } call)
        {
            return CallErrors.NotFound;
        }

        if (await guard.WhyNotAsync(call, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var (id, now) = (EntityId.New<NotificationId>(), clock.GetUtcNow());
        var count = await outcomes.CountUnnotifiedAsync(call.Id, cancellationToken);
        var notified = call.Notify(id, count, user.Id!.Value, now);
        if (notified.IsFailure)
        {
            return notified.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new NotificationReceipt(call.Id.Value, call.Version, id, now, count);
    }
}
