using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ReadMembers;

/// <summary>Lists who acts for an organisation.</summary>
[SignedIn]
public sealed record ListMembers(OrganisationId Id) : IQuery<IReadOnlyList<OrganisationMemberModel>>;

/// <summary>Who acts for an organisation.</summary>
/// <param name="UserId">The person.</param>
/// <param name="DisplayName">Name as others read it.</param>
/// <param name="Role">What it may do for the organisation.</param>
public sealed record OrganisationMemberModel(
    UserId UserId,
    [property: NamesPerson(Of = nameof(OrganisationMemberModel.UserId))] string DisplayName,
    MembershipRole Role
);

internal sealed class ListMembersHandler(IPlatformDbContext db, ICurrentUser user)
    : IQueryHandler<ListMembers, IReadOnlyList<OrganisationMemberModel>>
{
    public async Task<Result<IReadOnlyList<OrganisationMemberModel>>> Handle(ListMembers query, CancellationToken cancellationToken)
    {
        var members = await db
            .Organisations.AsNoTracking()
            .VisibleTo(user)
            .Where(x => x.Id == query.Id)
            .SelectMany(x => x.Members)
            .Join(
                db.Users,
                x => x.UserId,
                x => x.Id,
                (member, person) =>
                    new
                    {
                        member.UserId,
                        person.DisplayName,
                        member.Role,
                    }
            )
            .OrderBy(x => x.DisplayName)
            .ThenBy(x => x.UserId)
            .ToListAsync(cancellationToken);
        return members.Select(x => new OrganisationMemberModel(x.UserId, x.DisplayName, x.Role)).ToList();
    }
}
