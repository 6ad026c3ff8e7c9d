using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>For whom a caller acts: asked by nearly every request of an applicant.</summary>
public interface IOrganisationReads
{
    Task<OrganisationFacts?> FindAsync(OrganisationId id, CancellationToken cancellationToken);

    Task<OwnOrganisationFacts?> FindOfMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    Task<MemberRight> RightOfAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    Task<bool> IsMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken);

    Task<IReadOnlyList<OrganisationId>> OfMemberAsync(UserId user, CancellationToken cancellationToken);

    Task<ILookup<UserId, string>> SirensOfMembersAsync(IReadOnlyCollection<UserId> users, CancellationToken cancellationToken);
}
