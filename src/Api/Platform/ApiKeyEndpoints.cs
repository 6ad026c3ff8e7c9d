using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.EndApiKey;
using SocialInnovation.Application.Platform.IssueApiKey;
using SocialInnovation.Application.Platform.ReadApiKeys;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Api.Platform;

internal static class ApiKeyEndpoints
{
    private const string Keys = "/api/v1/api-keys";

    public static void MapApiKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup(Keys).WithTags("Platform");
        var key = keys.MapGroup("/{id:guid}").GatedBy(typeof(ApiKeyGate));
        keys.MapPost(
                "",
                (IssueApiKeyBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new IssueApiKey(body), ct).Created(http, x => $"{Keys}/{x.Id}")
            )
            .For<IssueApiKey>()
            .Produces<ApiKeyReceipt>(StatusCodes.Status201Created);
        keys.MapGet(
                "",
                (int? limit, string? cursor, Guid? userId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListApiKeys(new PageRequest(limit, cursor), userId), ct).ReadPage(http)
            )
            .For<ListApiKeys>()
            .Produces<Page<ApiKeyModel>>();
        key.MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetApiKey(new ApiKeyId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetApiKey>()
            .FindsOutItself()
            .Produces<ApiKeyModel>();
        key.MapPost(
                "/revocation",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RevokeApiKey(new ApiKeyId(id), http.IfMatch()), ct).Created(http, x => $"{Keys}/{x.Id}")
            )
            .For<RevokeApiKey>()
            .FindsOutItself()
            .Produces<Receipt>(StatusCodes.Status201Created);
        key.MapPost(
                "/rotation",
                (Guid id, RotateApiKeyBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RotateApiKey(new ApiKeyId(id), http.IfMatch(), body), ct).Created(http, x => $"{Keys}/{x.Id}")
            )
            .For<RotateApiKey>()
            .FindsOutItself()
            .Produces<ApiKeyReceipt>(StatusCodes.Status201Created);
    }
}
