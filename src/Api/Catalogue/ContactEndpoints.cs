using SocialInnovation.Api.Edge;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.HandleContacts;
using SocialInnovation.Application.Catalogue.ReadContacts;
using SocialInnovation.Application.Catalogue.WriteContact;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Catalogue;

internal static class ContactEndpoints
{
    private const string Requests = "/api/v1/contact-requests";

    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        var catalogue = app.MapGroup("/api/v1").WithTags("Catalogue");
        MapWriting(catalogue);
        MapReading(catalogue);
        MapHandling(catalogue.MapGroup("/contact-requests/{id:guid}").GatedBy(typeof(ContactGate)));
    }

    private static void MapWriting(RouteGroupBuilder catalogue)
    {
        catalogue
            .MapGet(
                "/contact-consent",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReadContactConsent(Language.Negotiate(http)), ct).Read(http)
            )
            .For<ReadContactConsent>()
            .Produces<ContactConsentModel>();
        catalogue
            .MapPost(
                "/innovations/{id:guid}/contact-requests",
                (Guid id, WriteContactRequestBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    // A visitor can't read its message again, so what it wrote about is named.
                    dispatcher
                        .SendAsync(new WriteContactRequest(new InnovationId(id), body), ct)
                        .Created(http, _ => $"/api/v1/innovations/{id}")
            )
            .GatedBy(typeof(InnovationGate))
            .For<WriteContactRequest>()
            .TakesFewMessages<WriteContactRequestBody>(x => x.Email)
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapReading(RouteGroupBuilder catalogue) =>
        catalogue
            .MapGet(
                "/contact-requests",
                (
                    int? limit,
                    string? cursor,
                    string? status,
                    Guid? innovationId,
                    Guid? assigneeId,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(
                            new ListContactRequests(
                                new PageRequest(limit, cursor),
                                status,
                                innovationId is { } innovation ? new InnovationId(innovation) : null,
                                assigneeId is { } assignee ? new UserId(assignee) : null
                            ),
                            ct
                        )
                        .ReadPage(http)
            )
            .For<ListContactRequests>()
            .Produces<Page<ContactRequestSummary>>();

    private static void MapHandling(RouteGroupBuilder request)
    {
        request
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetContactRequest(new ContactRequestId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetContactRequest>()
            .FindsOutItself()
            .Produces<ContactRequestModel>();
        request
            .MapPost(
                "/assignment",
                (Guid id, AssignContactRequestBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AssignContactRequest(new ContactRequestId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Requests}/{x.Id}")
            )
            .For<AssignContactRequest>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        request
            .MapPost(
                "/answer",
                (Guid id, AnswerContactRequestBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AnswerContactRequest(new ContactRequestId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Requests}/{x.Id}")
            )
            .For<AnswerContactRequest>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        request
            .MapPost(
                "/closing",
                (Guid id, CloseContactRequestBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new CloseContactRequest(new ContactRequestId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Requests}/{x.Id}")
            )
            .For<CloseContactRequest>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
