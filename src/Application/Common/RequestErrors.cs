namespace SocialInnovation.Application.Common;

/// <summary>Refusals that concern the form of a request, whatever it asks for.</summary>
public static class RequestErrors
{
    public static Error ValidationFailed => Error.Invalid("request.validation-failed");

    public static Error VersionMissing => new Error("request.version-missing", ErrorKind.PreconditionRequired) { Parameter = "If-Match" };

    public static Error InProgress => Error.Conflict("request.in-progress");

    public static Error IdempotencyKeyReused => Error.Rule("request.idempotency-key-reused") with { Parameter = "Idempotency-Key" };

    public static Error CursorInvalid => Error.Invalid("request.cursor-invalid") with { Parameter = "cursor" };

    /// <summary>The resource changed between the caller's read and its write.</summary>
    public static Error VersionStale(int expected, int current) =>
        new Error("request.version-stale", ErrorKind.Stale) { Parameter = "If-Match" }
            .With("expected", expected)
            .With("current", current);
}

/// <summary>Faults of a single member or parameter, all against the published schema.</summary>
public static class ValidationErrors
{
    public static Error Required => Error.Invalid("validation.required");

    public static Error Length => Error.Invalid("validation.length");

    public static Error Count => Error.Invalid("validation.count");

    public static Error Range => Error.Invalid("validation.range");

    public static Error Pattern => Error.Invalid("validation.pattern");

    public static Error Invalid => Error.Invalid("validation.invalid");
}
