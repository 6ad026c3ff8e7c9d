using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.AnnounceEvent;
using SocialInnovation.Application.Blog.ReadEvents;
using SocialInnovation.Application.Blog.WriteEvent;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

internal static class PublicEventEndpoints
{
    private const string Events = "/api/v1/public-events";

    public static void MapPublicEvents(this IEndpointRouteBuilder app)
    {
        var events = app.MapGroup(Events).WithTags("Blog");
        events
            .MapPost(
                "",
                (PublicEventBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftPublicEvent(body), ct).Created(http, x => Location(x.Id))
            )
            .For<DraftPublicEvent>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        events
            .MapGet(
                "",
                (
                    int? limit,
                    string? cursor,
                    DateOnly? from,
                    DateOnly? until,
                    string? tag,
                    string? communeCode,
                    string? department,
                    string? status,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(
                            new ListPublicEvents(new PageRequest(limit, cursor), from, until, tag, communeCode, department, status),
                            ct
                        )
                        .ReadPage(http)
            )
            .For<ListPublicEvents>()
            .Produces<Page<PublicEventSummary>>();
        MapEvent(events.MapGroup("/{id:guid}").GatedBy(typeof(PublicEventGate)));
    }

    private static void MapEvent(RouteGroupBuilder shown)
    {
        shown
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetPublicEvent(new PublicEventId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetPublicEvent>()
            .FindsOutItself()
            .Produces<PublicEventModel>();
        shown
            .MapPut(
                "",
                (Guid id, PublicEventBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RewritePublicEvent(new PublicEventId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<RewritePublicEvent>()
            .Produces<Receipt>();
        shown
            .MapPost(
                "/publication",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new PublishPublicEvent(new PublicEventId(id), http.IfMatch()), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<PublishPublicEvent>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        shown
            .MapPost(
                "/cancellation",
                (Guid id, CancelPublicEventBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new CancelPublicEvent(new PublicEventId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<CancelPublicEvent>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static string Location(Guid id) => $"{Events}/{id}";
}
