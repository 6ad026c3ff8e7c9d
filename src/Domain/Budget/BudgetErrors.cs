using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>All ways in which funds and envelopes refuse a request.</summary>
public static class FundErrors
{
    public static Error NotFound => Error.NotFound("budget.fund-not-found");

    public static Error NameTaken => Error.Rule("budget.fund-name-taken").At("#/name");

    public static Error UnknownFund => Error.Rule("budget.unknown-fund").At("#/fundId");

    public static Error ContributionNotFound => Error.NotFound("budget.contribution-not-found");

    public static Error AlreadySigned => Error.Conflict("budget.contribution-already-signed");

    public static Error SignedInFuture => Error.Rule("budget.signature-in-future").At("#/signedOn");

    public static Error Exceeded(Money available) => Error.Rule("budget.fund-exceeded").With("available", available);

    public static Error UnknownContribution => Error.Rule("budget.unknown-contribution");

    public static Error ContributionTwice(string contribution) =>
        Error.Rule("budget.contribution-twice").With("contribution", contribution);

    public static Error ContributionExceeded(string contribution, Money available) =>
        Error.Rule("budget.contribution-exceeded").With("contribution", contribution).With("available", available);
}

/// <summary>All ways in which envelopes refuse a request.</summary>
public static class EnvelopeErrors
{
    public static Error NotFound => Error.NotFound("budget.envelope-not-found");

    public static Error UnknownCall => Error.Rule("budget.unknown-call").At("#/callId");

    public static Error CallNotDraft => Error.Rule("budget.call-not-a-draft").At("#/callId");

    public static Error CallHasEnvelope => Error.Rule("budget.call-has-envelope").At("#/callId");

    public static Error SectionTwice => Error.Rule("budget.section-twice").At("#/lines");

    public static Error UnknownCategory(string? category) => Error.Rule("budget.unknown-category").At("#/lines").With("category", category);

    public static Error CategoryTwice(string? category) => Error.Rule("budget.category-twice").At("#/lines").With("category", category);

    public static Error CategoryMissing(string? category) => Error.Rule("budget.category-missing").At("#/lines").With("category", category);

    public static Error Exceeded(Money available) => Error.Rule("budget.envelope-exceeded").With("available", available);

    public static Error CreditsUnequal(Money sum, Money amount) =>
        Error.Rule("budget.payment-credits-unequal").With("sum", sum).With("amount", amount);

    public static Error CreditYearTwice(int year) => Error.Rule("budget.payment-credit-year-twice").With("year", year);

    public static Error SharesUnequal(Money sum, Money amount) =>
        Error.Rule("budget.line-shares-unequal").With("sum", sum).With("amount", amount);

    public static Error LineLapsed(BudgetSection section, DateOnly lapsedOn) =>
        Error.Rule("budget.line-lapsed").With("section", section).With("lapsesOn", lapsedOn);

    /// <summary>Earmarks leave too little for what only these contributions may pay.</summary>
    public static Error EarmarksExceeded(BudgetSection section, string contributions, Money needed, Money available) =>
        Error
            .Rule("budget.earmarks-exceeded")
            .With("section", section)
            .With("contributions", contributions)
            .With("needed", needed)
            .With("available", available);

    public static Error NoContributionAllows(BudgetSection section, string references) =>
        Error.Rule("budget.no-contribution-allows").With("section", section).With("references", references);
}

/// <summary>All ways in which a transfer between envelopes is refused.</summary>
public static class TransferErrors
{
    public static Error UnknownEnvelope => Error.Rule("budget.unknown-envelope").At("#/toEnvelopeId");

    public static Error ToItself => Error.Rule("budget.transfer-to-itself").At("#/toEnvelopeId");

    public static Error OtherFund => Error.Rule("budget.transfer-to-other-fund").At("#/toEnvelopeId");

    public static Error SectionMissing(BudgetSection section) =>
        Error.Rule("budget.section-missing").At("#/section").With("section", section);

    public static Error CreditExceeded(int year, Money credit) =>
        Error.Rule("budget.payment-credit-exceeded").With("year", year).With("credit", credit);

    public static Error BelowCeiling(Money left, Money ceiling) =>
        Error.Rule("budget.envelope-below-ceiling").At("#/amount").With("left", left).With("ceiling", ceiling);
}

/// <summary>All ways in which scenarios refuse a request.</summary>
public static class ScenarioErrors
{
    public static Error NotFound => Error.NotFound("budget.scenario-not-found");

    public static Error UnknownRanking => Error.Rule("budget.unknown-ranking").At("#/rankingId");

    public static Error NotNamed => Error.Forbidden("budget.not-named-on-call");

    public static Error NotSimulated => Error.Conflict("budget.scenario-not-simulated");

    public static Error NotInSignOff => Error.Conflict("budget.scenario-not-in-sign-off");

    public static Error NotReturned => Error.Conflict("budget.scenario-not-returned");

    public static Error NotDiscardable => Error.Conflict("budget.scenario-not-discardable");

    public static Error AlreadySignedOff => Error.Conflict("budget.step-already-signed-off");

    public static Error DecisionIsAdoption => Error.Rule("budget.decision-is-adoption");

    public static Error StepNotOfCall => Error.Rule("budget.step-not-of-call");

    public static Error ComparisonOnly(string policy) => Error.Conflict("budget.comparison-only").With("policy", policy);

    public static Error UnmetNeedsReason => Error.Rule("budget.unmet-demands-need-reason").At("#/reason");

    public static Error VisaMissing => Error.Rule("budget.visa-missing");

    public static Error OpinionMissing => Error.Rule("budget.opinion-missing");

    public static Error RankingNotFrozen => Error.Rule("budget.ranking-not-frozen");

    public static Error UnknownOther => Error.Rule("budget.unknown-scenario") with { Parameter = "with" };

    public static Error NothingAdopted => Error.Rule("budget.nothing-adopted");

    public static Error SensitivityNotOffered => Error.Rule("budget.sensitivity-not-offered");

    public static Error Infeasible => Error.Rule("budget.allocation-infeasible");

    public static Error AnotherAdopted => Error.Rule("budget.another-scenario-adopted");

    public static Error SamePerson => Error.Forbidden("budget.same-person");

    public static Error DecisionInFuture => Error.Rule("budget.decision-in-future").At("#/decisionDate");

    public static Error DecisionBeforeScenario => Error.Rule("budget.decision-before-scenario").At("#/decisionDate");

    public static Error WaitingListEnded => Error.Rule("budget.waiting-list-end-before-decision").At("#/waitingListEndsOn");

    public static Error OutOfRules(string? references) => Error.Rule("budget.scenario-out-of-rules").With("references", references);
}

/// <summary>All ways in which grants and awards refuse a request.</summary>
public static class GrantErrors
{
    public static Error NotFound => Error.NotFound("budget.grant-not-found");

    public static Error NotCancellable => Error.Conflict("budget.grant-not-cancellable");

    public static Error NotMember => Error.Forbidden("budget.not-a-member");

    public static Error ReaderOnly => Error.Forbidden("budget.reader-only");

    public static Error NotDesistable => Error.Conflict("budget.grant-not-desistable");

    public static Error CancelledBeforeAward => Error.Rule("budget.cancellation-before-award").At("#/decisionDate");

    public static Error UnknownApplication => Error.Rule("budget.unknown-application").At("#/applicationId");

    public static Error WaitingListEnded => Error.Rule("budget.waiting-list-ended");

    public static Error AwardedBeforeAdoption => Error.Rule("budget.award-before-adoption").At("#/decisionDate");

    public static Error AboveCeiling(Money ceiling) => Error.Rule("budget.above-ceiling").At("#/amount").With("ceiling", ceiling);

    public static Error AboveRequest(Money requested) => Error.Rule("budget.above-request").At("#/amount").With("requested", requested);

    public static Error AboveAidRate(Percentage rate) => Error.Rule("budget.above-aid-rate").At("#/amount").With("rate", rate.ToString());

    public static Error ConstraintOfScenario(string? constraints) =>
        Error.Rule("budget.scenario-constraint").With("constraints", constraints);

    public static Error NoFreedMoney(Money freed) => Error.Rule("budget.no-freed-money").With("freed", freed);

    public static Error ReasonMissing => Error.Rule("budget.reason-missing").At("#/reason");

    public static Error AlreadyGranted => Error.Rule("budget.already-granted").At("#/applicationId");
}
