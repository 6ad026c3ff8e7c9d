using SocialInnovation.Api.Http;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Budget.DeclareAid;
using SocialInnovation.Application.Budget.LinkUndertakings;
using SocialInnovation.Application.Budget.ReadRegulations;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Api.Budget;

internal static class StateAidEndpoints
{
    private const string Undertakings = "/api/v1/undertakings";
    private const string Declarations = "/api/v1/aid-declarations";

    public static void MapStateAid(this IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/api/v1/aid-regulations",
                (int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListAidRegulations(limit, cursor), ct).ReadPage(http)
            )
            .WithTags("Budget")
            .For<ListAidRegulations>()
            .Produces<Page<AidRegulationModel>>();
        MapUndertakings(app.MapGroup(Undertakings).WithTags("Budget"));
        MapDeclarations(app.MapGroup(Declarations).WithTags("Budget"));
    }

    private static void MapUndertakings(RouteGroupBuilder undertakings)
    {
        undertakings
            .MapPost(
                "",
                (UndertakingBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new LinkUndertaking(body), ct).Created(http, x => $"{Undertakings}/{x.Id}")
            )
            .For<LinkUndertaking>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        undertakings
            .MapGet(
                "",
                (int? limit, string? cursor, string? siren, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListUndertakings(new PageRequest(limit, cursor), siren), ct).ReadPage(http)
            )
            .For<ListUndertakings>()
            .Produces<Page<UndertakingModel>>();
        undertakings
            .MapGet(
                "/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetUndertaking(new UndertakingId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetUndertaking>()
            .Produces<UndertakingModel>();
        undertakings
            .MapPut(
                "/{id:guid}",
                (Guid id, UndertakingBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceUndertaking(new UndertakingId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .GatedBy(typeof(UndertakingGate))
            .For<ReplaceUndertaking>()
            .Produces<Receipt>();
    }

    private static void MapDeclarations(RouteGroupBuilder declarations)
    {
        declarations
            .MapPost(
                "",
                (AidDeclarationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DeclareAid(body), ct).Created(http, x => $"{Declarations}/{x.Id}")
            )
            .For<DeclareAid>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        declarations
            .MapGet(
                "",
                (int? limit, string? cursor, string? siren, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListAidDeclarations(new PageRequest(limit, cursor), siren), ct).ReadPage(http)
            )
            .For<ListAidDeclarations>()
            .Produces<Page<AidDeclarationModel>>();
        declarations
            .MapGet(
                "/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetAidDeclaration(new AidDeclarationId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetAidDeclaration>()
            .Produces<AidDeclarationModel>();
    }
}
