using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications;

/// <summary>All ways in which a grant application refuses a request.</summary>
public static class GrantApplicationErrors
{
    public static Error NotFound => Error.NotFound("applications.not-found");

    public static Error NotDraft => Error.Conflict("applications.not-a-draft");

    public static Error NotSubmitted => Error.Conflict("applications.not-submitted");

    public static Error NoCompletionRequested => Error.Conflict("applications.no-completion-requested");

    public static Error NotAdmissible => Error.Rule("applications.not-admissible");

    public static Error NotUnderEvaluation => Error.Rule("applications.not-under-evaluation");

    public static Error NotEvaluated => Error.Rule("applications.not-evaluated");

    public static Error NotWaitingListed => Error.Rule("applications.not-waiting-listed");

    public static Error AlreadyDecided => Error.Conflict("applications.already-decided");

    public static Error NothingToAppeal => Error.Conflict("applications.nothing-to-appeal");

    public static Error DocumentsClosed => Error.Conflict("applications.documents-closed");

    public static Error DocumentNotRequested => Error.Rule("applications.document-not-requested").At("#/kind");

    public static Error DocumentNotFound => Error.NotFound("applications.document-not-found");

    public static Error VersionNotFound => Error.NotFound("applications.version-not-found");

    public static Error ReferenceTaken => Error.Rule("applications.reference-taken");

    public static Error UnknownCall => Error.Rule("applications.unknown-call").At("#/callId");

    public static Error NotOwnOrganisation => Error.Rule("applications.not-own-organisation").At("#/organisationId");

    public static Error ReaderOnly => Error.Forbidden("applications.reader-only");

    public static Error NotMember => Error.Forbidden("applications.not-a-member");

    public static Error InstructorIsMember => Error.Forbidden("applications.instructor-is-member");

    public static Error SiretInvalid => Error.Rule("applications.siret-invalid").At("#/siret");

    public static Error SiretOfAnother => Error.Rule("applications.siret-of-another-organisation").At("#/siret");

    public static Error UnknownTheme => Error.Rule("applications.unknown-theme").At("#/theme");

    public static Error UnknownCategory(int index) => Error.Rule("applications.unknown-category").At($"#/plan/costs/{index}/category");

    public static Error DuplicateCategory(int index) => Error.Rule("applications.duplicate-category").At($"#/plan/costs/{index}/category");

    public static Error CallClosed(DateTimeOffset closesAt) => Error.Rule("applications.call-closed").With("closesAt", closesAt);

    public static Error CallNotOpen(DateTimeOffset opensAt) => Error.Rule("applications.call-not-open").With("opensAt", opensAt);

    public static Error PlanUnbalanced(Money costs) => Error.Rule("applications.plan-unbalanced").With("costs", costs);

    public static Error AboveCeiling(Money ceiling) => Error.Rule("applications.above-ceiling").With("ceiling", ceiling);

    public static Error AboveAidRate(Percentage rate) => Error.Rule("applications.above-aid-rate").With("rate", rate.ToString());

    /// <summary>One detail for each kind.</summary>
    public static Error DocumentMissing(IReadOnlyCollection<string>? kinds) =>
        EachOf(kinds, x => Error.Rule("applications.document-missing").With("kinds", x));

    /// <summary>One detail for each question.</summary>
    public static Error AnswerMissing(IReadOnlyCollection<string>? codes) =>
        EachOf(codes, x => Error.Rule("applications.answer-missing").With("codes", x));

    public static Error OutsideTerritory(string? department) => Error.Rule("applications.outside-territory").With("department", department);

    public static Error DeadlineNotAhead => Error.Rule("applications.deadline-not-ahead").At("#/deadline");

    public static Error UnknownReason => Error.Rule("applications.unknown-reason").At("#/reason");

    public static Error ReasonUnexpected => Error.Rule("applications.reason-unexpected").At("#/reason");

    public static Error WaitingListEndMissing => Error.Rule("applications.waiting-list-end-missing").At("#/waitingListEndsOn");

    public static Error EligibleAboveCosts(string? category) =>
        Error.Rule("applications.eligible-above-costs").At("#/eligibleCosts").With("category", category);

    private static Error EachOf(IReadOnlyCollection<string>? missing, Func<string, Error> one) =>
        one(string.Join(", ", missing ?? [])).Because((missing ?? []).Select(one));
}
