using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget.DecideOnScenario;

internal sealed class DecisionSheetHandler(DecisionSheets sheets) : IQueryHandler<GetDecisionSheet, DecisionSheetModel>
{
    public Task<Result<DecisionSheetModel>> Handle(GetDecisionSheet request, CancellationToken cancellationToken) =>
        sheets.OfAsync(request.Id, cancellationToken);
}

/// <summary>Brings together what deciders need to know of a scenario.</summary>
internal sealed class DecisionSheets(
    IBudgetDbContext db,
    ICallLookup calls,
    IApplicationLookup applications,
    IRankingLookup rankings,
    IRankingAnalysis analysis,
    IScenarioLines scenarioLines,
    AllocationProblems problems,
    ScenarioPolicies policies
) : ISharedRule
{
    private const int MostLines = 500;
    private const int MostAlternatives = 20;
    private const int MostSwaps = 5;
    private const int MostNamed = 100;

    public async Task<Result<DecisionSheetModel>> OfAsync(AllocationScenarioId id, CancellationToken cancellationToken)
    {
        if (await db.AllocationScenarios.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } scenario)
        {
            return ScenarioErrors.NotFound;
        }

        var call = (await calls.FindAsync(scenario.CallId, cancellationToken))!;
        var lines = await scenarioLines.ReadAsync(id, 0, int.MaxValue, cancellationToken);
        var shown = lines.Take(MostLines).ToList();
        var titles = (await applications.FindAllAsync([.. shown.Select(x => x.ApplicationId)], cancellationToken)).ToDictionary(
            x => x.Id,
            x => x.ProjectTitle
        );
        var spreads = await analysis.SpreadsAsync(scenario.RankingId, cancellationToken);
        var conflicts = await analysis.ConflictsAsync(scenario.CallId, cancellationToken);
        var positions = await PositionsAsync(id, cancellationToken);
        var problem = await RestatedAsync(call, scenario, lines, cancellationToken);
        return new DecisionSheetModel
        {
            ScenarioId = scenario.Id,
            Title = scenario.Title,
            State = scenario.State,
            CallId = call.Id,
            CallReference = call.Reference,
            CallTitle = call.Title,
            Policy = AllocationPolicyBody.Of(scenario.Policy),
            Available = scenario.EnvelopeAvailable,
            Granted = scenario.Granted,
            Left = scenario.Left,
            Limits = problem is null ? [] : Used(problem, lines),
            Unmet = [.. scenario.Unmet.Select(UnmetDemandModel.Of)],
            Applications =
            [
                .. shown.Select(x =>
                    ToModel(
                        x,
                        titles[x.ApplicationId],
                        spreads.GetValueOrDefault(x.ApplicationId),
                        conflicts.GetValueOrDefault(x.ApplicationId)
                    )
                ),
            ],
            ApplicationCount = lines.Count,
            Alternatives = await AlternativesAsync(scenario, cancellationToken),
            Swaps = problem is null ? [] : Swaps(problem, lines, cancellationToken),
            Steps = call.SignOffSteps,
            SignOffs = [.. scenario.SignOffs.Select(SignOffModel.Of)],
            Agree = positions.Count(x => x.Agrees),
            Disagree = positions.Count(x => !x.Agrees),
            Notes = [.. positions.Where(x => !string.IsNullOrWhiteSpace(x.Note)).Select(x => x.Note!)],
        };
    }

    // Of each member the last one counts.
    private async Task<List<MemberPosition>> PositionsAsync(AllocationScenarioId id, CancellationToken cancellationToken) =>
        [
            .. (await db.MemberPositions.AsNoTracking().Where(x => x.ScenarioId == id).OrderBy(x => x.Id).ToListAsync(cancellationToken))
                .GroupBy(x => x.StatedBy)
                .Select(x => x.Last()),
        ];

    // Nothing is computed anew where the ranking was superseded, or a search takes longer than an answer.
    private async Task<AllocationProblem?> RestatedAsync(
        CallRules call,
        AllocationScenario scenario,
        IReadOnlyList<ScenarioLine> lines,
        CancellationToken cancellationToken
    ) =>
        lines.Count > 0 && await rankings.FindFrozenAsync(scenario.RankingId, cancellationToken) is { } ranking
            ? await problems.RestateAsync(call, ranking, scenario, lines, cancellationToken)
            : null;

    private async Task<IReadOnlyList<SheetAlternativeModel>> AlternativesAsync(
        AllocationScenario scenario,
        CancellationToken cancellationToken
    )
    {
        var others = await db
            .AllocationScenarios.AsNoTracking()
            .Where(x => x.CallId == scenario.CallId && x.Id != scenario.Id && x.State != ScenarioState.Discarded)
            .OrderByDescending(x => x.Id)
            .Take(MostAlternatives)
            .ToListAsync(cancellationToken);
        return others.ConvertAll(x => new SheetAlternativeModel(x.Id, x.Title, x.Policy.Name, x.State, x.Granted, x.Awards));
    }

    private static List<SheetLimitModel> Used(AllocationProblem problem, IReadOnlyList<ScenarioLine> lines)
    {
        var state = new AllocationState(problem);
        var amounts = lines.ToDictionary(x => x.ApplicationId, x => x.Amount);
        foreach (var (index, candidate) in problem.Candidates.Index())
        {
            if (amounts[candidate.ApplicationId] is var amount && amount > Money.Zero)
            {
                state.Take(index, amount);
            }
        }

        return
        [
            .. problem
                .Limits.Index()
                .Where(x => x.Item.Kind != LimitKind.DeMinimis)
                .Select(x => new SheetLimitModel(
                    AllocationState.Word(x.Item.Kind),
                    x.Item.Key,
                    x.Item.AtMost,
                    x.Item.AtLeast,
                    state.Used(x.Index)
                )),
        ];
    }

    private List<SheetSwapModel> Swaps(AllocationProblem problem, IReadOnlyList<ScenarioLine> lines, CancellationToken cancellationToken)
    {
        if (
            problem.Policy.Name == AllocationPolicy.EqualShares
            || (problem.Policy.Name == AllocationPolicy.Optimal && lines.Count > MostLines)
        )
        {
            return [];
        }

        var before = lines.Where(x => x.Outcome == ApplicationOutcome.Awarded).Select(x => x.Reference).ToHashSet();
        return
        [
            .. lines
                .Where(x => x.Outcome == ApplicationOutcome.WaitingListed)
                .Take(MostSwaps)
                .Select(x => Swap(problem, x, before, cancellationToken)),
        ];
    }

    private SheetSwapModel Swap(AllocationProblem problem, ScenarioLine line, HashSet<string> before, CancellationToken cancellationToken)
    {
        var swapped = problem with
        {
            Candidates = [.. problem.Candidates.Select(x => x.ApplicationId == line.ApplicationId ? x with { Ruling = Ruling.In } : x)],
        };
        var after = policies
            .Allocate(swapped, cancellationToken)
            .Lines.Where(x => x.Outcome == ApplicationOutcome.Awarded)
            .ToDictionary(x => x.Reference, x => x.Amount);
        return new SheetSwapModel(
            line.Reference,
            after.ContainsKey(line.Reference),
            [.. before.Where(x => !after.ContainsKey(x)).Order(StringComparer.Ordinal).Take(MostNamed)],
            [.. after.Keys.Where(x => x != line.Reference && !before.Contains(x)).Order(StringComparer.Ordinal).Take(MostNamed)],
            Money.Sum(after.Values)
        );
    }

    private static SheetLineModel ToModel(ScenarioLine line, string title, ScoreSpread? spread, int conflicts) =>
        new(
            line.ApplicationId,
            line.Reference,
            title,
            line.Rank,
            Points(line.Score),
            spread is { Sheets: > 0 } ? Points(spread.Lowest) : null,
            spread is { Sheets: > 0 } ? Points(spread.Highest) : null,
            conflicts,
            line.Requested,
            line.Recommended?.Amount,
            line.Outcome,
            line.Amount,
            line.Why.Rule
        );

    private static string Points(decimal score) => score.ToString("0.0000", CultureInfo.InvariantCulture);
}
