using Microsoft.AspNetCore.Mvc;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.Platform.GetMe;
using SocialInnovation.Application.Platform.GetOrganisation;
using SocialInnovation.Application.Platform.ImportBundle;
using SocialInnovation.Application.Platform.ListOrganisations;
using SocialInnovation.Application.Platform.ListPermissions;
using SocialInnovation.Application.Platform.ListUsers;
using SocialInnovation.Application.Platform.ReadIndex;
using SocialInnovation.Application.Platform.ReadPrivacyRegister;
using SocialInnovation.Application.Platform.RegisterOrganisation;
using SocialInnovation.Application.Platform.RegisterUser;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Api.Platform;

internal static class PlatformEndpoints
{
    private const string ZipMediaType = "application/zip";

    private const string Organisations = "/api/v1/organisations";

    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
        var platform = app.MapGroup(ApiRoutes.Index).WithTags("Platform");
        platform
            .MapGet(
                "",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    http.ReadIndex(language => dispatcher.SendAsync(new ReadIndex(language), ct))
            )
            .For<ReadIndex>()
            .Produces<IndexModel>();
        platform
            .MapPost(
                "/users",
                (RegisterUserBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RegisterUser(body), ct).Created(http, _ => $"/api/v1/users?userName={body.UserName}")
            )
            .For<RegisterUser>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        platform
            .MapGet(
                "/users",
                (int? limit, string? cursor, string? userName, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListUsers(new PageRequest(limit, cursor), userName), ct).ReadPage(http)
            )
            .For<ListUsers>()
            .Produces<Page<UserModel>>();
        platform
            .MapGet(
                "/me",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) => dispatcher.SendAsync(new GetMe(), ct).Read(http)
            )
            .For<GetMe>()
            .Produces<MeModel>();
        platform
            .MapGet(
                "/permissions",
                (string? operation, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListPermissions(operation), ct).Read(http)
            )
            .For<ListPermissions>()
            .Produces<IReadOnlyList<PermissionModel>>();
        platform
            .MapGet(
                "/privacy/register",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReadPrivacyRegister(Language.Negotiate(http)), ct).Read(http)
            )
            .For<ReadPrivacyRegister>()
            .Produces<IReadOnlyList<ProcessedDatumModel>>();
        platform.MapAuditTrail();
        app.MapApiKeys();
        MapImports(platform);
        app.MapMembers();
        MapOrganisations(app.MapGroup(Organisations).WithTags("Platform"));
    }

    private static void MapImports(RouteGroupBuilder platform)
    {
        platform
            .MapPost("/imports", ReceiveBundleAsync)
            .WithMetadata(new RequestSizeLimitAttribute(PlatformLimits.BundleBytes))
            .For<ReceiveBundle>()
            .Accepts<IFormFile>(ZipMediaType)
            .Produces<JobReceipt>(StatusCodes.Status202Accepted);
        platform
            .MapGet(
                "/imports/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetImport(new ImportId(id)), ct).Read(http)
            )
            .For<GetImport>()
            .Produces<ImportModel>();
        platform
            .MapGet(
                "/jobs/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetJob(new JobId(id)), ct).Read(http)
            )
            .For<GetJob>()
            .Produces<JobModel>();
    }

    private static async Task<IResult> ReceiveBundleAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, ct);
        return await dispatcher.SendAsync(new ReceiveBundle(content.ToArray()), ct).Accepted(http, x => $"/api/v1/jobs/{x.JobId}");
    }

    private static void MapOrganisations(RouteGroupBuilder organisations)
    {
        var organisation = organisations.MapGroup("/{id:guid}").GatedBy(typeof(OrganisationGate));
        organisations
            .MapPost(
                "",
                (RegisterOrganisationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RegisterOrganisation(body), ct).Created(http, x => $"{Organisations}/{x.Id}")
            )
            .For<RegisterOrganisation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        organisations
            .MapGet(
                "",
                (int? limit, string? cursor, string? siren, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListOrganisations(new PageRequest(limit, cursor), siren), ct).ReadPage(http)
            )
            .For<ListOrganisations>()
            .Produces<Page<OrganisationModel>>();
        organisation
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetOrganisation(new OrganisationId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetOrganisation>()
            .Produces<OrganisationModel>();
    }
}
