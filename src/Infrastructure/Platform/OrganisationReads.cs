using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform;

/// <summary>Who acts for which organisation, for queries that want nothing else of it.</summary>
internal sealed record MemberRow(OrganisationId OrganisationId, UserId UserId, MembershipRole Role);

internal sealed class OrganisationReads(AppDbContext db) : IOrganisationReads
{
    private static readonly Func<AppDbContext, OrganisationId, CancellationToken, Task<OrganisationFacts?>> Find = EF.CompileAsyncQuery(
        (AppDbContext context, OrganisationId id, CancellationToken _) =>
            context
                .Organisations.AsNoTracking()
                .Where(x => x.Id == id)
                .Select(x => new OrganisationFacts(x.Id, x.Siren.Value, x.Name, x.LegalForm, x.Flags))
                .SingleOrDefault()
    );

    private static readonly Func<AppDbContext, OrganisationId, UserId, CancellationToken, Task<OwnOrganisationFacts?>> FindOfMember =
        EF.CompileAsyncQuery(
            (AppDbContext context, OrganisationId id, UserId user, CancellationToken _) =>
                context
                    .Organisations.AsNoTracking()
                    .Where(x => x.Id == id)
                    .Join(
                        context.Members.Where(x => x.UserId == user),
                        x => x.Id,
                        x => x.OrganisationId,
                        (x, member) =>
                            new OwnOrganisationFacts(
                                new OrganisationFacts(x.Id, x.Siren.Value, x.Name, x.LegalForm, x.Flags),
                                member.Role == MembershipRole.Reader ? MemberRight.Read : MemberRight.Write
                            )
                    )
                    .SingleOrDefault()
        );

    private static readonly Func<AppDbContext, OrganisationId, UserId, CancellationToken, Task<MemberRight>> RightOf = EF.CompileAsyncQuery(
        (AppDbContext context, OrganisationId id, UserId user, CancellationToken _) =>
            context
                .Members.Where(x => x.OrganisationId == id && x.UserId == user)
                .Select(x => x.Role == MembershipRole.Reader ? MemberRight.Read : MemberRight.Write)
                .SingleOrDefault()
    );

    private static readonly Func<AppDbContext, OrganisationId, UserId, CancellationToken, Task<bool>> IsMember = EF.CompileAsyncQuery(
        (AppDbContext context, OrganisationId id, UserId user, CancellationToken _) =>
            context.Members.Any(x => x.OrganisationId == id && x.UserId == user)
    );

    private static readonly Func<AppDbContext, UserId, IAsyncEnumerable<OrganisationId>> OfMember = EF.CompileAsyncQuery(
        (AppDbContext context, UserId user) => context.Members.Where(x => x.UserId == user).Select(x => x.OrganisationId)
    );

    public Task<OrganisationFacts?> FindAsync(OrganisationId id, CancellationToken cancellationToken) => Find(db, id, cancellationToken);

    public Task<OwnOrganisationFacts?> FindOfMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken) =>
        FindOfMember(db, id, user, cancellationToken);

    public Task<MemberRight> RightOfAsync(OrganisationId id, UserId user, CancellationToken cancellationToken) =>
        RightOf(db, id, user, cancellationToken);

    public Task<bool> IsMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken) =>
        IsMember(db, id, user, cancellationToken);

    public async Task<IReadOnlyList<OrganisationId>> OfMemberAsync(UserId user, CancellationToken cancellationToken)
    {
        var ids = new List<OrganisationId>();
        await foreach (var id in OfMember(db, user).WithCancellation(cancellationToken))
        {
            ids.Add(id);
        }

        return ids;
    }

    public async Task<ILookup<UserId, string>> SirensOfMembersAsync(
        IReadOnlyCollection<UserId> users,
        CancellationToken cancellationToken
    ) =>
        (
            await db
                .Members.Where(x => users.Contains(x.UserId))
                .Join(db.Organisations, x => x.OrganisationId, x => x.Id, (member, x) => new { member.UserId, x.Siren })
                .ToListAsync(cancellationToken)
        ).ToLookup(x => x.UserId, x => x.Siren.Value);
}
