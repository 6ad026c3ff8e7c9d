using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>Why a line of a scenario says what it says.</summary>
public enum AllocationRule
{
    /// <summary>Awarded whole: nothing binds it.</summary>
    WithinLimits,

    /// <summary>Awarded because a person ruled so.</summary>
    RuledIn,

    /// <summary>Awarded with the cut that all share.</summary>
    CommonCut,

    /// <summary>Awarded with the share of its score's band.</summary>
    BandShare,

    /// <summary>Awarded what was left.</summary>
    PartialLast,

    /// <summary>Awarded as a part of the choice of the greatest value.</summary>
    InOptimum,

    /// <summary>Awarded because its supporters could pay for it from their equal shares.</summary>
    Affordable,

    /// <summary>Awarded from what the equal shares left, as one of the best-supported.</summary>
    Completion,

    BelowMinimumScore,

    BelowCriterionMinimum,

    AboveCeiling,

    AboveAidRate,

    DeMinimisExceeded,

    /// <summary>A person ruled it out.</summary>
    RuledOut,

    EnvelopeExhausted,

    /// <summary>What may pay for it is used up, though the envelope is not.</summary>
    EarmarkExhausted,

    /// <summary>A cap of a theme, département, initiator or category of expense.</summary>
    CapReached,

    /// <summary>A project of the same exclusive set is funded.</summary>
    Incompatible,

    /// <summary>The list stops at the first application that could not be held.</summary>
    ListStopped,

    /// <summary>What could be given is less than the smallest useful grant.</summary>
    BelowMinimumGrant,

    /// <summary>With it, the common cut would go below its floor.</summary>
    BelowFloor,

    /// <summary>No band begins at or below its score.</summary>
    BelowBands,

    /// <summary>Its supporters could not pay for it.</summary>
    NotAffordable,
}

/// <summary>What can bind a line: a limit of the problem, or a rule of the application's own.</summary>
public enum BindingKind
{
    EnvelopeLine,
    Earmark,
    Theme,
    Department,
    Initiator,
    ExpenseCategory,
    DeMinimis,
    MinimumScore,
    CriterionMinimum,
    GrantCeiling,
    AidRate,
    ExclusiveSet,
    MinimumGrant,
    Floor,
    Ruling,

    /// <summary>The application at which the list stopped; the figure is its rank.</summary>
    ListStop,

    /// <summary>What the supporters of an application have left of their equal shares, in EUR.</summary>
    SupportersMoney,
}

/// <summary>A constraint that binds a line.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">Of what: a line's section, a theme's code, the name of a set; null when there is only one.</param>
/// <param name="Figure">Its figure: EUR; points for the minimum score; percent for a floor.</param>
/// <param name="Margin">By how much it is missed, in the same unit: what would have to be added to the figure, or to the score.</param>
public sealed record Binding(BindingKind Kind, string? Key, decimal Figure, decimal Margin);

/// <summary>Why a line says what it says.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Bindings">
/// The constraints that bind: lifted for this application alone, all of them together, its line would be another. Empty where nothing binds.
/// </param>
/// <param name="Competitors">Applications that hold what it lacks, the worst-ranked first, at most 20.</param>
public sealed record LineReason(AllocationRule Rule, IReadOnlyList<Binding> Bindings, IReadOnlyList<GrantApplicationId> Competitors)
{
    public const int MostCompetitors = 20;

    /// <summary>Of an award: the limit that it came nearest to; its margin is what the limit held beyond the grant.</summary>
    public Binding? Nearest { get; init; }

    public static LineReason Of(AllocationRule rule) => new(rule, [], []);

    public static LineReason Of(AllocationRule rule, Binding binding) => new(rule, [binding], []);
}

/// <summary>What a scenario says of one application.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Score">Its score.</param>
/// <param name="Requested">What it asks for.</param>
/// <param name="Recommended">What the manager recommends, when it is something else.</param>
/// <param name="Outcome">What the scenario says.</param>
/// <param name="Amount">What it would get.</param>
/// <param name="Why">Why.</param>
public sealed record ScenarioLine(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    decimal Score,
    Money Requested,
    Recommendation? Recommended,
    ApplicationOutcome Outcome,
    Money Amount,
    LineReason Why
)
{
    public static ScenarioLine Awarded(Candidate candidate, Money amount, LineReason why) =>
        Of(candidate, ApplicationOutcome.Awarded, amount, why);

    public static ScenarioLine WaitingListed(Candidate candidate, LineReason why) =>
        Of(candidate, ApplicationOutcome.WaitingListed, Money.Zero, why);

    public static ScenarioLine Refused(Candidate candidate, LineReason why) => Of(candidate, ApplicationOutcome.Refused, Money.Zero, why);

    private static ScenarioLine Of(Candidate candidate, ApplicationOutcome outcome, Money amount, LineReason why) =>
        new(
            candidate.ApplicationId,
            candidate.Reference,
            candidate.Rank,
            candidate.Score,
            candidate.Requested,
            candidate.Recommended,
            outcome,
            amount,
            why
        );
}
