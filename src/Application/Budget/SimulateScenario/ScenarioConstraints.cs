using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget.SimulateScenario;

/// <summary>What binds a distribution beside the envelope, the call's ceiling, aid rate and state-aid regime.</summary>
/// <param name="Limits">Caps and floors, at most 200. Only <c>optimal</c> pursues floors; the others report those that are not reached.</param>
/// <param name="ExclusiveSets">Projects of which at most one is funded, at most 200 sets.</param>
/// <param name="Rulings">Applications that must be in or out, at most 1 000; the minimum score stays a gate before.</param>
public sealed record ScenarioConstraintsBody(
    IReadOnlyList<AllocationLimitBody>? Limits = null,
    IReadOnlyList<ExclusiveSetBody>? ExclusiveSets = null,
    IReadOnlyList<RulingBody>? Rulings = null
)
{
    internal const int MostLimits = 200;
    internal const int MostApplications = 1_000;

    internal static ScenarioInputs ToInputs(ScenarioConstraintsBody? body, IReadOnlyList<RecommendedAmountBody>? recommendations) =>
        new()
        {
            Limits = [.. (body?.Limits ?? []).Select(x => new AskedLimit(KindOf(x.Kind), x.Subject, x.AtMost, x.AtLeast))],
            ExclusiveSets = [.. (body?.ExclusiveSets ?? []).Select(x => new AskedSet(x.Name, x.ApplicationIds))],
            Rulings = [.. (body?.Rulings ?? []).Select(x => new AskedRuling(x.ApplicationId, x.Ruling == RulingWord.In, x.Reason))],
            Recommendations = [.. (recommendations ?? []).Select(x => new AskedAmount(x.ApplicationId, x.Amount, x.Reason))],
        };

    internal static ScenarioConstraintsBody Of(ScenarioInputs inputs) =>
        new(
            [.. inputs.Limits.Select(x => new AllocationLimitBody(WordOf(x.Kind), x.Key, x.AtMost, x.AtLeast))],
            [.. inputs.ExclusiveSets.Select(x => new ExclusiveSetBody(x.Name, x.Applications))],
            [.. inputs.Rulings.Select(x => new RulingBody(x.ApplicationId, x.IsIn ? RulingWord.In : RulingWord.Out, x.Reason))]
        );

    private static LimitKind KindOf(LimitWord word) =>
        word switch
        {
            LimitWord.Theme => LimitKind.Theme,
            LimitWord.Department => LimitKind.Department,
            LimitWord.Initiator => LimitKind.Initiator,
            LimitWord.ExpenseCategory => LimitKind.ExpenseCategory,
            _ => LimitKind.Earmark,
        };

    private static LimitWord WordOf(LimitKind kind) =>
        kind switch
        {
            LimitKind.Theme => LimitWord.Theme,
            LimitKind.Department => LimitWord.Department,
            LimitKind.Initiator => LimitWord.Initiator,
            LimitKind.ExpenseCategory => LimitWord.ExpenseCategory,
            _ => LimitWord.Earmark,
        };
}

/// <summary>What a cap or floor is of.</summary>
public enum LimitWord
{
    Theme,

    /// <summary>Département of the project.</summary>
    Department,

    /// <summary>Who started the project.</summary>
    Initiator,

    /// <summary>The parts of the grants in one category of expense.</summary>
    ExpenseCategory,

    /// <summary>Applications that a contribution's earmark allows.</summary>
    Earmark,
}

/// <summary>Whether an application must be in or out.</summary>
public enum RulingWord
{
    /// <summary>It gets its grant first.</summary>
    In,

    /// <summary>It gets none.</summary>
    Out,
}

/// <summary>A cap, a floor or both.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Subject">Which theme, département, initiator or category of expense, by its code; for an earmark the id of the contribution.</param>
/// <param name="AtMost">The cap, EUR.</param>
/// <param name="AtLeast">The floor, EUR.</param>
public sealed record AllocationLimitBody(LimitWord Kind, string Subject, Money? AtMost = null, Money? AtLeast = null);

/// <summary>Projects of which at most one is funded.</summary>
/// <param name="Name">Unique name, at most 200 characters.</param>
/// <param name="ApplicationIds">Two or more applications of the ranking, at most 1 000.</param>
public sealed record ExclusiveSetBody(string Name, IReadOnlyList<GrantApplicationId> ApplicationIds);

/// <summary>What a person rules of an application before the policy.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Ruling">In or out.</param>
/// <param name="Reason">Why, at most 20 000 characters.</param>
public sealed record RulingBody(GrantApplicationId ApplicationId, RulingWord Ruling, string Reason);

/// <summary>A smaller grant than was asked for.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Amount">What is recommended, EUR, at most what is asked for.</param>
/// <param name="Reason">Why, at most 20 000 characters.</param>
public sealed record RecommendedAmountBody(GrantApplicationId ApplicationId, Money Amount, string Reason);

internal sealed class ScenarioConstraintsValidator : AbstractValidator<ScenarioConstraintsBody>
{
    public ScenarioConstraintsValidator()
    {
        RuleFor(x => x.Limits).HasAtMost(ScenarioConstraintsBody.MostLimits);
        RuleForEach(x => x.Limits).NotNull().ChildRules(limit => limit.RuleFor(x => x.Subject).NotEmpty().MaximumLength(Limits.Code));
        RuleFor(x => x.ExclusiveSets).HasAtMost(ScenarioConstraintsBody.MostLimits);
        RuleForEach(x => x.ExclusiveSets)
            .NotNull()
            .ChildRules(set =>
            {
                set.RuleFor(x => x.Name).NotEmpty().MaximumLength(Limits.Title);
                set.RuleFor(x => x.ApplicationIds).NotEmpty().HasAtMost(ScenarioConstraintsBody.MostApplications);
            });
        RuleFor(x => x.Rulings).HasAtMost(ScenarioConstraintsBody.MostApplications);
        RuleForEach(x => x.Rulings)
            .NotNull()
            .ChildRules(ruling =>
            {
                ruling.RuleFor(x => x.ApplicationId).NotEmpty();
                ruling.RuleFor(x => x.Reason).NotEmpty().MaximumLength(Limits.Description);
            });
    }
}
