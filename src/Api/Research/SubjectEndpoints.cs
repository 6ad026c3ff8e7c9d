using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Research;
using SocialInnovation.Application.Research.DraftSubject;
using SocialInnovation.Application.Research.MatchSubject;
using SocialInnovation.Application.Research.PublishSubject;
using SocialInnovation.Application.Research.ReadSubjects;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Api.Research;

internal static class SubjectEndpoints
{
    private const string Subjects = "/api/v1/research/subjects";

    public static void MapSubjects(this IEndpointRouteBuilder app)
    {
        var subjects = app.MapGroup(Subjects).WithTags("Research");
        var subject = subjects.MapGroup("/{id:guid}").GatedBy(typeof(SubjectGate));
        MapWriting(subjects, subject);
        MapReading(subjects, subject);
    }

    private static void MapWriting(RouteGroupBuilder subjects, RouteGroupBuilder subject)
    {
        subjects
            .MapPost(
                "",
                (SubjectBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftSubject(body), ct).Created(http, x => Location(x.Id))
            )
            .For<DraftSubject>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        subject
            .MapPut(
                "",
                (Guid id, SubjectBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceSubject(new ResearchSubjectId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplaceSubject>()
            .Produces<Receipt>();
        subject
            .MapPost(
                "/publication",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new PublishSubject(new ResearchSubjectId(id), http.IfMatch()), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<PublishSubject>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        subject
            .MapPost(
                "/closing",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new CloseSubject(new ResearchSubjectId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<CloseSubject>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapReading(RouteGroupBuilder subjects, RouteGroupBuilder subject)
    {
        subjects
            .MapGet(
                "",
                (
                    int? limit,
                    string? cursor,
                    string? direction,
                    string? kind,
                    string? theme,
                    string? status,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new ListSubjects(new PageRequest(limit, cursor), direction, kind, theme, status), ct)
                        .ReadPage(http)
            )
            .For<ListSubjects>()
            .Produces<Page<SubjectSummary>>();
        subject
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetSubject(new ResearchSubjectId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetSubject>()
            .FindsOutItself()
            .Produces<SubjectModel>();
        subject
            .MapGet(
                "/matches",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListSubjectMatches(new ResearchSubjectId(id)), ct).Read(http)
            )
            .For<ListSubjectMatches>()
            .Produces<SubjectMatches>();
    }

    private static string Location(Guid id) => $"{Subjects}/{id}";
}
