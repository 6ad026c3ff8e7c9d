using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

internal sealed class PublicInnovations(ICatalogueDbContext db) : IPublicInnovations
{
    private static readonly InnovationFilter All = new(null, null, null);

    public async Task<IReadOnlyDictionary<InnovationId, InnovationCard>> OfAsync(
        IReadOnlyCollection<InnovationId> ids,
        CancellationToken cancellationToken
    )
    {
        // Asked for none as well: how much is hidden does not show in how long it takes.
        var versions = await db.PublicOf(All)
            .AsNoTracking()
            .Where(x => ids.Contains(x.InnovationId))
            .Select(x => new
            {
                x.InnovationId,
                x.Content,
                x.PublishedAt,
            })
            .ToListAsync(cancellationToken);
        return versions.ToDictionary(
            x => x.InnovationId,
            x => new InnovationCard(x.InnovationId, x.Content.Language, x.Content.Title, x.Content.Summary, x.PublishedAt)
        );
    }
}
