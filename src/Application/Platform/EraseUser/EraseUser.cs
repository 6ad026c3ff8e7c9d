using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.EraseUser;

/// <summary>
/// Erases a person: a pseudonym takes the place of its login and name, here and wherever a name was written down, and the audit trail
/// forgets its personal values for good. Its account, its sessions and its keys are gone. What the person did stays, by its id.
/// </summary>
[Roles(Role.Administrator)]
public sealed record EraseUser(UserId Id, ExpectedVersion? Version, EraseUserBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Why a person is erased.</summary>
/// <param name="Reason">Why, such as the request's file number; kept for ever, so it names nobody. At most 20 000 characters.</param>
public sealed record EraseUserBody(string Reason);

internal sealed class EraseUserValidator : AbstractValidator<EraseUser>
{
    public EraseUserValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class EraseUserHandler(
    IPlatformDbContext db,
    IPersonalTraces traces,
    IAccounts accounts,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock,
    [FromKeyedServices(Clocks.Real)] TimeProvider realClock
) : ICommandHandler<EraseUser, Receipt>
{
    public async Task<Result<Receipt>> Handle(EraseUser command, CancellationToken cancellationToken)
    {
        if (await db.Users.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } user)
        {
            return UserErrors.NotFound;
        }

        if (ExpectedVersion.WhyStale(command.Version, user) is { } stale)
        {
            return stale;
        }

        var erased = user.Erase(command.Body.Reason, clock.GetUtcNow());
        if (erased.IsFailure)
        {
            return erased.Error;
        }

        foreach (var key in await db.ApiKeys.Where(x => x.UserId == user.Id && x.RevokedAt == null).ToListAsync(cancellationToken))
        {
            key.EndWithItsUser(realClock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await accounts.CloseAsync(user.Id, cancellationToken);
        // After the entries of this very command, which tell of the former name too.
        traces.Forget(user.Id.Value);
        return Receipt.Of(user);
    }
}
