using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>All ways in which a panel refuses a request.</summary>
public static class PanelErrors
{
    public static Error NotNamed => Error.Forbidden("evaluation.not-named-on-call");

    public static Error NotOnPanel => Error.Forbidden("evaluation.not-on-panel");

    public static Error IndependenceNotDeclared => Error.Forbidden("evaluation.independence-not-declared");

    public static Error IndependenceAlreadyDeclared => Error.Conflict("evaluation.independence-already-declared");

    public static Error UnknownEvaluator(int index) => Error.Rule("evaluation.unknown-evaluator").At($"#/members/{index}/userId");

    public static Error MemberTwice(int index) => Error.Rule("evaluation.member-twice").At($"#/members/{index}/userId");

    public static Error ReadersBelowSheets(int minimum) =>
        Error.Rule("evaluation.readers-below-sheets").At("#/readersPerApplication").With("minimum", minimum);

    public static Error CollegesAboveReaders(int readers) =>
        Error.Rule("evaluation.colleges-above-readers").At("#/collegesPerApplication").With("readers", readers);

    public static Error NobodyToRemind => Error.Rule("evaluation.nobody-to-remind");

    public static Error MemberHasSheets => Error.Rule("evaluation.member-has-sheets").At("#/members");
}

/// <summary>All ways in which conflicts of interest refuse a request.</summary>
public static class ConflictErrors
{
    public static Error Found => Error.Rule("evaluation.conflict-found").At("#/evaluatorId");

    public static Error InterestTwice(int index) => Error.Rule("evaluation.interest-twice").At($"#/interests/{index}");

    public static Error InvalidSiren(int index) => Error.Rule("evaluation.interest-siren-invalid").At($"#/interests/{index}/siren");

    public static Error ReadersInConflict(string? references) =>
        Error.Rule("evaluation.readers-in-conflict").With("references", references);
}

/// <summary>All ways in which automatic assignments and replacements refuse a request.</summary>
public static class AssignmentErrors
{
    public static Error RunNotFound => Error.NotFound("evaluation.assignment-run-not-found");

    public static Error NothingToAssign => Error.Rule("evaluation.nothing-to-assign");

    public static Error Infeasible => Error.Rule("evaluation.assignment-infeasible");

    public static Error MaximumLoadReached => Error.Rule("evaluation.maximum-load-reached").At("#/evaluatorId");

    public static Error NotOverdue => Error.Rule("evaluation.not-overdue");

    public static Error NotSilent => Error.Rule("evaluation.evaluator-not-silent").At("#/evaluatorId");

    public static Error NoReplacement(string? references) => Error.Rule("evaluation.no-replacement").With("references", references);
}

/// <summary>All ways in which assignments and score sheets refuse a request.</summary>
public static class ScoreSheetErrors
{
    public static Error NotFound => Error.NotFound("evaluation.score-sheet-not-found");

    public static Error CallNotClosed => Error.Rule("evaluation.call-not-closed");

    public static Error UnknownApplication => Error.Rule("evaluation.unknown-application").At("#/applicationId");

    public static Error NotOnPanel => Error.Rule("evaluation.evaluator-not-on-panel").At("#/evaluatorId");

    public static Error ConflictDeclared => Error.Rule("evaluation.conflict-declared").At("#/evaluatorId");

    public static Error AlreadyAssigned => Error.Rule("evaluation.already-assigned").At("#/evaluatorId");

    public static Error NotEditable => Error.Conflict("evaluation.score-sheet-not-editable");

    public static Error NotDrafted => Error.Conflict("evaluation.score-sheet-not-drafted");

    public static Error NotSubmitted => Error.Conflict("evaluation.score-sheet-not-submitted");

    public static Error RankingFrozen => Error.Rule("evaluation.ranking-frozen");

    public static Error Blind => Error.Forbidden("evaluation.blind");

    public static Error OwnToSubmit => Error.Forbidden("evaluation.own-sheets-to-submit");

    public static Error OthersNotShown => Error.Forbidden("evaluation.others-not-shown");

    public static Error NotOwn => Error.Forbidden("evaluation.not-own-score-sheet");

    public static Error MarksInvalid => Error.Rule("evaluation.marks-invalid");

    public static Error UnknownCriterion(int index) => Error.Rule("evaluation.unknown-criterion").At($"#/marks/{index}/criterion");

    public static Error CriterionTwice(int index) => Error.Rule("evaluation.criterion-twice").At($"#/marks/{index}/criterion");

    public static Error OutsideScale(int index, int minimum, int maximum) =>
        Error.Rule("evaluation.mark-outside-scale").At($"#/marks/{index}/value").With("minimum", minimum).With("maximum", maximum);

    public static Error NotALevel(int index, string? levels) =>
        Error.Rule("evaluation.mark-not-a-level").At($"#/marks/{index}/value").With("levels", levels);

    public static Error CommentMissing(int index) => Error.Rule("evaluation.comment-missing").At($"#/marks/{index}/comment");

    public static Error MarkMissing(string? criteria) => Error.Rule("evaluation.mark-missing").With("criteria", criteria);
}

/// <summary>All ways in which consensus marks refuse a request.</summary>
public static class ConsensusErrors
{
    public static Error NotFound => Error.NotFound("evaluation.consensus-mark-not-found");

    public static Error SheetsOpen => Error.Rule("evaluation.sheets-open").At("#/applicationId");

    public static Error MeetingNotHeld => Error.Rule("evaluation.meeting-not-held").At("#/meetingId");

    public static Error NotReader => Error.Forbidden("evaluation.not-a-reader");

    public static Error AgreedAlready => Error.Conflict("evaluation.consensus-agreed-already");
}

/// <summary>All ways in which rankings refuse a request.</summary>
public static class RankingErrors
{
    public static Error NotFound => Error.NotFound("evaluation.ranking-not-found");

    public static Error NotExplained => Error.NotFound("evaluation.explanation-not-available");

    public static Error Undecided(string? references) => Error.Rule("evaluation.applications-undecided").With("references", references);

    public static Error Unassigned(string? references) => Error.Rule("evaluation.applications-unassigned").With("references", references);

    public static Error SheetsMissing(string? references) => Error.Rule("evaluation.sheets-missing").With("references", references);

    public static Error NothingToRank => Error.Rule("evaluation.nothing-to-rank");

    public static Error NotComputed => Error.Conflict("evaluation.ranking-not-computed");

    public static Error NotFrozen => Error.Conflict("evaluation.ranking-not-frozen");

    public static Error AnotherFrozen => Error.Rule("evaluation.another-ranking-frozen");

    public static Error Outdated => Error.Rule("evaluation.ranking-outdated");

    public static Error ScenarioAdopted => Error.Rule("evaluation.scenario-adopted");
}
