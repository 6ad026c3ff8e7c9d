using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.EraseUser;
using SocialInnovation.Application.Platform.GetUser;
using SocialInnovation.Application.Platform.ReadAuditTrail;
using SocialInnovation.Application.Platform.VerifyAuditTrail;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Platform;

/// <summary>The audit trail, its proof, and what must be forgotten of it.</summary>
internal static class AuditEndpoints
{
    public static void MapAuditTrail(this IEndpointRouteBuilder platform)
    {
        platform
            .MapGet(
                "/audit-trail",
                (
                    int? limit,
                    string? cursor,
                    Guid? entityId,
                    Guid? actorId,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) => dispatcher.SendAsync(new ReadAuditTrail(new PageRequest(limit, cursor), entityId, actorId), ct).ReadPage(http)
            )
            .For<ReadAuditTrail>()
            .Produces<Page<AuditEntryModel>>();
        platform
            .MapGet(
                "/audit-trail/verification",
                (long? after, int? limit, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new VerifyAuditTrail(after, limit), ct).Read(http)
            )
            .For<VerifyAuditTrail>()
            .Produces<ChainVerificationModel>();
        platform
            .MapGet(
                "/audit-trail/keys",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) => dispatcher.SendAsync(new ListAuditKeys(), ct).Read(http)
            )
            .For<ListAuditKeys>()
            .Produces<IReadOnlyList<AuditKeyModel>>();
        var user = platform.MapGroup("/users/{id:guid}").GatedBy(typeof(UserGate));
        user.MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetUser(new UserId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetUser>()
            .Produces<UserModel>();
        user.MapPost(
                "/erasure",
                (Guid id, EraseUserBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new EraseUser(new UserId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"/api/v1/users/{x.Id}")
            )
            .For<EraseUser>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
