using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.CancelGrant;

/// <summary>Cancels a grant; its commitment goes back to the envelope.</summary>
[Roles(Role.DecisionRecorder)]
public sealed record CancelGrant(GrantId Id, ExpectedVersion? Version, CancelGrantBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Why and by which decision a grant is cancelled.</summary>
/// <param name="Reason">Why, at most 20 000 characters.</param>
/// <param name="DecisionReference">Number of the act, at most 200 characters.</param>
/// <param name="DecisionDate">Day of the act, on which the decommitment counts.</param>
public sealed record CancelGrantBody(string Reason, string DecisionReference, DateOnly DecisionDate);

internal sealed class CancelGrantValidator : AbstractValidator<CancelGrant>
{
    public CancelGrantValidator()
    {
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
        RuleFor(x => x.Body.DecisionReference).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.DecisionDate).NotEmpty();
    }
}

internal sealed class GrantCancellationGuard(ICurrentUser user) : ActionGuard<Grant, CancelGrant>(user)
{
    public override string Action => "cancellation";

    protected override Task<Error?> StateAsync(Grant aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotCancel());
}

internal sealed class CancelGrantHandler(
    IBudgetDbContext db,
    GrantCancellationGuard guard,
    Commitments commitments,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<CancelGrant, Receipt>
{
    public async Task<Result<Receipt>> Handle(CancelGrant command, CancellationToken cancellationToken)
    {
        if (await db.Grants.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } grant)
        {
            return GrantErrors.NotFound;
        }

        if (await guard.WhyNotAsync(grant, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var body = command.Body;
        if (body.DecisionDate > clock.Today())
        {
            return ScenarioErrors.DecisionInFuture;
        }

        var cancelled = grant.Cancel(body.Reason, body.DecisionReference, body.DecisionDate);
        if (cancelled.IsFailure)
        {
            return cancelled.Error;
        }

        await commitments.EndAsync(grant, cancellationToken);
        return Receipt.Of(grant);
    }
}
