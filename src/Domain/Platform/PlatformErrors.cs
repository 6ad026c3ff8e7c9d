using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>All ways in which users refuse a request.</summary>
public static class UserErrors
{
    public static Error NotFound => Error.NotFound("platform.user-not-found");

    public static Error NameTaken => Error.Rule("platform.user-name-taken").At("#/userName");

    public static Error Erased => Error.Conflict("platform.user-erased");
}

/// <summary>All ways in which accounts, sessions and consents refuse a request.</summary>
public static class AccountErrors
{
    public static Error AccountExists => Error.Conflict("platform.account-exists");

    public static Error EmailTaken => Error.Rule("platform.email-taken").At("#/email");

    public static Error NoAccount => Error.NotFound("platform.account-not-found");

    public static Error UnknownSession => Error.Rule("platform.unknown-session").At("#/sessionId");

    public static Error UnknownConsent => Error.Rule("platform.unknown-consent").At("#/clientId");
}

/// <summary>All ways in which organisations refuse a request.</summary>
public static class OrganisationErrors
{
    public static Error NotFound => Error.NotFound("platform.organisation-not-found");

    public static Error SirenInvalid => Error.Rule("platform.siren-invalid").At("#/siren");

    public static Error SirenTaken => Error.Rule("platform.organisation-exists").At("#/siren");

    public static Error MemberAlready => Error.Conflict("platform.member-already");

    public static Error UnknownUser => Error.Rule("platform.unknown-user").At("#/userId");

    public static Error MemberNotFound => Error.NotFound("platform.member-not-found");

    public static Error LastOwner => Error.Conflict("platform.last-owner");

    public static Error NotOwner => Error.Forbidden("platform.not-organisation-owner");
}

/// <summary>All ways in which invitations refuse a request.</summary>
public static class InvitationErrors
{
    public static Error NotFound => Error.NotFound("platform.invitation-not-found");

    public static Error Pending => Error.Conflict("platform.invitation-pending");

    /// <summary>Whether the secret is unknown, used, expired or withdrawn is nobody's business.</summary>
    public static Error Unusable => Error.Rule("platform.invitation-unusable").At("#/token");
}

/// <summary>All ways in which jobs and imports refuse a request.</summary>
public static class ImportErrors
{
    public static Error JobNotFound => Error.NotFound("platform.job-not-found");

    public static Error NotFound => Error.NotFound("platform.import-not-found");

    public static Error NotZip => Error.Rule("platform.bundle-not-a-zip");

    public static Error EntryUnsafe(string? entry) => Error.Rule("platform.bundle-entry-unsafe").With("entry", entry);

    public static Error EntryTwice(string? entry) => Error.Rule("platform.bundle-entry-twice").With("entry", entry);

    public static Error TooManyEntries(int maximum) => Error.Rule("platform.bundle-too-many-entries").With("maximum", maximum);

    public static Error TooLarge(long maximum) => Error.Rule("platform.bundle-too-large").With("maximum", maximum);
}

/// <summary>All ways in which API keys refuse a request.</summary>
public static class ApiKeyErrors
{
    public static Error NotFound => Error.NotFound("platform.api-key-not-found");

    /// <summary>The expiry is past, or too far away.</summary>
    public static Error ExpiryInvalid(int years) => Error.Rule("platform.api-key-expiry-invalid").With("years", years).At("#/expiresAt");

    public static Error NetworkInvalid(string? network, int index) =>
        Error.Rule("platform.api-key-network-invalid").With("network", network).At($"#/allowedNetworks/{index}");

    /// <summary>The user is a person that decides, signs or administers.</summary>
    public static Error UserIsPerson => Error.Rule("platform.api-key-for-a-person");

    /// <summary>The key is revoked or expired.</summary>
    public static Error Ended => Error.Conflict("platform.api-key-ended");

    public static Error ReplacedAlready => Error.Conflict("platform.api-key-replaced");
}
