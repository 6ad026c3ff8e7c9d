using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform;
using SocialInnovation.Application.Platform.AcceptInvitation;
using SocialInnovation.Application.Platform.AddMember;
using SocialInnovation.Application.Platform.InviteMember;
using SocialInnovation.Application.Platform.ManageMembers;
using SocialInnovation.Application.Platform.ReadInvitations;
using SocialInnovation.Application.Platform.ReadMembers;
using SocialInnovation.Application.Platform.WithdrawInvitation;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Platform;

/// <summary>Who acts for an organisation, and who is invited to.</summary>
internal static class MemberEndpoints
{
    private const string Organisations = "/api/v1/organisations";

    public static void MapMembers(this IEndpointRouteBuilder app)
    {
        var organisation = app.MapGroup($"{Organisations}/{{id:guid}}").GatedBy(typeof(OrganisationGate)).WithTags("Platform");
        organisation
            .MapGet(
                "/members",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListMembers(new OrganisationId(id)), ct).Read(http)
            )
            .For<ListMembers>()
            .Produces<IReadOnlyList<OrganisationMemberModel>>();
        organisation
            .MapPost(
                "/members",
                (Guid id, AddMemberBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AddMember(new OrganisationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Organisations}/{x.Id}")
            )
            .For<AddMember>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        organisation
            .MapPut(
                "/members/{userId:guid}",
                (Guid id, Guid userId, ChangeMemberRoleBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ChangeMemberRole(new OrganisationId(id), new UserId(userId), http.IfMatch(), body), ct)
                        .Changed(http)
            )
            .For<ChangeMemberRole>()
            .Produces<Receipt>();
        organisation
            .MapDelete(
                "/members/{userId:guid}",
                (Guid id, Guid userId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RemoveMember(new OrganisationId(id), new UserId(userId), http.IfMatch()), ct).Changed(http)
            )
            .For<RemoveMember>()
            .Produces<Receipt>();
        MapInvitations(organisation);
        app.MapGroup(ApiRoutes.Index)
            .WithTags("Platform")
            .MapPost(
                "/invitations/acceptance",
                (AcceptInvitationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new AcceptInvitation(body), ct).Created(http, x => $"{Organisations}/{x.Id}")
            )
            .For<AcceptInvitation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapInvitations(RouteGroupBuilder organisation)
    {
        organisation
            .MapGet(
                "/invitations",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListInvitations(new OrganisationId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListInvitations>()
            .Produces<Page<InvitationModel>>();
        organisation
            .MapPost(
                "/invitations",
                (Guid id, InviteMemberBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new InviteMember(new OrganisationId(id), body), ct)
                        .Created(http, _ => $"{Organisations}/{id}/invitations")
            )
            .For<InviteMember>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        organisation
            .MapDelete(
                "/invitations/{invitationId:guid}",
                (Guid id, Guid invitationId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WithdrawInvitation(new OrganisationId(id), new InvitationId(invitationId), http.IfMatch()), ct)
                        .Changed(http)
            )
            .For<WithdrawInvitation>()
            .Produces<Receipt>();
    }
}
