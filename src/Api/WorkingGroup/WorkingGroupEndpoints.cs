using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.WorkingGroup;
using SocialInnovation.Application.WorkingGroup.HoldMeeting;
using SocialInnovation.Application.WorkingGroup.ManageGroups;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Api.WorkingGroup;

internal static class WorkingGroupEndpoints
{
    private const string Groups = "/api/v1/working-groups";
    private const string Meetings = "/api/v1/meetings";

    public static void MapWorkingGroup(this IEndpointRouteBuilder app)
    {
        MapGroups(app.MapGroup("/api/v1").WithTags("WorkingGroup"));
        MapMeetings(app.MapGroup("/api/v1").WithTags("WorkingGroup"));
    }

    private static void MapGroups(RouteGroupBuilder groups)
    {
        var group = groups.MapGroup("/working-groups/{id:guid}").GatedBy(typeof(StandingGroupGate));
        groups
            .MapPost(
                "/working-groups",
                (FoundGroupBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new FoundGroup(body), ct).Created(http, x => $"{Groups}/{x.Id}")
            )
            .For<FoundGroup>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        groups
            .MapGet(
                "/working-groups",
                (int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListGroups(new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListGroups>()
            .Produces<Page<GroupModel>>();
        group
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetGroup(new StandingGroupId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetGroup>()
            .Produces<GroupModel>();
        group
            .MapPost(
                "/members",
                (Guid id, AppointMemberBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AppointMember(new StandingGroupId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Groups}/{x.Id}")
            )
            .For<AppointMember>()
            .Produces<MemberReceipt>(StatusCodes.Status201Created);
    }

    private static void MapMeetings(RouteGroupBuilder meetings)
    {
        var meeting = meetings.MapGroup("/meetings/{id:guid}").GatedBy(typeof(MeetingGate));
        meetings
            .MapPost(
                "/meetings",
                (PlanMeetingBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new PlanMeeting(body), ct).Created(http, x => $"{Meetings}/{x.Id}")
            )
            .For<PlanMeeting>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        meetings
            .MapGet(
                "/meetings",
                (int? limit, string? cursor, Guid? groupId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListMeetings(new PageRequest(limit, cursor), groupId), ct).ReadPage(http)
            )
            .For<ListMeetings>()
            .Produces<Page<MeetingModel>>();
        meeting
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetMeeting(new MeetingId(id)), ct)
                        .Read(http, x => x.Version, x => $"{Groups}/{x.GroupId.Value}")
            )
            .For<GetMeeting>()
            .Produces<MeetingModel>();
        meeting
            .MapPut(
                "/attendance",
                (Guid id, RecordAttendanceBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RecordAttendance(new MeetingId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<RecordAttendance>()
            .Produces<Receipt>();
        meeting
            .MapPost(
                "/agenda",
                (Guid id, AddAgendaItemBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AddAgendaItem(new MeetingId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Meetings}/{x.Id}")
            )
            .For<AddAgendaItem>()
            .Produces<AgendaItemReceipt>(StatusCodes.Status201Created);
        meeting
            .MapPost(
                "/convocation",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ConveneMeeting(new MeetingId(id), http.IfMatch()), ct).Created(http, x => $"{Meetings}/{x.Id}")
            )
            .For<ConveneMeeting>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        meeting
            .MapPost(
                "/holding",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new HoldMeeting(new MeetingId(id), http.IfMatch()), ct).Created(http, x => $"{Meetings}/{x.Id}")
            )
            .For<HoldMeeting>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        meeting
            .MapPost(
                "/votes",
                (Guid id, RecordVoteBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new RecordVote(new MeetingId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Meetings}/{x.Id}")
            )
            .For<RecordVote>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        meeting
            .MapPost(
                "/minutes",
                (Guid id, WriteMinutesBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WriteMinutes(new MeetingId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Meetings}/{x.Id}")
            )
            .For<WriteMinutes>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        meeting
            .MapPost(
                "/cancellation",
                (Guid id, CancelMeetingBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new CancelMeeting(new MeetingId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Meetings}/{x.Id}")
            )
            .For<CancelMeeting>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
