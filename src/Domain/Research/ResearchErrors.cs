using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>All ways in which partners of the research network refuse a request.</summary>
public static class PartnerErrors
{
    public static Error NotFound => Error.NotFound("research.partner-not-found");

    public static Error UnknownParent => Error.Rule("research.unknown-parent").At("#/parentId");

    /// <summary>A partner belongs to one of a kind above its own, so that no circle can come about.</summary>
    public static Error ParentNotAbove => Error.Rule("research.parent-not-above").At("#/parentId");

    public static Error RorCheckDigits => Error.Rule("research.ror-check-digits").At("#/ror");

    public static Error OrcidCheckDigit => Error.Rule("research.orcid-check-digit").At("#/orcid");

    /// <summary>ROR is for organisations, ORCID for persons.</summary>
    /// <param name="member">The member that the kind of partner can't have.</param>
    public static Error IdentifierMisplaced(string member) => Error.Rule("research.identifier-misplaced").At($"#/{member}");
}

/// <summary>All ways in which research subjects refuse a request.</summary>
public static class SubjectErrors
{
    public static Error NotFound => Error.NotFound("research.subject-not-found");

    public static Error NotDraft => Error.Conflict("research.subject-not-draft");

    public static Error NotPublished => Error.Conflict("research.subject-not-published");

    public static Error Closed => Error.Conflict("research.subject-closed");

    /// <summary>An evaluation is of an innovation.</summary>
    public static Error InnovationMissing => Error.Rule("research.innovation-missing").At("#/innovationId");
}

/// <summary>What of a request several aggregates of the network refuse.</summary>
public static class ResearchErrors
{
    public static Error UnknownTheme(int index) => Error.Rule("research.unknown-theme").At($"#/themes/{index}");

    public static Error ThemeRepeated(int index) => Error.Rule("research.theme-repeated").At($"#/themes/{index}");

    public static Error UnknownPartner => Error.Rule("research.unknown-partner").At("#/partnerId");

    public static Error UnknownSubject => Error.Rule("research.unknown-subject").At("#/subjectId");

    public static Error UnknownInnovation => Error.Rule("research.unknown-innovation").At("#/innovationId");

    /// <summary>The last day lies before the first.</summary>
    public static Error PeriodInvalid => Error.Rule("research.period-invalid").At("#/until");
}

/// <summary>All ways in which a consent to share a grant's data refuses a request.</summary>
public static class ConsentErrors
{
    public static Error NotFound => Error.NotFound("research.consent-not-found");

    public static Error GrantNotFound => Error.NotFound("research.grant-not-found");

    public static Error GrantCancelled => Error.Conflict("research.grant-cancelled");

    /// <summary>One consent at a time: its end is unmistakable.</summary>
    public static Error InForce => Error.Conflict("research.consent-in-force");

    public static Error AlreadyWithdrawn => Error.Conflict("research.consent-already-withdrawn");

    public static Error EndsInThePast => Error.Rule("research.consent-ends-in-the-past").At("#/until");

    public static Error ReaderOnly => Error.Forbidden("research.reader-only");

    public static Error NotMember => Error.Forbidden("research.not-a-member");
}

/// <summary>All ways in which an agreement with a partner refuses a request.</summary>
public static class AgreementErrors
{
    public static Error NotFound => Error.NotFound("research.agreement-not-found");

    public static Error ReferenceTaken => Error.Rule("research.agreement-reference-taken").At("#/reference");

    /// <summary>An agreement is about a subject, an innovation or a grant: one of them.</summary>
    public static Error NotOneObject => Error.Rule("research.not-one-object");

    public static Error SignedInTheFuture => Error.Rule("research.signed-in-the-future").At("#/signedOn");

    public static Error UnknownOrganisation => Error.Rule("research.unknown-organisation").At("#/organisationId");

    /// <summary>There is no such grant, or its organisation has not consented, or no longer.</summary>
    public static Error ConsentMissing => Error.Rule("research.consent-missing").At("#/grantId");
}

/// <summary>All ways in which publications refuse a request.</summary>
public static class PublicationErrors
{
    public static Error NotFound => Error.NotFound("research.publication-not-found");

    public static Error DoiTaken => Error.Rule("research.doi-taken").At("#/doi");
}
