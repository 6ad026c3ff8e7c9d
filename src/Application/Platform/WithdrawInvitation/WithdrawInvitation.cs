using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.WithdrawInvitation;

/// <summary>Withdraws an invitation; its link is good for nothing any more. The version is the invitation's own.</summary>
[Roles(Role.Applicant, Role.Administrator)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record WithdrawInvitation(OrganisationId Id, InvitationId InvitationId, ExpectedVersion? Version)
    : ICommand<Receipt>,
        IVersionedCommand;

internal sealed class WithdrawInvitationValidator : AbstractValidator<WithdrawInvitation>
{
    public WithdrawInvitationValidator() => RuleFor(x => x.InvitationId).NotEmpty();
}

internal sealed class WithdrawInvitationHandler(IPlatformDbContext db, ICurrentUser user) : ICommandHandler<WithdrawInvitation, Receipt>
{
    public async Task<Result<Receipt>> Handle(WithdrawInvitation command, CancellationToken cancellationToken)
    {
        if (await db.Organisations.VisibleTo(user).SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } organisation)
        {
            return OrganisationErrors.NotFound;
        }

        // Who may not invite learns of no invitation.
        if (organisation.WhyNotManage(user, MembershipRole.Reader) is { } outsider)
        {
            return outsider;
        }

        var found = await db.Invitations.SingleOrDefaultAsync(
            x => x.Id == command.InvitationId && x.OrganisationId == command.Id,
            cancellationToken
        );
        if (found is not { } invitation)
        {
            return InvitationErrors.NotFound;
        }

        if ((organisation.WhyNotManage(user, invitation.Role) ?? ExpectedVersion.WhyStale(command.Version, invitation)) is { } refusal)
        {
            return refusal;
        }

        db.Invitations.Remove(invitation);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(invitation);
    }
}

/// <summary>Drops the invitations that nobody has accepted in time, and with them the addresses.</summary>
[Anonymous]
internal sealed record ForgetInvitations : ISweep;

internal sealed class ForgetInvitationsHandler(IPlatformDbContext db, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : ICommandHandler<ForgetInvitations, SweepReceipt>
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<Result<SweepReceipt>> Handle(ForgetInvitations command, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - Kept;
        return new SweepReceipt(await db.Invitations.Where(x => x.ExpiresAt < oldest).ExecuteDeleteAsync(cancellationToken));
    }
}
