using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Budget.SimulateScenario;

/// <summary>Reads an allocation scenario.</summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record GetScenario(AllocationScenarioId Id) : IQuery<ScenarioModel>;

/// <summary>Lists the scenarios of a call, newest first.</summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListScenarios(CallId CallId, PageRequest Page) : IQuery<Page<ScenarioModel>>, IPagedQuery;

/// <summary>Reads the lines of a scenario in rank order.</summary>
/// <param name="Id">The scenario.</param>
/// <param name="Limit">Number of lines, 1 to 100.</param>
/// <param name="AfterRank">Only lines after this rank.</param>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListScenarioLines(AllocationScenarioId Id, int? Limit, int? AfterRank) : IQuery<Page<ScenarioLineModel>>;

/// <summary>A simulated distribution of an envelope over a frozen ranking.</summary>
public sealed record ScenarioModel
{
    /// <summary>Identifier.</summary>
    public required AllocationScenarioId Id { get; init; }

    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>The frozen ranking.</summary>
    public required RankingId RankingId { get; init; }

    /// <summary>Where it stands.</summary>
    public required ScenarioState State { get; init; }

    /// <summary>What it is called.</summary>
    public string? Title { get; init; }

    /// <summary>The policy that made it.</summary>
    public required AllocationPolicyBody Policy { get; init; }

    /// <summary>What binds it beside the envelope.</summary>
    public required ScenarioConstraintsBody Constraints { get; init; }

    /// <summary>Demands that it does not meet: floors, and applications that were ruled in. Its adoption then needs a reason.</summary>
    public required IReadOnlyList<UnmetDemandModel> Unmet { get; init; }

    /// <summary>Of <c>optimal</c>: what was proven of it.</summary>
    public OptimalityProofModel? Proof { get; init; }

    /// <summary>What the envelope held.</summary>
    public required Money EnvelopeAvailable { get; init; }

    /// <summary>What it grants.</summary>
    public required Money Granted { get; init; }

    /// <summary>What it leaves.</summary>
    public required Money Left { get; init; }

    /// <summary>Number of awards.</summary>
    public required int Awards { get; init; }

    /// <summary>Number of applications on the waiting list.</summary>
    public required int WaitingListed { get; init; }

    /// <summary>Number of refusals.</summary>
    public required int Refusals { get; init; }

    /// <summary>Every approval and return, the oldest first.</summary>
    public required IReadOnlyList<SignOffModel> SignOffs { get; init; }

    /// <summary>When the budget visa was given.</summary>
    public DateTimeOffset? VisaAt { get; init; }

    /// <summary>Number of the act that adopted it.</summary>
    public string? DecisionReference { get; init; }

    /// <summary>Day of that act.</summary>
    public DateOnly? DecisionDate { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now; absent in lists.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

internal sealed class ListScenariosValidator : AbstractValidator<ListScenarios>
{
    public ListScenariosValidator() => this.IsPaged();
}

internal sealed class ListScenarioLinesValidator : AbstractValidator<ListScenarioLines>
{
    public ListScenarioLinesValidator() => this.IsPagedBy(x => x.Limit, x => x.AfterRank);
}

internal sealed class ScenarioReads(IBudgetDbContext db, IScenarioLines lines, AllowedActions<AllocationScenario> actions)
    : IQueryHandler<GetScenario, ScenarioModel>,
        IQueryHandler<ListScenarios, Page<ScenarioModel>>,
        IQueryHandler<ListScenarioLines, Page<ScenarioLineModel>>
{
    public async Task<Result<ScenarioModel>> Handle(GetScenario request, CancellationToken cancellationToken) =>
        await FindAsync(request.Id, cancellationToken) is { } scenario
            ? ToModel(scenario) with
            {
                AllowedActions = await actions.ForAsync(scenario, scenario.Id.Value, cancellationToken),
            }
            : ScenarioErrors.NotFound;

    public async Task<Result<Page<ScenarioModel>>> Handle(ListScenarios request, CancellationToken cancellationToken)
    {
        var page = await db
            .AllocationScenarios.AsNoTracking()
            .Where(x => x.CallId == request.CallId)
            .ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<ScenarioModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    public async Task<Result<Page<ScenarioLineModel>>> Handle(ListScenarioLines request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Id, cancellationToken) is not { } scenario)
        {
            return ScenarioErrors.NotFound;
        }

        var size = request.Limit ?? PageRequest.DefaultLimit;
        var found = await lines.ReadAsync(scenario.Id, request.AfterRank ?? 0, size + 1, cancellationToken);
        var page = found.Take(size).Select(x => ScenarioLineModel.Of(x, scenario)).ToList();
        return new Page<ScenarioLineModel>(page, found.Count > size ? page[^1].Rank.ToString(CultureInfo.InvariantCulture) : null);
    }

    private Task<AllocationScenario?> FindAsync(AllocationScenarioId id, CancellationToken cancellationToken) =>
        db.AllocationScenarios.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);

    private static ScenarioModel ToModel(AllocationScenario scenario) =>
        new()
        {
            Id = scenario.Id,
            CallId = scenario.CallId,
            RankingId = scenario.RankingId,
            State = scenario.State,
            Title = scenario.Title,
            Policy = AllocationPolicyBody.Of(scenario.Policy),
            Constraints = ScenarioConstraintsBody.Of(scenario.Inputs),
            Unmet = [.. scenario.Unmet.Select(UnmetDemandModel.Of)],
            Proof = OptimalityProofModel.Of(scenario.Proof),
            EnvelopeAvailable = scenario.EnvelopeAvailable,
            Granted = scenario.Granted,
            Left = scenario.Left,
            Awards = scenario.Awards,
            WaitingListed = scenario.WaitingListed,
            Refusals = scenario.Refusals,
            SignOffs = [.. scenario.SignOffs.Select(SignOffModel.Of)],
            VisaAt = scenario.SignOffs.Standing(SignOffStep.BudgetVisa)?.At,
            DecisionReference = scenario.Decision?.Reference,
            DecisionDate = scenario.Decision?.Date,
            Version = scenario.Version,
        };
}
