using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform;

/// <summary>Who acts for which organisation, for queries that want nothing else of it.</summary>
internal sealed record MemberRow(OrganisationId OrganisationId, UserId UserId);

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

    private static readonly Func<AppDbContext, OrganisationId, UserId, CancellationToken, Task<OrganisationFacts?>> FindOfMember =
        EF.CompileAsyncQuery(
            (AppDbContext context, OrganisationId id, UserId user, CancellationToken _) =>
                context
                    .Organisations.AsNoTracking()
                    .Where(x => x.Id == id && context.Members.Any(y => y.OrganisationId == id && y.UserId == user))
                    .Select(x => new OrganisationFacts(x.Id, x.Siren.Value, x.Name, x.LegalForm, x.Flags))
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

    public Task<OrganisationFacts?> FindOfMemberAsync(OrganisationId id, UserId user, CancellationToken cancellationToken) =>
        FindOfMember(db, id, user, cancellationToken);

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
}
