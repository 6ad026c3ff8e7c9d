using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>All ways in which a template of criteria refuses a request.</summary>
public static class CriteriaTemplateErrors
{
    public static Error NotFound => Error.NotFound("calls.criteria-template-not-found");

    public static Error NotOwn => Error.Forbidden("calls.criteria-template-not-own");

    public static Error NameTaken => Error.Rule("calls.criteria-template-name-taken").At("#/name");
}

/// <summary>All ways in which a call for projects refuses a request.</summary>
public static class CallErrors
{
    public static Error NotFound => Error.NotFound("calls.not-found");

    public static Error NotDraft => Error.Conflict("calls.not-a-draft");

    public static Error NotPublished => Error.Conflict("calls.not-published");

    public static Error NotClosed => Error.Conflict("calls.not-closed");

    public static Error NotDecided => Error.Conflict("calls.not-decided");

    public static Error AlreadyEnded => Error.Conflict("calls.already-ended");

    public static Error AlreadyClosed => Error.Conflict("calls.already-closed");

    public static Error NotNamed => Error.Forbidden("calls.not-named-on-call");

    public static Error ReferenceTaken => Error.Rule("calls.reference-taken").At("#/reference");

    public static Error WeightsNotHundred(int sum) => Error.Rule("calls.weights-not-hundred").With("sum", sum);

    public static Error ClosingNotAfterOpening => Error.Rule("calls.closing-not-after-opening");

    public static Error ClosingPassed => Error.Rule("calls.closing-passed");

    public static Error ClosingNotLater => Error.Rule("calls.closing-not-later").At("#/closesAt");

    public static Error EnvelopeMissing => Error.Rule("calls.envelope-missing");

    public static Error CeilingAboveEnvelope(Money ceiling, Money envelope) =>
        Error.Rule("calls.ceiling-above-envelope").With("ceiling", ceiling).With("envelope", envelope);

    public static Error UnknownTimeZone(string? timeZone) =>
        Error.Rule("calls.unknown-time-zone").At("#/timeZone").With("timeZone", timeZone);

    public static Error UnknownTieBreak(string? name, int index) =>
        Error.Rule("calls.unknown-tie-break").At($"#/tieBreaks/{index}").With("name", name);

    public static Error UnknownPolicy(string? name) => Error.Rule("calls.unknown-policy").At("#/allocationPolicy/name").With("name", name);

    public static Error BandsMisplaced => Error.Rule("calls.bands-misplaced").At("#/allocationPolicy/bands");

    public static Error SignOffStepsInvalid => Error.Rule("calls.sign-off-steps-invalid").At("#/signOffSteps");

    public static Error BandTwice => Error.Rule("calls.band-twice").At("#/allocationPolicy/bands");

    public static Error StateAidReferenceMissing => Error.Rule("calls.state-aid-reference-missing").At("#/stateAidReference");

    public static Error StateAidReferenceUnwanted => Error.Rule("calls.state-aid-reference-unwanted").At("#/stateAidReference");

    public static Error DuplicateCode(string? member, string? code) =>
        Error.Rule("calls.duplicate-code").At($"#/{member}").With("code", code);

    public static Error ScaleEmpty(int index) => Error.Rule("calls.scale-empty").At($"#/criteria/{index}/maximumMark");

    public static Error LevelOutsideScale(int index, int level) =>
        Error.Rule("calls.level-outside-scale").At($"#/criteria/{index}/levels/{level}/mark");

    public static Error LevelTwice(int index, int level) => Error.Rule("calls.level-twice").At($"#/criteria/{index}/levels/{level}/mark");

    public static Error LevelsPartlyNamed(int index, int level) =>
        Error.Rule("calls.levels-partly-named").At($"#/criteria/{index}/levels/{level}/name");

    public static Error EliminatoryMinimumOutsideScale(int index) =>
        Error.Rule("calls.eliminatory-minimum-outside-scale").At($"#/criteria/{index}/eliminatoryMinimum");

    public static Error UnknownManager(int index) => Error.Rule("calls.unknown-manager").At($"#/managers/{index}");

    public static Error GrantsNotEnded => Error.Rule("calls.grants-not-ended");

    public static Error NothingToNotify => Error.Rule("calls.nothing-to-notify");
}
