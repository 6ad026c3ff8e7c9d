using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget.CompareScenarios;

/// <summary>Lists what two scenarios of one call say differently, in the rank order of the first.</summary>
/// <param name="Id">The first scenario.</param>
/// <param name="With">The second one, of the same call.</param>
/// <param name="Limit">Number of applications, 1 to 100.</param>
/// <param name="After">How many come before; the former page's <c>nextCursor</c>.</param>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListScenarioDifferences(AllocationScenarioId Id, Guid With, int? Limit, int? After)
    : IQuery<Page<ScenarioDifferenceModel>>;

/// <summary>What two scenarios say of one application.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank in the first scenario.</param>
/// <param name="First">What the first says; absent when it has no line for it.</param>
/// <param name="Second">What the second says; absent when it has no line for it.</param>
/// <param name="Difference">What the second gives beyond the first, EUR with two decimals; negative when it gives less.</param>
public sealed record ScenarioDifferenceModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    ScenarioSideModel? First,
    ScenarioSideModel? Second,
    string Difference
);

/// <summary>What a scenario says of an application.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Amount">What it would get.</param>
/// <param name="Why">Why.</param>
public sealed record ScenarioSideModel(ApplicationOutcome Outcome, Money Amount, LineReasonModel Why)
{
    internal static ScenarioSideModel? Of(ScenarioLine? line) =>
        line is null ? null : new ScenarioSideModel(line.Outcome, line.Amount, LineReasonModel.Of(line.Why));
}

internal sealed class ListScenarioDifferencesValidator : AbstractValidator<ListScenarioDifferences>
{
    public ListScenarioDifferencesValidator()
    {
        RuleFor(x => x.With).NotEmpty();
        this.IsPagedBy(x => x.Limit, x => x.After);
    }
}

internal sealed class CompareScenariosHandler(IBudgetDbContext db, IScenarioLines lines)
    : IQueryHandler<ListScenarioDifferences, Page<ScenarioDifferenceModel>>
{
    public async Task<Result<Page<ScenarioDifferenceModel>>> Handle(ListScenarioDifferences request, CancellationToken cancellationToken)
    {
        var with = new AllocationScenarioId(request.With);
        var found = await db
            .AllocationScenarios.AsNoTracking()
            .Where(x => x.Id == request.Id || x.Id == with)
            .Select(x => new { x.Id, x.CallId })
            .ToListAsync(cancellationToken);
        if (found.Find(x => x.Id == request.Id) is not { } first)
        {
            return ScenarioErrors.NotFound;
        }

        if (found.Find(x => x.Id == with) is not { } second || second.CallId != first.CallId)
        {
            return ScenarioErrors.UnknownOther;
        }

        var sides = (await lines.ReadAsync(request.Id, 0, int.MaxValue, cancellationToken)).ToDictionary(x => x.ApplicationId);
        var others = (await lines.ReadAsync(with, 0, int.MaxValue, cancellationToken)).ToDictionary(x => x.ApplicationId);
        var differing = sides
            .Values.Concat(others.Values.Where(x => !sides.ContainsKey(x.ApplicationId)))
            .Where(x => !AreSame(sides.GetValueOrDefault(x.ApplicationId), others.GetValueOrDefault(x.ApplicationId)))
            .OrderBy(x => x.Rank)
            .ToList();
        return ComputedPages.Of(
            differing,
            request.Limit,
            request.After,
            x => ToModel(x, sides.GetValueOrDefault(x.ApplicationId), others.GetValueOrDefault(x.ApplicationId))
        );
    }

    private static bool AreSame(ScenarioLine? a, ScenarioLine? b) => a?.Outcome == b?.Outcome && a?.Amount == b?.Amount;

    private static ScenarioDifferenceModel ToModel(ScenarioLine line, ScenarioLine? first, ScenarioLine? second) =>
        new(
            line.ApplicationId,
            line.Reference,
            line.Rank,
            ScenarioSideModel.Of(first),
            ScenarioSideModel.Of(second),
            ((second?.Amount ?? Money.Zero) - (first?.Amount ?? Money.Zero)).Amount.ToString("0.00", CultureInfo.InvariantCulture)
        );
}
