using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.DeclareReplication;
using SocialInnovation.Application.Catalogue.ProgressReplication;
using SocialInnovation.Application.Catalogue.ReadDna;
using SocialInnovation.Application.Catalogue.ReadReplications;
using SocialInnovation.Application.Catalogue.WriteDna;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class ReplicationEndpoints
{
    public static void MapReplications(this IEndpointRouteBuilder app)
    {
        var catalogue = app.MapGroup("/api/v1").WithTags("Catalogue");
        MapLists(catalogue.MapGroup("/innovations/{id:guid}/replications").GatedBy(typeof(InnovationGate)));
        var replication = catalogue.MapGroup("/replications/{id:guid}").GatedBy(typeof(ReplicationGate));
        MapProgress(replication);
        MapForks(replication.MapGroup("/dna"));
    }

    private static void MapLists(RouteGroupBuilder replications)
    {
        replications
            .MapPost(
                "",
                (Guid id, DeclareReplicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DeclareReplication(new InnovationId(id), body), ct).Created(http, x => Location(x.Id))
            )
            .For<DeclareReplication>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        replications
            .MapGet(
                "",
                (
                    Guid id,
                    int? limit,
                    string? cursor,
                    string? status,
                    string? department,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new ListReplications(new InnovationId(id), new PageRequest(limit, cursor), status, department), ct)
                        .ReadPage(http)
            )
            .For<ListReplications>()
            .Produces<Page<ReplicationSummary>>();
    }

    private static void MapProgress(RouteGroupBuilder replication)
    {
        replication
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetReplication(new ReplicationId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/innovations/{x.InnovationId.Value}/replications")
            )
            .For<GetReplication>()
            .FindsOutItself()
            .Produces<ReplicationModel>();
        replication
            .MapPost(
                "/progress",
                (Guid id, AdvanceReplicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AdvanceReplication(new ReplicationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<AdvanceReplication>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        replication
            .MapPost(
                "/abandonment",
                (Guid id, AbandonReplicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AbandonReplication(new ReplicationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<AbandonReplication>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        replication
            .MapPost(
                "/withdrawal",
                (Guid id, WithdrawReplicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WithdrawReplication(new ReplicationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<WithdrawReplication>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapForks(RouteGroupBuilder dna)
    {
        dna.MapGet(
                "",
                (Guid id, int? version, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetReplicationDna(new ReplicationId(id), version), ct).Read(http, x => x.Version)
            )
            .For<GetReplicationDna>()
            .Produces<ReplicationDnaModel>();
        dna.MapPut(
                "",
                (Guid id, InnovationDnaBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ReplaceReplicationDna(new ReplicationId(id), http.IfMatch(), body, http.Origin()), ct)
                        .Changed(http)
            )
            .For<ReplaceReplicationDna>()
            .Produces<Receipt>();
        dna.MapGet(
                "/versions",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ListReplicationDnaVersions(new ReplicationId(id), new PageRequest(limit, cursor)), ct)
                        .ReadPage(http)
            )
            .For<ListReplicationDnaVersions>()
            .Produces<Page<DnaVersionSummary>>();
        dna.MapGet(
                "/changes",
                (Guid id, int? version, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListReplicationChanges(new ReplicationId(id), version, limit, cursor), ct).ReadPage(http)
            )
            .For<ListReplicationChanges>()
            .Produces<Page<DnaDifferenceModel>>();
    }

    private static string Location(Guid id) => $"/api/v1/replications/{id}";
}
