using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>All ways in which a contact request refuses a request.</summary>
public static class ContactErrors
{
    public static Error NotFound => Error.NotFound("catalogue.contact-request-not-found");

    /// <summary>It is answered, closed or forgotten.</summary>
    public static Error Ended => Error.Conflict("catalogue.contact-request-ended");

    public static Error ConsentMissing => Error.Rule("catalogue.consent-missing").At("#/consent");

    /// <summary>The visitor has read another text than the one that holds now.</summary>
    public static Error ConsentOutdated => Error.Rule("catalogue.consent-outdated").At("#/consentVersion");

    /// <summary>The innovation is no organisation's, so that the region alone can answer.</summary>
    public static Error NoHolder(string pointer) => Error.Rule("catalogue.no-holder").At(pointer);

    /// <summary>There is no such person, or it is no editor.</summary>
    public static Error UnknownAssignee => Error.Rule("catalogue.unknown-assignee").At("#/assigneeId");
}
