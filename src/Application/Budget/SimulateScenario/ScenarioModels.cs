using System.Globalization;
using SocialInnovation.Application.Budget.SignOffScenario;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.Budget.SimulateScenario;

/// <summary>What a scenario says of one application, and why.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Score">Its score, four decimals.</param>
/// <param name="Requested">What the applicant asks for.</param>
/// <param name="Recommended">What the manager recommends instead; absent when that is what is asked for.</param>
/// <param name="Approved">What was decided; absent before the adoption.</param>
/// <param name="Outcome">What the scenario says.</param>
/// <param name="Amount">What it would get.</param>
/// <param name="Reason">The rule, when it gets nothing.</param>
/// <param name="Why">Why the line says what it says.</param>
public sealed record ScenarioLineModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    string Score,
    Money Requested,
    RecommendedAmountModel? Recommended,
    ApprovedAmountModel? Approved,
    ApplicationOutcome Outcome,
    Money Amount,
    AllocationRule? Reason,
    LineReasonModel Why
)
{
    internal static ScenarioLineModel Of(ScenarioLine line, AllocationScenario scenario) =>
        new(
            line.ApplicationId,
            line.Reference,
            line.Rank,
            line.Score.ToString("0.0000", CultureInfo.InvariantCulture),
            line.Requested,
            line.Recommended is { } recommended ? new RecommendedAmountModel(recommended.Amount, recommended.By, recommended.Reason) : null,
            scenario.Decision is { } decision && line.Outcome == ApplicationOutcome.Awarded
                ? new ApprovedAmountModel(line.Amount, decision.RecordedBy, decision.Reference)
                : null,
            line.Outcome,
            line.Amount,
            line.Outcome == ApplicationOutcome.Awarded ? null : line.Why.Rule,
            LineReasonModel.Of(line.Why)
        );
}

/// <summary>What a manager recommends.</summary>
/// <param name="Amount">How much.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record RecommendedAmountModel(Money Amount, UserId By, string Reason);

/// <summary>What was decided.</summary>
/// <param name="Amount">How much.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="DecisionReference">Number of the act.</param>
public sealed record ApprovedAmountModel(Money Amount, UserId RecordedBy, string DecisionReference);

/// <summary>Why a line says what it says.</summary>
/// <param name="Rule">The rule that decided it.</param>
/// <param name="Bindings">
/// The constraints that bind it: lifted for this application alone, all of them together, its line would be another. Empty where nothing binds.
/// </param>
/// <param name="Competitors">Applications that hold what it lacks, the worst-ranked first, at most 20.</param>
/// <param name="Nearest">Of an award: the limit that it came nearest to, whose margin is what it held beyond the grant.</param>
public sealed record LineReasonModel(
    AllocationRule Rule,
    IReadOnlyList<BindingModel> Bindings,
    IReadOnlyList<GrantApplicationId> Competitors,
    BindingModel? Nearest
)
{
    internal static LineReasonModel Of(LineReason why) =>
        new(
            why.Rule,
            [.. why.Bindings.Select(BindingModel.Of)],
            why.Competitors,
            why.Nearest is { } nearest ? BindingModel.Of(nearest) : null
        );
}

/// <summary>A constraint that binds a line.</summary>
/// <param name="Constraint">Which.</param>
/// <param name="Subject">Of what: a line's section, a theme's code, the name of a set.</param>
/// <param name="Figure">Its figure: EUR with two decimals; points for a minimum score; percent for a floor; a rank for the stop of the list.</param>
/// <param name="Margin">By how much it is missed, in the same unit.</param>
public sealed record BindingModel(BindingKind Constraint, string? Subject, string Figure, string Margin)
{
    internal static BindingModel Of(Binding binding) =>
        new(binding.Kind, binding.Key, Text(binding.Kind, binding.Figure), Text(binding.Kind, binding.Margin));

    private static string Text(BindingKind kind, decimal value) =>
        value.ToString(
            kind switch
            {
                BindingKind.MinimumScore or BindingKind.CriterionMinimum => "0.0000",
                BindingKind.ListStop or BindingKind.ExclusiveSet or BindingKind.Ruling => "0",
                _ => "0.00",
            },
            CultureInfo.InvariantCulture
        );
}

/// <summary>A demand that a scenario does not meet.</summary>
/// <param name="Constraint">Of what: a floor's kind, or a ruling.</param>
/// <param name="Subject">Which theme and so on; the application's reference for a ruling.</param>
/// <param name="Demanded">The floor, or the grant.</param>
/// <param name="Reached">What the scenario gives.</param>
public sealed record UnmetDemandModel(BindingKind Constraint, string Subject, Money Demanded, Money Reached)
{
    internal static UnmetDemandModel Of(UnmetDemand unmet) => new(unmet.Kind, unmet.Key, unmet.Demanded, unmet.Reached);
}

/// <summary>What a person said of a scenario at one step of its sign-off.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">Whether it was approved or returned.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why it was returned.</param>
/// <param name="MeetingId">Of the working group's opinion: its meeting.</param>
public sealed record SignOffModel(
    SignOffStep Step,
    SignOffOutcome Outcome,
    UserId By,
    DateTimeOffset At,
    string? Reason,
    MeetingId? MeetingId
)
{
    internal static SignOffModel Of(SignOff signOff) =>
        new(
            signOff.Step,
            signOff.IsApproved ? SignOffOutcome.Granted : SignOffOutcome.Returned,
            signOff.By,
            signOff.At,
            signOff.Reason,
            signOff.MeetingId
        );
}

/// <summary>What the search for the greatest value has proven.</summary>
/// <param name="Status">How far it came.</param>
/// <param name="Objective">The value of the choice, four decimals; in points, or in points times EUR.</param>
/// <param name="Bound">No choice has a greater value than this.</param>
/// <param name="IsTieBroken">Whether the choice was proven to be the one of the best ranks among all of that value.</param>
/// <param name="Conflicts">Where there is no choice: constraints that can't be kept together.</param>
public sealed record OptimalityProofModel(
    SearchStatus Status,
    string? Objective,
    string? Bound,
    bool IsTieBroken,
    IReadOnlyList<UnmetDemandModel> Conflicts
)
{
    internal static OptimalityProofModel? Of(OptimalityProof? proof) =>
        proof is null
            ? null
            : new OptimalityProofModel(
                proof.Status,
                proof.Objective?.ToString("0.0000", CultureInfo.InvariantCulture),
                proof.Bound?.ToString("0.0000", CultureInfo.InvariantCulture),
                proof.IsTieBroken,
                [.. proof.Conflicts.Select(UnmetDemandModel.Of)]
            );
}
