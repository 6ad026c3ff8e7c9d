using SocialInnovation.Api.Http;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Application.Evaluation.AssignEvaluator;
using SocialInnovation.Application.Evaluation.DeclareConflict;
using SocialInnovation.Application.Evaluation.ManagePanel;
using SocialInnovation.Application.Evaluation.MarkApplication;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Api.Evaluation;

internal static class EvaluationEndpoints
{
    private const string Sheets = "/api/v1/score-sheets";
    private const string Rankings = "/api/v1/rankings";

    public static void MapEvaluation(this IEndpointRouteBuilder app)
    {
        var call = app.MapGroup("/api/v1/calls/{id:guid}").WithTags("Evaluation").GatedBy(typeof(CallGate));
        var sheets = app.MapGroup(Sheets).WithTags("Evaluation");
        var rankings = app.MapGroup(Rankings + "/{id:guid}").WithTags("Evaluation").GatedBy(typeof(RankingGate));
        MapCall(call);
        MapSheets(sheets, sheets.MapGroup("/{id:guid}").GatedBy(typeof(ScoreSheetGate)));
        MapRankings(rankings);
        app.MapPost(
                "/api/v1/conflict-declarations",
                (DeclareConflictBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new DeclareConflict(body), ct)
                        .Created(http, _ => $"/api/v1/applications/{body.ApplicationId.Value}")
            )
            .WithTags("Evaluation")
            .For<DeclareConflict>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        app.MapAssignments();
        app.MapDiscussions();
        app.MapExplanations();
    }

    private static void MapCall(RouteGroupBuilder call)
    {
        call.MapGet(
                "/panel",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetPanel(new CallId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetPanel>()
            .Produces<PanelModel>();
        call.MapPut(
                "/panel",
                (Guid id, ReplacePanelBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplacePanel(new CallId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplacePanel>()
            .Produces<Receipt>();
        call.MapPost(
                "/independence-declarations",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DeclareIndependence(new CallId(id)), ct).Created(http, x => $"/api/v1/calls/{id}/panel")
            )
            .For<DeclareIndependence>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/minimum-sheets-waivers",
                (Guid id, WaiveMinimumSheetsBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new WaiveMinimumSheets(new CallId(id), body), ct).Created(http, x => $"/api/v1/calls/{id}/panel")
            )
            .For<WaiveMinimumSheets>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/assignments",
                (Guid id, AssignEvaluatorBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new AssignEvaluator(new CallId(id), body), ct).Created(http, x => $"{Sheets}/{x.Id}")
            )
            .For<AssignEvaluator>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapPost(
                "/rankings",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ComputeRanking(new CallId(id)), ct).Created(http, x => $"{Rankings}/{x.Id}")
            )
            .For<ComputeRanking>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapGet(
                "/rankings",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListRankings(new CallId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListRankings>()
            .Produces<Page<RankingSummary>>();
    }

    private static void MapSheets(RouteGroupBuilder sheets, RouteGroupBuilder sheet)
    {
        sheets
            .MapGet(
                "",
                (
                    int? limit,
                    string? cursor,
                    Guid? callId,
                    Guid? applicationId,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) => dispatcher.SendAsync(new ListScoreSheets(new PageRequest(limit, cursor), callId, applicationId), ct).ReadPage(http)
            )
            .For<ListScoreSheets>()
            .Produces<Page<ScoreSheetSummary>>();
        sheet
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetScoreSheet(new ScoreSheetId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/applications/{x.ApplicationId.Value}")
            )
            .For<GetScoreSheet>()
            .Produces<ScoreSheetModel>();
        sheet
            .MapGet(
                "/anonymous-application",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetAnonymousApplication(new ScoreSheetId(id)), ct).Read(http)
            )
            .For<GetAnonymousApplication>()
            .Produces<AnonymousApplicationModel>();
        sheet
            .MapGet(
                "/comparison",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new CompareScoreSheet(new ScoreSheetId(id)), ct).Read(http)
            )
            .For<CompareScoreSheet>()
            .Produces<SheetComparisonModel>();
        sheet
            .MapPut(
                "",
                (Guid id, MarkApplicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new MarkApplication(new ScoreSheetId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<MarkApplication>()
            .FindsOutItself()
            .Produces<Receipt>();
        sheet
            .MapPost(
                "/submission",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new SubmitScoreSheet(new ScoreSheetId(id), http.IfMatch()), ct)
                        .Created(http, x => $"{Sheets}/{x.Id}")
            )
            .For<SubmitScoreSheet>()
            .FindsOutItself()
            .Produces<Receipt>(StatusCodes.Status201Created);
        sheet
            .MapPost(
                "/reopening",
                (Guid id, ReopenScoreSheetBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ReopenScoreSheet(new ScoreSheetId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Sheets}/{x.Id}")
            )
            .For<ReopenScoreSheet>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapRankings(RouteGroupBuilder ranking)
    {
        ranking
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetRanking(new RankingId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/calls/{x.CallId.Value}")
            )
            .For<GetRanking>()
            .Produces<RankingModel>();
        ranking
            .MapGet(
                "/entries",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListRankingEntries(new RankingId(id), limit, cursor), ct).ReadPage(http)
            )
            .For<ListRankingEntries>()
            .FindsOutItself()
            .Produces<Page<RankingEntryModel>>();
        ranking
            .MapGet(
                "/verification",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new VerifyRanking(new RankingId(id)), ct).Read(http)
            )
            .For<VerifyRanking>()
            .Produces<RankingVerificationModel>();
        ranking
            .MapGet(
                "/sensitivity",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListRankingSensitivity(new RankingId(id), limit, cursor), ct).ReadPage(http)
            )
            .For<ListRankingSensitivity>()
            .Produces<Page<RankStabilityModel>>();
        ranking
            .MapGet(
                "/explanations",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListRankingExplanations(new RankingId(id), limit, cursor), ct).ReadPage(http)
            )
            .For<ListRankingExplanations>()
            .Produces<Page<RankingExplanationModel>>();
        ranking
            .MapGet(
                "/calibrated-scores",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListCalibratedScores(new RankingId(id), limit, cursor), ct).ReadPage(http)
            )
            .For<ListCalibratedScores>()
            .Produces<Page<CalibratedScoreModel>>();
        ranking
            .MapGet(
                "/evaluator-biases",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListEvaluatorBiases(new RankingId(id), limit, cursor), ct).ReadPage(http)
            )
            .For<ListEvaluatorBiases>()
            .Produces<Page<EvaluatorBiasModel>>();
        ranking
            .MapPost(
                "/freezing",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new FreezeRanking(new RankingId(id), http.IfMatch()), ct).Created(http, x => $"{Rankings}/{x.Id}")
            )
            .For<FreezeRanking>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        ranking
            .MapPost(
                "/superseding",
                (Guid id, SupersedeRankingBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new SupersedeRanking(new RankingId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Rankings}/{x.Id}")
            )
            .For<SupersedeRanking>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
