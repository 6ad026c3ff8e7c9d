using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.InviteMember;

/// <summary>Invites somebody by e-mail to become a member of an organisation. An expired invitation of the same address is sent anew.</summary>
[Roles(Role.Applicant, Role.Administrator)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record InviteMember(OrganisationId Id, InviteMemberBody Body) : ICommand<Receipt>;

/// <summary>An invitation to an organisation.</summary>
/// <param name="Email">Whom to invite; one address without a name.</param>
/// <param name="Role">What the new member may do for the organisation.</param>
/// <param name="Language">Language of the mail: <c>fr</c> or <c>en</c>.</param>
public sealed record InviteMemberBody(string Email, MembershipRole Role, string Language);

internal sealed class InviteMemberValidator : AbstractValidator<InviteMember>
{
    public InviteMemberValidator()
    {
        RuleFor(x => x.Body.Email).NotEmpty().MaximumLength(Limits.Email).Matches(Limits.EmailPattern);
        RuleFor(x => x.Body.Language).NotEmpty().Matches("^(fr|en)$");
    }
}

internal sealed class InviteMemberHandler(
    IPlatformDbContext db,
    IMailOutbox mails,
    IPortalAddress portal,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : ICommandHandler<InviteMember, Receipt>
{
    public async Task<Result<Receipt>> Handle(InviteMember command, CancellationToken cancellationToken)
    {
        if (await db.Organisations.VisibleTo(user).SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } organisation)
        {
            return OrganisationErrors.NotFound;
        }

        var body = command.Body;
        if (organisation.WhyNotManage(user, body.Role) is { } refusal)
        {
            return refusal;
        }

        var (token, by) = (LinkSecret.New(), user.Id!.Value);
        var sent = await SendAsync(command, LinkSecret.Hash(token), by, cancellationToken);
        if (sent.IsFailure)
        {
            return sent.Error;
        }

        var inviter = await db.Users.Where(x => x.Id == by).Select(x => x.DisplayName).SingleAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        mails.Add(
            new Mail(
                body.Email,
                "invitation-to-organisation",
                body.Language,
                new Dictionary<string, string>
                {
                    ["organisation"] = organisation.Name,
                    ["inviter"] = inviter,
                    ["link"] = portal.Link(token),
                }
            )
        );
        return Receipt.Of(sent.Value);
    }

    private async Task<Result<Invitation>> SendAsync(InviteMember command, byte[] hash, UserId by, CancellationToken cancellationToken)
    {
        // An address is the same however it is written.
        var (email, role, now) = (command.Body.Email.ToLowerInvariant(), command.Body.Role, clock.GetUtcNow());
        if (
            await db.Invitations.SingleOrDefaultAsync(x => x.OrganisationId == command.Id && x.Email == email, cancellationToken) is
            { } former
        )
        {
            var renewed = former.Renew(role, hash, by, now);
            return renewed.IsFailure ? renewed.Error : former;
        }

        var invitation = Invitation.Send(EntityId.New<InvitationId>(), command.Id, email, role, hash, by, now);
        db.Invitations.Add(invitation);
        return invitation;
    }
}
