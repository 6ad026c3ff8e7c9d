using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Research;
using SocialInnovation.Application.Research.ReadPartners;
using SocialInnovation.Application.Research.RegisterPartner;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Api.Research;

internal static class PartnerEndpoints
{
    private const string Partners = "/api/v1/research/partners";

    public static void MapResearch(this IEndpointRouteBuilder app)
    {
        var partners = app.MapGroup(Partners).WithTags("Research");
        MapPartners(partners, partners.MapGroup("/{id:guid}").GatedBy(typeof(PartnerGate)));
        app.MapSubjects();
        app.MapConsents();
        app.MapAgreements();
        app.MapPublications();
    }

    private static void MapPartners(RouteGroupBuilder partners, RouteGroupBuilder partner)
    {
        partners
            .MapPost(
                "",
                (RegisterPartnerBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RegisterPartner(body), ct).Created(http, x => $"{Partners}/{x.Id}")
            )
            .For<RegisterPartner>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        partners
            .MapGet(
                "",
                (int? limit, string? cursor, string? kind, string? theme, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListPartners(new PageRequest(limit, cursor), kind, theme), ct).ReadPage(http)
            )
            .For<ListPartners>()
            .Produces<Page<PartnerModel>>();
        partner
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetPartner(new ResearchPartnerId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetPartner>()
            .FindsOutItself()
            .Produces<PartnerModel>();
        partner
            .MapPut(
                "",
                (Guid id, PartnerProfileBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplacePartner(new ResearchPartnerId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplacePartner>()
            .Produces<Receipt>();
    }
}
