using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ReadInvitations;

/// <summary>Lists the invitations of an organisation that are neither accepted nor withdrawn.</summary>
[Roles(Role.Applicant, Role.Administrator, Role.Auditor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ListInvitations(OrganisationId Id, PageRequest Page) : IQuery<Page<InvitationModel>>, IPagedQuery;

/// <summary>An invitation to an organisation.</summary>
public sealed record InvitationModel
{
    /// <summary>Identifier.</summary>
    public required InvitationId Id { get; init; }

    /// <summary>Who is invited.</summary>
    [NamesPerson]
    public required string Email { get; init; }

    /// <summary>What the new member may do for the organisation.</summary>
    public required MembershipRole Role { get; init; }

    /// <summary>Who invites.</summary>
    public required UserId InvitedBy { get; init; }

    /// <summary>When the mail was sent.</summary>
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>From when on it can't be accepted any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

internal sealed class ListInvitationsValidator : AbstractValidator<ListInvitations>
{
    public ListInvitationsValidator() => this.IsPaged();
}

internal sealed class ListInvitationsHandler(IPlatformDbContext db, ICurrentUser user)
    : IQueryHandler<ListInvitations, Page<InvitationModel>>
{
    public async Task<Result<Page<InvitationModel>>> Handle(ListInvitations query, CancellationToken cancellationToken)
    {
        var found = await db.Organisations.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(x => x.Id == query.Id, cancellationToken);
        if (found is not { } organisation)
        {
            return OrganisationErrors.NotFound;
        }

        if (!user.Has(Role.Auditor) && organisation.WhyNotManage(user, MembershipRole.Reader) is { } refusal)
        {
            return refusal;
        }

        return await db
            .Invitations.AsNoTracking()
            .Where(x => x.OrganisationId == query.Id)
            .ToPageAsync(
                x => x.Id,
                descending: false,
                query.Page,
                x =>
                    x.Select(invitation => new InvitationModel
                    {
                        Id = invitation.Id,
                        Email = invitation.Email,
                        Role = invitation.Role,
                        InvitedBy = invitation.InvitedBy,
                        InvitedAt = invitation.InvitedAt,
                        ExpiresAt = invitation.ExpiresAt,
                        Version = invitation.Version,
                    }),
                x => x.Id,
                cancellationToken
            );
    }
}
