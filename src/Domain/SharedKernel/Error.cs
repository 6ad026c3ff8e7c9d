namespace SocialInnovation.Domain.SharedKernel;

/// <summary>Why a request is refused, as the API tells it apart by HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>Against the published schema: 400.</summary>
    Invalid,

    /// <summary>The caller is not known: 401.</summary>
    Unauthenticated,

    /// <summary>The caller is known and may not: 403.</summary>
    Forbidden,

    /// <summary>There is no such thing, or the caller may not know of it: 404.</summary>
    NotFound,

    /// <summary>The state of the addressed resource does not allow it: 409.</summary>
    Conflict,

    /// <summary>The version that the caller saw is no longer the current one: 412.</summary>
    Stale,

    /// <summary>The caller did not say which version it saw: 428.</summary>
    PreconditionRequired,

    /// <summary>Every other rule: 422.</summary>
    Rule,
}

/// <summary>
/// A coded refusal. The code is stable and public; its title and text in French and English stand in the error catalogue,
/// where <see cref="Arguments"/> fill the placeholders.
/// </summary>
/// <param name="Code">Module and reason in kebab case, such as <c>applications.call-closed</c>.</param>
/// <param name="Kind">What the refusal is about; decides the HTTP status.</param>
public sealed record Error(string Code, ErrorKind Kind)
{
    /// <summary>Values for the placeholders of the catalogue's text.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; init; } = new Dictionary<string, object?>();

    /// <summary>JSON Pointer of the member at fault, as in RFC 9457's own example (<c>#/plan/requested</c>).</summary>
    public string? Pointer { get; init; }

    /// <summary>Name of the query parameter or header at fault.</summary>
    public string? Parameter { get; init; }

    /// <summary>The single faults, when there is more than one to tell.</summary>
    public IReadOnlyList<Error> Details { get; init; } = [];

    public static Error Conflict(string code) => new(code, ErrorKind.Conflict);

    public static Error Forbidden(string code) => new(code, ErrorKind.Forbidden);

    public static Error Invalid(string code) => new(code, ErrorKind.Invalid);

    public static Error NotFound(string code) => new(code, ErrorKind.NotFound);

    public static Error Rule(string code) => new(code, ErrorKind.Rule);

    public Error With(string name, object? value) =>
        this with
        {
            Arguments = new Dictionary<string, object?>(Arguments) { [name] = value },
        };

    public Error At(string pointer) => this with { Pointer = pointer };

    public Error Because(IEnumerable<Error> details) => this with { Details = [.. details] };

    public bool Equals(Error? other) => other is not null && Code == other.Code && Kind == other.Kind && Pointer == other.Pointer;

    public override int GetHashCode() => HashCode.Combine(Code, Kind, Pointer);
}
