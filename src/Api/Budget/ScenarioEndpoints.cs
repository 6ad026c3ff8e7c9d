using SocialInnovation.Api.Http;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Budget.CompareScenarios;
using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Application.Budget.ReadWaitingList;
using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Application.Budget.StatePosition;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Api.Budget;

/// <summary>What is read and said of a scenario on its way to the decision.</summary>
internal static class ScenarioEndpoints
{
    private const string Pdf = "application/pdf";
    private const string Scenarios = "/api/v1/allocation-scenarios";

    public static void MapScenarios(this IEndpointRouteBuilder app)
    {
        var budget = app.MapGroup("/api/v1").WithTags("Budget");
        budget
            .MapPost(
                "/calls/{id:guid}/allocation-runs",
                (Guid id, SimulateScenarioBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new SearchScenario(new CallId(id), body), ct).Accepted(http, x => $"/api/v1/jobs/{x.JobId}")
            )
            .GatedBy(typeof(CallGate))
            .For<SearchScenario>()
            .Produces<JobReceipt>(StatusCodes.Status202Accepted);
        budget
            .MapGet(
                "/calls/{id:guid}/waiting-list",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetWaitingList(new CallId(id)), ct).Read(http)
            )
            .GatedBy(typeof(CallGate))
            .For<GetWaitingList>()
            .Produces<WaitingListModel>();
        budget
            .MapGet(
                "/allocation-scenarios/{id:guid}/comparison",
                (Guid id, Guid with, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListScenarioDifferences(new AllocationScenarioId(id), with, limit, cursor), ct).ReadPage(http)
            )
            .For<ListScenarioDifferences>()
            .Produces<Page<ScenarioDifferenceModel>>();
        budget
            .MapGet(
                "/allocation-scenarios/{id:guid}/sensitivity",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListScenarioSensitivity(new AllocationScenarioId(id), limit, cursor), ct).ReadPage(http)
            )
            .For<ListScenarioSensitivity>()
            .Produces<Page<LineSensitivityModel>>();
        budget
            .MapGet(
                "/allocation-scenarios/{id:guid}/decision-sheet",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetDecisionSheet(new AllocationScenarioId(id)), ct).Read(http)
            )
            .GatedBy(typeof(DecidersScenarioGate))
            .For<GetDecisionSheet>()
            .Produces<DecisionSheetModel>();
        budget
            .MapGet(
                "/allocation-scenarios/{id:guid}/decision-sheet/document",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetDecisionSheetDocument(new AllocationScenarioId(id), Language.Negotiate(http)), ct)
                        .ReadFile(http, Pdf, x => (x.Content, x.FileName))
            )
            .GatedBy(typeof(DecidersScenarioGate))
            .For<GetDecisionSheetDocument>()
            .Produces<Stream>(StatusCodes.Status200OK, Pdf);
        budget
            .MapPost(
                "/allocation-scenarios/{id:guid}/positions",
                (Guid id, StatePositionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new StatePosition(new AllocationScenarioId(id), body), ct)
                        .Created(http, _ => $"{Scenarios}/{id}/positions")
            )
            .GatedBy(typeof(DecidersScenarioGate))
            .For<StatePosition>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapGet(
                "/allocation-scenarios/{id:guid}/positions",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListPositions(new AllocationScenarioId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListPositions>()
            .Produces<Page<PositionModel>>();
    }
}
