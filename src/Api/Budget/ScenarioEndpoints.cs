using SocialInnovation.Api.Http;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Budget.CompareScenarios;
using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Application.Budget.StatePosition;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Api.Budget;

/// <summary>What is read and said of a scenario on its way to the decision.</summary>
internal static class ScenarioEndpoints
{
    private const string Scenarios = "/api/v1/allocation-scenarios";

    public static void MapScenarios(this IEndpointRouteBuilder app)
    {
        var budget = app.MapGroup("/api/v1").WithTags("Budget");
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
            .For<GetDecisionSheet>()
            .Produces<DecisionSheetModel>();
        budget
            .MapPost(
                "/allocation-scenarios/{id:guid}/positions",
                (Guid id, StatePositionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new StatePosition(new AllocationScenarioId(id), body), ct).Created(http, _ => $"{Scenarios}/{id}")
            )
            .GatedBy(typeof(ScenarioGate))
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
