using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadCollections;

/// <summary>Reads a collection with its examples.</summary>
[Anonymous]
public sealed record GetCollection(CollectionId Id) : IQuery<CollectionModel>;

/// <summary>Lists the collections that are public, or, with a status, those that stand there; newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Status">Only collections that stand there; other than <c>published</c> for editors and auditors only.</param>
[Anonymous]
public sealed record ListCollections(PageRequest Page, string? Status) : IQuery<Page<CollectionSummary>>, IPagedQuery;

/// <summary>Reads the public collection with a name.</summary>
[Anonymous]
public sealed record FindCollection(string Slug) : IQuery<CollectionModel>;

internal sealed class ListCollectionsValidator : AbstractValidator<ListCollections>
{
    public ListCollectionsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Status).IsWordOf<ListCollections, CollectionStatus>();
    }
}

/// <summary>Whether a collection exists for the caller.</summary>
public sealed class CollectionGate(IBlogDbContext db, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var collectionId = new CollectionId(id);
        return await db.Collections.VisibleTo(user).AnyAsync(x => x.Id == collectionId, cancellationToken)
            ? null
            : CollectionErrors.NotFound;
    }
}

internal sealed class CollectionReads(
    IBlogDbContext db,
    AllowedActions<CollectionOfExamples> actions,
    CollectionViews views,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : IQueryHandler<GetCollection, CollectionModel>,
        IQueryHandler<ListCollections, Page<CollectionSummary>>,
        IQueryHandler<FindCollection, CollectionModel>
{
    public async Task<Result<CollectionModel>> Handle(GetCollection request, CancellationToken cancellationToken)
    {
        var visible = db.Collections.AsNoTracking().VisibleTo(user);
        if (await visible.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } found)
        {
            return CollectionErrors.NotFound;
        }

        var allowed = user.Caller is null ? null : await actions.ForAsync(found, found.Id.Value, cancellationToken);
        return await views.OfAsync(found, clock.GetUtcNow(), user.SeesAll(), allowed, cancellationToken);
    }

    public async Task<Result<Page<CollectionSummary>>> Handle(ListCollections request, CancellationToken cancellationToken)
    {
        var collections = db.Collections.AsNoTracking();
        collections = Naming.Parse<CollectionStatus>(request.Status) is { } status
            ? collections.VisibleTo(user).Where(x => x.Status == status)
            : collections.Public();
        var page = await collections.ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<CollectionSummary>([.. page.Value.Items.Select(CollectionSummary.Of)], page.Value.NextCursor);
    }

    public async Task<Result<CollectionModel>> Handle(FindCollection request, CancellationToken cancellationToken)
    {
        var collections = db.Collections.AsNoTracking().Public();
        return await collections.SingleOrDefaultAsync(x => x.Slug == request.Slug, cancellationToken) is { } found
            ? await views.OfAsync(found, clock.GetUtcNow(), withHidden: false, null, cancellationToken)
            : CollectionErrors.NotFound;
    }
}
