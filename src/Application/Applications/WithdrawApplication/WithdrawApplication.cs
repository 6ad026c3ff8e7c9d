using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Application.Applications.WithdrawApplication;

/// <summary>Withdraws an application, before the decision on it.</summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record WithdrawApplication(GrantApplicationId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class WithdrawalGuard(ICurrentUser user, ApplicationAccess access)
    : ActionGuard<GrantApplication, WithdrawApplication>(user)
{
    public override string Action => "withdrawal";

    protected override Task<Error?> RelationAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        access.WhyNotOwnAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(GrantApplication aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotWithdraw());
}

internal sealed class WithdrawApplicationHandler(
    ApplicationTransition transition,
    WithdrawalGuard guard,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<WithdrawApplication, Receipt>
{
    public Task<Result<Receipt>> Handle(WithdrawApplication command, CancellationToken cancellationToken) =>
        transition.RunAsync(
            command.Id,
            command.Version,
            guard.WhyNotAsync,
            x => Task.FromResult(x.Withdraw(clock.GetUtcNow())),
            cancellationToken
        );
}
