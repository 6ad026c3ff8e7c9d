using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

internal sealed class OrganisationLookup(IPlatformDbContext db, IOrganisationReads reads) : IOrganisationLookup
{
    public Task<OrganisationFacts?> FindAsync(OrganisationId id, CancellationToken cancellationToken) =>
        reads.FindAsync(id, cancellationToken);

    public Task<OwnOrganisationFacts?> FindOfMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken) =>
        reads.FindOfMemberAsync(id, user, cancellationToken);

    public Task<MemberRight> RightOfAsync(OrganisationId id, UserId user, CancellationToken cancellationToken) =>
        reads.RightOfAsync(id, user, cancellationToken);

    public Task<bool> IsMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken) =>
        reads.IsMemberAsync(id, user, cancellationToken);

    public async Task<IReadOnlyDictionary<OrganisationId, string>> NamesAsync(
        IReadOnlyCollection<OrganisationId> ids,
        CancellationToken cancellationToken
    ) =>
        await db
            .Organisations.Where(x => ids.Contains(x.Id))
            .Select(x => new { x.Id, x.Name })
            .ToDictionaryAsync(x => x.Id, x => x.Name, cancellationToken);

    public Task<IReadOnlyList<OrganisationId>> OfMemberAsync(UserId user, CancellationToken cancellationToken) =>
        reads.OfMemberAsync(user, cancellationToken);

    public async Task<IReadOnlyList<UserId>> WritersAsync(OrganisationId id, int most, CancellationToken cancellationToken) =>
        await db
            .Organisations.Where(x => x.Id == id)
            .SelectMany(x => x.Members)
            .Where(x => x.Role != MembershipRole.Reader)
            .OrderBy(x => x.Id)
            .Select(x => x.UserId)
            .Take(most)
            .ToListAsync(cancellationToken);

    public Task<ILookup<UserId, string>> SirensOfMembersAsync(IReadOnlyCollection<UserId> users, CancellationToken cancellationToken) =>
        reads.SirensOfMembersAsync(users, cancellationToken);
}

internal sealed class UserLookup(IPlatformDbContext db) : IUserLookup
{
    public async Task<UserFacts?> FindAsync(UserId id, CancellationToken cancellationToken) =>
        await db.Users.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } user ? ToFacts(user) : null;

    public async Task<IReadOnlyDictionary<UserId, UserFacts>> FindAllAsync(
        IReadOnlyCollection<UserId> ids,
        CancellationToken cancellationToken
    ) => (await db.Users.AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken)).ToDictionary(x => x.Id, ToFacts);

    private static UserFacts ToFacts(User user) => new(user.Id, user.UserName, user.DisplayName, user.Roles);
}
