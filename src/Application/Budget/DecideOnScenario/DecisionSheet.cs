using SocialInnovation.Application.Budget.SimulateScenario;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Budget.DecideOnScenario;

/// <summary>
/// Reads all that deciders need to know of a scenario on one page: the budget, each application with its score and how far its evaluators lie
/// apart, what is recommended and why, the other scenarios, what the members say, and what would change if one line were swapped.
/// </summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor, Role.Evaluator)]
public sealed record GetDecisionSheet(AllocationScenarioId Id) : IQuery<DecisionSheetModel>;

/// <summary>All that deciders need to know of a scenario.</summary>
public sealed record DecisionSheetModel
{
    /// <summary>The scenario.</summary>
    public required AllocationScenarioId ScenarioId { get; init; }

    /// <summary>What it is called.</summary>
    public string? Title { get; init; }

    /// <summary>Where it stands.</summary>
    public required ScenarioState State { get; init; }

    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>Its reference.</summary>
    public required string CallReference { get; init; }

    /// <summary>Its title.</summary>
    public required string CallTitle { get; init; }

    /// <summary>The policy.</summary>
    public required AllocationPolicyBody Policy { get; init; }

    /// <summary>What the envelope held, in all.</summary>
    public required Money Available { get; init; }

    /// <summary>What the scenario grants.</summary>
    public required Money Granted { get; init; }

    /// <summary>What it leaves.</summary>
    public required Money Left { get; init; }

    /// <summary>Each cap and line of the envelope, and how far the scenario uses it.</summary>
    public required IReadOnlyList<SheetLimitModel> Limits { get; init; }

    /// <summary>Demands that it does not meet.</summary>
    public required IReadOnlyList<UnmetDemandModel> Unmet { get; init; }

    /// <summary>The applications in rank order, at most 500.</summary>
    public required IReadOnlyList<SheetLineModel> Applications { get; init; }

    /// <summary>Number of applications in the scenario.</summary>
    public required int ApplicationCount { get; init; }

    /// <summary>The other scenarios of the call that were not discarded, newest first, at most 20.</summary>
    public required IReadOnlyList<SheetAlternativeModel> Alternatives { get; init; }

    /// <summary>What would change if one of the first five on the waiting list were in.</summary>
    public required IReadOnlyList<SheetSwapModel> Swaps { get; init; }

    /// <summary>The steps of the call.</summary>
    public required IReadOnlyList<SignOffStep> Steps { get; init; }

    /// <summary>Every approval and return, the oldest first.</summary>
    public required IReadOnlyList<SignOffModel> SignOffs { get; init; }

    /// <summary>Number of members of the working group who agree with the whole list.</summary>
    public required int Agree { get; init; }

    /// <summary>Number of members who don't.</summary>
    public required int Disagree { get; init; }

    /// <summary>What they noted, without saying who, the oldest first.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>A limit, and how far a scenario uses it.</summary>
/// <param name="Constraint">What it is of.</param>
/// <param name="Subject">Which section, theme and so on.</param>
/// <param name="AtMost">The cap.</param>
/// <param name="AtLeast">The floor.</param>
/// <param name="Granted">What the scenario grants of it.</param>
public sealed record SheetLimitModel(BindingKind Constraint, string Subject, Money? AtMost, Money? AtLeast, Money Granted);

/// <summary>An application on the sheet.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="ProjectTitle">Title of its project.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Score">Its score, four decimals.</param>
/// <param name="LowestScore">The lowest score that one evaluator alone gives, four decimals; absent where none counts.</param>
/// <param name="HighestScore">The highest.</param>
/// <param name="Conflicts">Number of evaluators who were kept from it by a conflict.</param>
/// <param name="Requested">What it asks for.</param>
/// <param name="Recommended">What the manager recommends instead.</param>
/// <param name="Outcome">What the scenario says.</param>
/// <param name="Amount">What it would get.</param>
/// <param name="Rule">The rule that decided it.</param>
public sealed record SheetLineModel(
    GrantApplicationId ApplicationId,
    string Reference,
    string ProjectTitle,
    int Rank,
    string Score,
    string? LowestScore,
    string? HighestScore,
    int Conflicts,
    Money Requested,
    Money? Recommended,
    ApplicationOutcome Outcome,
    Money Amount,
    AllocationRule Rule
);

/// <summary>Another scenario of the call.</summary>
/// <param name="ScenarioId">The scenario.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Policy">Its policy.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Granted">What it grants.</param>
/// <param name="Awards">Number of awards.</param>
public sealed record SheetAlternativeModel(
    AllocationScenarioId ScenarioId,
    string? Title,
    string Policy,
    ScenarioState State,
    Money Granted,
    int Awards
);

/// <summary>What would change if an application on the waiting list were in.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="IsPossible">Whether the constraints leave any way.</param>
/// <param name="Displaced">References of those who would lose their award, at most 100.</param>
/// <param name="AlsoAwarded">References of others who would get one, at most 100.</param>
/// <param name="Granted">What would be granted in all.</param>
public sealed record SheetSwapModel(
    string Reference,
    bool IsPossible,
    IReadOnlyList<string> Displaced,
    IReadOnlyList<string> AlsoAwarded,
    Money Granted
);
