using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>Refusals that HTTP itself makes before a use case is reached.</summary>
internal static class HttpErrors
{
    public static Error RouteNotFound => Error.NotFound("request.route-not-found");

    public static Error MethodNotAllowed => new("request.method-not-allowed", ErrorKind.Invalid);

    public static Error UnsupportedMediaType => new("request.unsupported-media-type", ErrorKind.Invalid);

    public static Error TooLarge => new("request.too-large", ErrorKind.Invalid);

    public static Error RateLimited(int limit, string seconds) =>
        new Error("request.rate-limited", ErrorKind.Invalid).With("limit", limit).With("seconds", seconds);

    public static Error TooManyMessages(int limit, string seconds) =>
        new Error("request.too-many-messages", ErrorKind.Invalid).With("limit", limit).With("seconds", seconds);

    public static Error TimedOut => new("request.timed-out", ErrorKind.Invalid);

    public static Error BodyTimedOut => new("request.body-timed-out", ErrorKind.Invalid);

    public static Error Internal => new("request.internal-error", ErrorKind.Invalid);

    public static Error BodyMissing => Error.Invalid("request.body-missing");

    public static Error ParameterInvalid => Error.Invalid("request.parameter-invalid");

    public static Error IfMatchInvalid => Error.Invalid("request.if-match-invalid") with { Parameter = "If-Match" };

    public static Error IdempotencyKeyMissing => Error.Invalid("request.idempotency-key-missing") with { Parameter = "Idempotency-Key" };

    public static Error IdempotencyKeyInvalid => Error.Invalid("request.idempotency-key-invalid") with { Parameter = "Idempotency-Key" };

    /// <summary>The body is no JSON.</summary>
    public static Error MalformedJson(long line, long position) =>
        Error.Invalid("request.malformed-json").With("line", line).With("position", position);

    /// <summary>Objects and lists stand in each other deeper than in any body of the API.</summary>
    public static Error TooDeep => Error.Invalid("request.too-deep");

    /// <summary>A member has another type or form than the schema says.</summary>
    public static Error WrongType(string? reason) => Error.Invalid("request.wrong-type").With("reason", reason);

    public static Error UnknownMember(string? member) => Error.Invalid("request.unknown-member").With("member", member);

    public static Error DuplicateMember(string? member) => Error.Invalid("request.duplicate-member").With("member", member);

    public static Error MissingMember(string? members) => Error.Invalid("request.missing-member").With("members", members);
}
