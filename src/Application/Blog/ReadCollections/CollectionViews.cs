using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Blog.ReadCollections;

/// <summary>Makes of collections what is read of them. An example that is not public, or no longer, is not there for the public.</summary>
internal sealed class CollectionViews(IBlogDbContext db, IPublicInnovations innovations, IMarkdown markdown) : ISharedRule
{
    public async Task<CollectionModel> OfAsync(
        CollectionOfExamples collection,
        DateTimeOffset now,
        bool withHidden,
        IReadOnlyList<AllowedAction>? actions,
        CancellationToken cancellationToken
    )
    {
        var items = await ItemsAsync(collection, now, cancellationToken);
        return new CollectionModel
        {
            Id = collection.Id,
            Slug = collection.Slug,
            Status = collection.Status,
            Editions = EditionModel.Of(collection.Editions, markdown),
            Items = [.. items.Where(x => withHidden || x.IsPublic)],
            PublishedAt = collection.PublishedAt,
            UpdatedAt = collection.UpdatedAt,
            WithdrawalReason = collection.WithdrawalReason,
            Version = collection.Version,
            AllowedActions = actions,
        };
    }

    private async Task<IEnumerable<CollectionItemModel>> ItemsAsync(
        CollectionOfExamples collection,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var ids = collection.Items.Where(x => x.Kind == CollectionItemKind.Post).Select(x => new BlogPostId(x.Id)).ToList();
        var posts = await db
            .BlogPosts.AsNoTracking()
            .PublicAt(now)
            .Where(x => ids.Contains(x.Id))
            .Select(x => new
            {
                x.Id,
                x.Slug,
                x.Editions,
                x.PublishedAt,
            })
            .ToDictionaryAsync(x => x.Id.Value, cancellationToken);
        var cards = await innovations.OfAsync(
            [.. collection.Items.Where(x => x.Kind == CollectionItemKind.Innovation).Select(x => new InnovationId(x.Id))],
            cancellationToken
        );
        return collection.Items.Select(item =>
        {
            var post = item.Kind == CollectionItemKind.Post ? posts.GetValueOrDefault(item.Id) : null;
            var card = item.Kind == CollectionItemKind.Innovation ? cards.GetValueOrDefault(new InnovationId(item.Id)) : null;
            return new CollectionItemModel
            {
                Kind = item.Kind,
                Id = item.Id,
                IsPublic = post is not null || card is not null,
                Slug = post?.Slug,
                Editions =
                    post is not null ? EditionSummary.Of(post.Editions)
                    : card is not null ? [EditionOf(card)]
                    : [],
                PublishedAt = post?.PublishedAt ?? card?.PublishedAt,
                NoteFr = item.NoteFr,
                NoteEn = item.NoteEn,
            };
        });
    }

    private static EditionSummary EditionOf(InnovationCard card) =>
        new(Naming.Parse<PostLanguage>(card.Language) ?? PostLanguage.Fr, card.Title, card.Summary ?? string.Empty);
}
