using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.PublishCollection;
using SocialInnovation.Application.Blog.ReadCollections;
using SocialInnovation.Application.Blog.WriteCollection;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

internal static class CollectionEndpoints
{
    private const string Collections = "/api/v1/collections";

    public static void MapCollections(this IEndpointRouteBuilder app)
    {
        var collections = app.MapGroup(Collections).WithTags("Blog");
        collections
            .MapPost(
                "",
                (CollectionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftCollection(body), ct).Created(http, x => Location(x.Id))
            )
            .For<DraftCollection>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        collections
            .MapGet(
                "",
                (int? limit, string? cursor, string? status, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListCollections(new PageRequest(limit, cursor), status), ct).ReadPage(http)
            )
            .For<ListCollections>()
            .Produces<Page<CollectionSummary>>();
        MapCollection(collections.MapGroup("/{id:guid}").GatedBy(typeof(CollectionGate)));
    }

    private static void MapCollection(RouteGroupBuilder collection)
    {
        collection
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetCollection(new CollectionId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetCollection>()
            .FindsOutItself()
            .Produces<CollectionModel>();
        collection
            .MapPut(
                "",
                (Guid id, CollectionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RewriteCollection(new CollectionId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<RewriteCollection>()
            .Produces<Receipt>();
        collection
            .MapPut(
                "/items",
                (Guid id, CollectionItemsBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ArrangeCollection(new CollectionId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ArrangeCollection>()
            .Produces<Receipt>();
        collection
            .MapPost(
                "/publication",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new PublishCollection(new CollectionId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<PublishCollection>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        collection
            .MapPost(
                "/withdrawal",
                (Guid id, WithdrawCollectionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WithdrawCollection(new CollectionId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<WithdrawCollection>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static string Location(Guid id) => $"{Collections}/{id}";
}
