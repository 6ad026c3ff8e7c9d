using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadInnovationAddresses;

/// <summary>Reads which innovations are public, for the sitemap: the newest 10 000.</summary>
[Anonymous]
public sealed record ListInnovationAddresses : IQuery<IReadOnlyList<InnovationAddress>>;

/// <summary>A public innovation.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="PublishedAt">When its newest version was published.</param>
public sealed record InnovationAddress(InnovationId Id, DateTimeOffset PublishedAt);

internal sealed class ListInnovationAddressesHandler(ICatalogueDbContext db)
    : IQueryHandler<ListInnovationAddresses, IReadOnlyList<InnovationAddress>>
{
    private const int Most = 10_000;

    public async Task<Result<IReadOnlyList<InnovationAddress>>> Handle(
        ListInnovationAddresses request,
        CancellationToken cancellationToken
    ) =>
        await db
            .Innovations.AsNoTracking()
            .Where(x => x.PublishedVersion != null && x.Status != InnovationStatus.Withdrawn)
            .OrderByDescending(x => x.Id)
            .Take(Most)
            .Select(x => new InnovationAddress(x.Id, x.PublishedAt!.Value))
            .ToListAsync(cancellationToken);
}
