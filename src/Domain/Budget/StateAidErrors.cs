using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>All ways in which the rules on state aid refuse a request.</summary>
public static class StateAidErrors
{
    public static Error NoRegulation(DateOnly on) => Error.Rule("budget.no-aid-regulation").With("date", on);

    public static Error DeMinimisExceeded(Money ceiling, Money received, Money left) =>
        Error.Rule("budget.de-minimis-exceeded").At("#/amount").With("ceiling", ceiling).With("received", received).With("left", left);

    public static Error InstrumentNotOffered => Error.Rule("budget.instrument-not-offered").At("#/instrument");

    public static Error DeclarationNotFound => Error.NotFound("budget.aid-declaration-not-found");

    public static Error SirenInvalid(string pointer) => Error.Rule("budget.siren-invalid").At(pointer);

    public static Error DeclaredInFuture => Error.Rule("budget.declaration-in-future").At("#/declaredOn");

    public static Error GrantedAfterDeclaration => Error.Rule("budget.aid-granted-after-declaration").At("#/grantedOn");
}

/// <summary>All ways in which undertakings refuse a request.</summary>
public static class UndertakingErrors
{
    public static Error NotFound => Error.NotFound("budget.undertaking-not-found");

    public static Error PeriodEmpty(int index) => Error.Rule("budget.member-period-empty").At($"#/members/{index}/until");

    public static Error MemberTwice(int index, Siren siren) =>
        Error.Rule("budget.member-twice").At($"#/members/{index}").With("siren", siren.Value);

    public static Error MemberElsewhere => Error.Rule("budget.member-of-another-undertaking").At("#/members");
}
