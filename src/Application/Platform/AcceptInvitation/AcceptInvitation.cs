using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.AcceptInvitation;

/// <summary>Makes the caller a member of the organisation that has invited it, with the role of the invitation.</summary>
[SignedIn]
public sealed record AcceptInvitation(AcceptInvitationBody Body) : ICommand<Receipt>;

/// <summary>The acceptance of an invitation.</summary>
/// <param name="Token">The secret from the mail's link; it is good for one use within 14 days.</param>
public sealed record AcceptInvitationBody(string Token);

internal sealed class AcceptInvitationValidator : AbstractValidator<AcceptInvitation>
{
    public AcceptInvitationValidator() =>
        RuleFor(x => x.Body.Token).NotEmpty().MaximumLength(PlatformLimits.Token).Matches("^[A-Za-z0-9_-]+$");
}

internal sealed class AcceptInvitationHandler(IPlatformDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : ICommandHandler<AcceptInvitation, Receipt>
{
    public async Task<Result<Receipt>> Handle(AcceptInvitation command, CancellationToken cancellationToken)
    {
        // Whoever comes second waits for the first, and finds it used.
        var invitation = await db.LockInvitationAsync(LinkSecret.Hash(command.Body.Token), cancellationToken);
        if (invitation is null || invitation.IsExpired(clock.GetUtcNow()))
        {
            return InvitationErrors.Unusable;
        }

        var organisation = await db.Organisations.SingleAsync(x => x.Id == invitation.OrganisationId, cancellationToken);
        var added = organisation.AddMember(user.Id!.Value, invitation.Role);
        if (added.IsFailure)
        {
            return added.Error;
        }

        db.Invitations.Remove(invitation);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(organisation);
    }
}
