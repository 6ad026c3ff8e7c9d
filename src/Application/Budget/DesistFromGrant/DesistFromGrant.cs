using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.DesistFromGrant;

/// <summary>
/// The organisation gives its grant up (désistement), for good: its money goes back to the envelope today and is proposed to the next on the
/// waiting list.
/// </summary>
[Roles(Role.Applicant)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record DesistFromGrant(GrantId Id, ExpectedVersion? Version, DesistmentBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Why an organisation gives its grant up.</summary>
/// <param name="Reason">Why, at most 20 000 characters.</param>
public sealed record DesistmentBody(string Reason);

internal sealed class DesistFromGrantValidator : AbstractValidator<DesistFromGrant>
{
    public DesistFromGrantValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class DesistmentGuard(ICurrentUser user, GrantAccess access) : ActionGuard<Grant, DesistFromGrant>(user)
{
    public override string Action => "desistment";

    protected override Task<Error?> RelationAsync(Grant aggregate, CancellationToken cancellationToken) =>
        access.WhyNotOwnAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(Grant aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotDesist());
}

internal sealed class DesistFromGrantHandler(
    IBudgetDbContext db,
    DesistmentGuard guard,
    Commitments commitments,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DesistFromGrant, Receipt>
{
    public async Task<Result<Receipt>> Handle(DesistFromGrant command, CancellationToken cancellationToken)
    {
        if (await db.Grants.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } grant)
        {
            return GrantErrors.NotFound;
        }

        if (await guard.WhyNotAsync(grant, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var desisted = grant.Desist(command.Body.Reason, user.Id!.Value, clock.Today());
        if (desisted.IsFailure)
        {
            return desisted.Error;
        }

        await commitments.EndAsync(grant, cancellationToken);
        return Receipt.Of(grant);
    }
}
