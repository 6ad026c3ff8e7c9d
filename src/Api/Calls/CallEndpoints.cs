using SocialInnovation.Api.Http;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Calls.ArchiveCall;
using SocialInnovation.Application.Calls.CancelCall;
using SocialInnovation.Application.Calls.CorrectCall;
using SocialInnovation.Application.Calls.DraftCall;
using SocialInnovation.Application.Calls.GetCall;
using SocialInnovation.Application.Calls.ListCalls;
using SocialInnovation.Application.Calls.NotifyOutcomes;
using SocialInnovation.Application.Calls.PostponeClosing;
using SocialInnovation.Application.Calls.PublishCall;
using SocialInnovation.Application.Calls.ReplaceCallTerms;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Api.Calls;

internal static class CallEndpoints
{
    private const string Root = "/api/v1/calls";

    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        var calls = app.MapGroup(Root).WithTags("Calls");
        var call = calls.MapGroup("/{id:guid}").GatedBy(typeof(CallGate));

        calls
            .MapPost(
                "",
                (DraftCallBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftCall(body), ct).Created(http, x => Location(x.Id))
            )
            .For<DraftCall>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        calls
            .MapGet(
                "",
                (
                    int? limit,
                    string? cursor,
                    string? status,
                    string? sort,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) => dispatcher.SendAsync(new ListCalls(new PageRequest(limit, cursor), status, sort), ct).ReadPage(http)
            )
            .For<ListCalls>()
            .Produces<Page<CallSummary>>();
        call.MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetCall(new CallId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetCall>()
            .FindsOutItself()
            .Produces<CallModel>();
        call.MapPut(
                "",
                (Guid id, CallTermsBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceCallTerms(new CallId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplaceCallTerms>()
            .Produces<Receipt>();
        call.MapPost(
                "/publication",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new PublishCall(new CallId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<PublishCall>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/closing-change",
                (Guid id, PostponeClosingBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new PostponeClosing(new CallId(id), http.IfMatch(), body), ct).Created(http, x => Location(x.Id))
            )
            .For<PostponeClosing>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/corrigenda",
                (Guid id, CorrectCallBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new CorrectCall(new CallId(id), http.IfMatch(), body), ct).Created(http, x => Location(x.Id))
            )
            .For<CorrectCall>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/cancellation",
                (Guid id, CancelCallBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new CancelCall(new CallId(id), http.IfMatch(), body), ct).Created(http, x => Location(x.Id))
            )
            .For<CancelCall>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/archiving",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ArchiveCall(new CallId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<ArchiveCall>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/notifications",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new NotifyOutcomes(new CallId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<NotifyOutcomes>()
            .Produces<NotificationReceipt>(StatusCodes.Status201Created);
    }

    private static string Location(Guid id) => $"{Root}/{id}";
}
