using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>All ways in which the inputs of a scenario are refused.</summary>
public static class AllocationErrors
{
    public static Error LimitEmpty(int index) => Error.Rule("budget.limit-empty").At($"#/constraints/limits/{index}");

    public static Error FloorAboveCap(int index) => Error.Rule("budget.floor-above-cap").At($"#/constraints/limits/{index}/atLeast");

    public static Error LimitTwice(int index) => Error.Rule("budget.limit-twice").At($"#/constraints/limits/{index}");

    public static Error UnknownLimitKey(int index, string? key) =>
        Error.Rule("budget.unknown-limit-key").At($"#/constraints/limits/{index}/subject").With("key", key);

    public static Error SetTooSmall(int index) =>
        Error.Rule("budget.exclusive-set-too-small").At($"#/constraints/exclusiveSets/{index}/applicationIds");

    public static Error SetTwice(int index) => Error.Rule("budget.exclusive-set-twice").At($"#/constraints/exclusiveSets/{index}/name");

    public static Error ApplicationTwice(string member, int index) =>
        Error.Rule("budget.application-twice").At($"#/{Place(member)}/{index}/applicationId");

    public static Error NotACandidate(string pointer) => Error.Rule("budget.not-a-candidate").At(pointer);

    public static Error RecommendedAboveRequest(int index, Money requested) =>
        Error.Rule("budget.recommended-above-request").At($"#/recommendations/{index}/amount").With("requested", requested);

    public static Error UnknownPolicy(string? name) => Error.Rule("budget.unknown-policy").At("#/policy/name").With("name", name);

    public static Error BandsMisplaced => Error.Rule("budget.bands-misplaced").At("#/policy/bands");

    public static Error BallotsIncomplete => Error.Rule("budget.ballots-incomplete").At("#/policy/name");

    public static Error NeedsRun => Error.Rule("budget.policy-needs-a-run").At("#/policy/name");

    private static string Place(string member) => member == "rulings" ? "constraints/rulings" : member;
}
