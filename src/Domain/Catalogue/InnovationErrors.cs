using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>All ways in which the catalogue refuses a request.</summary>
public static class InnovationErrors
{
    public static Error NotFound => Error.NotFound("catalogue.innovation-not-found");

    public static Error VersionNotFound => Error.NotFound("catalogue.version-not-found");

    public static Error GrantNotFound => Error.NotFound("catalogue.grant-not-found");

    public static Error NotDraft => Error.Conflict("catalogue.innovation-not-draft");

    public static Error NotInReview => Error.Conflict("catalogue.innovation-not-in-review");

    public static Error NotPublished => Error.Conflict("catalogue.innovation-not-published");

    public static Error AlreadyWithdrawn => Error.Conflict("catalogue.innovation-already-withdrawn");

    public static Error GrantCancelled => Error.Conflict("catalogue.grant-cancelled");

    public static Error GrantHasInnovation => Error.Conflict("catalogue.grant-has-innovation");

    /// <summary>Nobody publishes what it wrote itself.</summary>
    public static Error OwnWork => Error.Forbidden("catalogue.own-work");

    public static Error NotMember => Error.Forbidden("catalogue.not-a-member");

    public static Error ReaderOnly => Error.Forbidden("catalogue.reader-only");

    public static Error UnknownOrganisation => Error.Rule("catalogue.unknown-organisation").At("#/organisationId");

    public static Error HolderMissing => Error.Rule("catalogue.holder-missing").At("#/organisationId");

    public static Error UnknownTheme(int index) => Error.Rule("catalogue.unknown-theme").At($"#/themes/{index}");

    public static Error ThemeRepeated(int index) => Error.Rule("catalogue.theme-repeated").At($"#/themes/{index}");

    /// <param name="pointer">The place that has one of both.</param>
    public static Error CoordinatesIncomplete(string pointer) => Error.Rule("catalogue.coordinates-incomplete").At(pointer);

    public static Error PeriodInvalid(int index) => Error.Rule("catalogue.period-invalid").At($"#/results/{index}/until");

    public static Error TooManyPictures(int maximum) => Error.Conflict("catalogue.too-many-pictures").With("maximum", maximum);

    /// <param name="missing">Names of the members that are empty.</param>
    public static Error Incomplete(string missing) => Error.Rule("catalogue.innovation-incomplete").With("missing", missing);
}
