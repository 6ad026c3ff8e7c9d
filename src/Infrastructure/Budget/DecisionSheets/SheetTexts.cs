using System.Collections.Frozen;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Documents;

namespace SocialInnovation.Infrastructure.Budget.DecisionSheets;

/// <summary>The words of a decision sheet in one language, one file per language in Texts; <c>{name}</c> stands for a value.</summary>
internal sealed record SheetTexts
{
    private static readonly FrozenDictionary<string, SheetTexts> All = Wording.Read<SheetTexts>("Budget.DecisionSheets");

    public required string Title { get; init; }

    public required string Heading { get; init; }

    public required string Scenario { get; init; }

    public required string Untitled { get; init; }

    public required string None { get; init; }

    public required IReadOnlyDictionary<string, string> Policies { get; init; }

    public required IReadOnlyDictionary<string, string> PolicyNames { get; init; }

    public required string Band { get; init; }

    public required IReadOnlyDictionary<AllocationObjective, string> Objectives { get; init; }

    public required IReadOnlyDictionary<WhenExceeded, string> Exceeded { get; init; }

    public required string PartialLast { get; init; }

    public required string MinimumGrant { get; init; }

    public required string Budget { get; init; }

    public required string Item { get; init; }

    public required string Envelope { get; init; }

    public required string Available { get; init; }

    public required string Granted { get; init; }

    public required string Left { get; init; }

    public required string Limit { get; init; }

    public required string AtMost { get; init; }

    public required string AtLeast { get; init; }

    public required IReadOnlyDictionary<BindingKind, string> Bindings { get; init; }

    /// <summary>The words of a fixed list that a constraint may be of: sections and initiators.</summary>
    public required IReadOnlyDictionary<string, string> Words { get; init; }

    public required string Subject { get; init; }

    public required string Unmet { get; init; }

    public required string Demand { get; init; }

    public required string Demanded { get; init; }

    public required string Reached { get; init; }

    public required string Applications { get; init; }

    public required string Shown { get; init; }

    public required string Count { get; init; }

    public required string Rank { get; init; }

    public required string Reference { get; init; }

    public required string Project { get; init; }

    public required string Score { get; init; }

    public required string Spread { get; init; }

    public required string Range { get; init; }

    public required string Conflicts { get; init; }

    public required string Requested { get; init; }

    public required string Recommended { get; init; }

    public required string Outcome { get; init; }

    public required string OutcomeAndRule { get; init; }

    public required IReadOnlyDictionary<ApplicationOutcome, string> Outcomes { get; init; }

    public required IReadOnlyDictionary<AllocationRule, string> Rules { get; init; }

    public required string Swaps { get; init; }

    public required string Swapped { get; init; }

    public required string Impossible { get; init; }

    public required string Displaced { get; init; }

    public required string AlsoAwarded { get; init; }

    public required string GrantedInAll { get; init; }

    public required string Alternatives { get; init; }

    public required string Alternative { get; init; }

    public required string Policy { get; init; }

    public required string State { get; init; }

    public required string Awards { get; init; }

    public required IReadOnlyDictionary<ScenarioState, string> States { get; init; }

    public required string SignOff { get; init; }

    public required string Step { get; init; }

    public required string Progress { get; init; }

    public required string ToCome { get; init; }

    public required string Approved { get; init; }

    public required string Returned { get; init; }

    public required IReadOnlyDictionary<SignOffStep, string> Steps { get; init; }

    public required string History { get; init; }

    public required string Event { get; init; }

    public required string EventWithReason { get; init; }

    public required string Positions { get; init; }

    public required string Agree { get; init; }

    public required string MissingCharacters { get; init; }

    /// <summary>The words of a language.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static SheetTexts In(string language) => Wording.Of(All, language);
}
