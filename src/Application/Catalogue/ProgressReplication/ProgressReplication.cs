using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ProgressReplication;

/// <summary>Says that a replication has reached the next status: planned, running, established, one after the other.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AdvanceReplication(ReplicationId Id, ExpectedVersion? Version, AdvanceReplicationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>How far a replication has come.</summary>
/// <param name="Status">The status after the present one; dated with the day on which it is said.</param>
public sealed record AdvanceReplicationBody(ReplicationStatus Status);

/// <summary>Gives a replication up before it is established; everybody reads why, so that others do not fail of the same.</summary>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AbandonReplication(ReplicationId Id, ExpectedVersion? Version, AbandonReplicationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why a replication is given up.</summary>
/// <param name="Reason">Why it failed, at most 20 000 characters.</param>
public sealed record AbandonReplicationBody(string Reason);

/// <summary>Takes a replication out of the public eye, for good; what follows it stays, and hangs on what is above it.</summary>
[Roles(Role.Editor)]
public sealed record WithdrawReplication(ReplicationId Id, ExpectedVersion? Version, WithdrawReplicationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why a replication is withdrawn.</summary>
/// <param name="Reason">What its organisation reads, at most 20 000 characters.</param>
public sealed record WithdrawReplicationBody(string Reason);

internal sealed class AbandonReplicationValidator : AbstractValidator<AbandonReplication>
{
    public AbandonReplicationValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class WithdrawReplicationValidator : AbstractValidator<WithdrawReplication>
{
    public WithdrawReplicationValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class AdvanceReplicationValidator : AbstractValidator<AdvanceReplication>
{
    public AdvanceReplicationValidator() => RuleFor(x => x.Body.Status).IsInEnum();
}

internal sealed class ProgressGuard(ICurrentUser user, ReplicationAccess access) : ReplicatorGuard<AdvanceReplication>(user, access)
{
    public override string Action => "progress";

    protected override Task<Error?> StateAsync(Replication aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotAdvance());
}

internal sealed class AbandonmentGuard(ICurrentUser user, ReplicationAccess access) : ReplicatorGuard<AbandonReplication>(user, access)
{
    public override string Action => "abandonment";

    protected override Task<Error?> StateAsync(Replication aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotAdvance());
}

internal sealed class ReplicationWithdrawalGuard(ICurrentUser user) : ActionGuard<Replication, WithdrawReplication>(user)
{
    public override string Action => "withdrawal";

    protected override Task<Error?> StateAsync(Replication aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotWithdraw());
}

internal sealed class ProgressReplicationHandler(
    ReplicationTransition transition,
    ProgressGuard progress,
    AbandonmentGuard abandonment,
    ReplicationWithdrawalGuard withdrawal,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : ICommandHandler<AdvanceReplication, Receipt>,
        ICommandHandler<AbandonReplication, Receipt>,
        ICommandHandler<WithdrawReplication, Receipt>
{
    public Task<Result<Receipt>> Handle(AdvanceReplication request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            progress,
            x => Task.FromResult(x.Advance(request.Body.Status, clock.Today())),
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(AbandonReplication request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            abandonment,
            x => Task.FromResult(x.Abandon(request.Body.Reason, clock.Today())),
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(WithdrawReplication request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            withdrawal,
            x => Task.FromResult(x.Withdraw(request.Body.Reason)),
            cancellationToken
        );
}
