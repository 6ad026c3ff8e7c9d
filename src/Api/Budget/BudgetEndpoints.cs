using SocialInnovation.Api.Http;
using SocialInnovation.Application.Budget;
using SocialInnovation.Application.Budget.AdoptScenario;
using SocialInnovation.Application.Budget.AwardFromWaitingList;
using SocialInnovation.Application.Budget.CancelGrant;
using SocialInnovation.Application.Budget.DesistFromGrant;
using SocialInnovation.Application.Budget.ReadGrants;
using SocialInnovation.Application.Budget.SignOffScenario;
using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Api.Budget;

internal static class BudgetEndpoints
{
    private const string Scenarios = "/api/v1/allocation-scenarios";
    private const string Grants = "/api/v1/grants";

    public static void MapBudget(this IEndpointRouteBuilder app)
    {
        app.MapFunds();
        MapScenarios(app.MapGroup("/api/v1").WithTags("Budget"));
        MapGrants(app.MapGroup("/api/v1").WithTags("Budget"));
    }

    private static void MapScenarios(RouteGroupBuilder budget)
    {
        budget
            .MapPost(
                "/calls/{id:guid}/allocation-scenarios",
                (Guid id, SimulateScenarioBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new SimulateScenario(new CallId(id), body), ct).Created(http, x => $"{Scenarios}/{x.Id}")
            )
            .GatedBy(typeof(CallGate))
            .For<SimulateScenario>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapGet(
                "/calls/{id:guid}/allocation-scenarios",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListScenarios(new CallId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .GatedBy(typeof(CallGate))
            .For<ListScenarios>()
            .Produces<Page<ScenarioModel>>();
        budget
            .MapGet(
                "/allocation-scenarios/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetScenario(new AllocationScenarioId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/calls/{x.CallId.Value}")
            )
            .For<GetScenario>()
            .Produces<ScenarioModel>();
        budget
            .MapGet(
                "/allocation-scenarios/{id:guid}/lines",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListScenarioLines(new AllocationScenarioId(id), limit, cursor), ct).ReadPage(http)
            )
            .For<ListScenarioLines>()
            .Produces<Page<ScenarioLineModel>>();
        budget
            .MapPost(
                "/allocation-scenarios/{id:guid}/proposal",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ProposeScenario(new AllocationScenarioId(id), http.IfMatch()), ct)
                        .Created(http, x => $"{Scenarios}/{x.Id}")
            )
            .GatedBy(typeof(ScenarioGate))
            .For<ProposeScenario>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapPost(
                "/allocation-scenarios/{id:guid}/sign-offs",
                (Guid id, SignOffScenarioBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new SignOffScenario(new AllocationScenarioId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Scenarios}/{x.Id}")
            )
            .GatedBy(typeof(ScenarioGate))
            .For<SignOffScenario>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapPost(
                "/allocation-scenarios/{id:guid}/resumption",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ResumeScenario(new AllocationScenarioId(id), http.IfMatch()), ct)
                        .Created(http, x => $"{Scenarios}/{x.Id}")
            )
            .GatedBy(typeof(ScenarioGate))
            .For<ResumeScenario>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapPost(
                "/allocation-scenarios/{id:guid}/discarding",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new DiscardScenario(new AllocationScenarioId(id), http.IfMatch()), ct)
                        .Created(http, x => $"{Scenarios}/{x.Id}")
            )
            .GatedBy(typeof(ScenarioGate))
            .For<DiscardScenario>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapPost(
                "/allocation-scenarios/{id:guid}/adoption",
                (Guid id, AdoptScenarioBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AdoptScenario(new AllocationScenarioId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Scenarios}/{x.Id}")
            )
            .GatedBy(typeof(ScenarioGate))
            .For<AdoptScenario>()
            .Produces<AdoptionReceipt>(StatusCodes.Status201Created);
    }

    private static void MapGrants(RouteGroupBuilder budget)
    {
        budget
            .MapPost(
                "/awards",
                (AwardFromWaitingListBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new AwardFromWaitingList(body), ct).Created(http, x => $"{Grants}/{x.Id}")
            )
            .For<AwardFromWaitingList>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapGet(
                "/grants",
                (
                    int? limit,
                    string? cursor,
                    Guid? callId,
                    Guid? applicationId,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) => dispatcher.SendAsync(new ListGrants(new PageRequest(limit, cursor), callId, applicationId), ct).ReadPage(http)
            )
            .For<ListGrants>()
            .Produces<Page<GrantModel>>();
        budget
            .MapGet(
                "/grants/{id:guid}",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetGrant(new GrantId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/applications/{x.ApplicationId.Value}")
            )
            .For<GetGrant>()
            .Produces<GrantModel>();
        budget
            .MapPost(
                "/grants/{id:guid}/cancellation",
                (Guid id, CancelGrantBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new CancelGrant(new GrantId(id), http.IfMatch(), body), ct).Created(http, x => $"{Grants}/{x.Id}")
            )
            .GatedBy(typeof(GrantGate))
            .For<CancelGrant>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        budget
            .MapPost(
                "/grants/{id:guid}/desistment",
                (Guid id, DesistmentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new DesistFromGrant(new GrantId(id), http.IfMatch(), body), ct)
                        .Created(http, x => $"{Grants}/{x.Id}")
            )
            .GatedBy(typeof(GrantGate))
            .For<DesistFromGrant>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
