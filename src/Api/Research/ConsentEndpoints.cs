using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Research;
using SocialInnovation.Application.Research.ConsentToSharing;
using SocialInnovation.Application.Research.ReadConsents;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Api.Research;

internal static class ConsentEndpoints
{
    private const string Consents = "/api/v1/research/consents";

    public static void MapConsents(this IEndpointRouteBuilder app)
    {
        MapGrant(app.MapGroup("/api/v1/grants/{id:guid}/research-consents").WithTags("Research").GatedBy(typeof(SharedGrantGate)));
        MapConsent(app.MapGroup(Consents + "/{id:guid}").WithTags("Research").GatedBy(typeof(ConsentGate)));
    }

    private static void MapGrant(RouteGroupBuilder consents)
    {
        consents
            .MapPost(
                "",
                (Guid id, GiveSharingConsentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GiveSharingConsent(new GrantId(id), body), ct).Created(http, x => $"{Consents}/{x.Id}")
            )
            .For<GiveSharingConsent>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        consents
            .MapGet(
                "",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListSharingConsents(new GrantId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListSharingConsents>()
            .Produces<Page<SharingConsentModel>>();
    }

    private static void MapConsent(RouteGroupBuilder consent)
    {
        consent
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetSharingConsent(new SharingConsentId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/grants/{x.GrantId.Value}/research-consents")
            )
            .For<GetSharingConsent>()
            .Produces<SharingConsentModel>();
        consent
            .MapPost(
                "/withdrawal",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WithdrawSharingConsent(new SharingConsentId(id), http.IfMatch()), ct)
                        .Created(http, x => $"{Consents}/{x.Id}")
            )
            .For<WithdrawSharingConsent>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
