using System.Diagnostics;
using System.Text.Json.Serialization;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>Problem details by RFC 9457, with a stable code.</summary>
public sealed record Problem
{
    /// <summary>URL of the page that explains the error.</summary>
    public required string Type { get; init; }

    /// <summary>The error in a few words, in the language of the answer.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time, in the language of the answer.</summary>
    public required string Detail { get; init; }

    /// <summary>Stable code to program against.</summary>
    public required string Code { get; init; }

    /// <summary>Name it when asking for help: it leads to the logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>The single faults, where there is more than the problem itself to tell.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemFault>? Errors { get; init; }
}

/// <summary>One fault in a request.</summary>
/// <param name="Code">Stable code to program against.</param>
/// <param name="Detail">What is wrong, in the language of the answer.</param>
/// <param name="Pointer">JSON Pointer of the member at fault.</param>
/// <param name="Parameter">Name of the query parameter or header at fault.</param>
public sealed record ProblemFault(
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pointer = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameter = null
);

/// <summary>Writes every refusal of the API, whatever made it.</summary>
internal sealed class ProblemWriter(ErrorCatalogue catalogue)
{
    public const string MediaType = "application/problem+json";

    private static readonly object CodeKey = new();

    /// <summary>The code of the problem that was answered; null for any other answer.</summary>
    public static string? CodeOf(HttpContext http) => http.Items[CodeKey] as string;

    public Task WriteAsync(HttpContext http, Error error) => WriteAsync(http, error, ErrorCatalogue.StatusOf(error.Kind));

    public async Task WriteAsync(HttpContext http, Error error, int status)
    {
        if (http.Response.HasStarted)
        {
            return;
        }

        if (status < StatusCodes.Status500InternalServerError && await PendingGate.AskLateAsync(http) is { } unknown)
        {
            (error, status) = (unknown, ErrorCatalogue.StatusOf(unknown.Kind));
        }

        var french = Language.Negotiate(http) == Language.French;
        var text = catalogue.TextOf(error.Code, french);
        IReadOnlyList<Error> faults =
            error.Details.Count > 0 ? error.Details
            : error.Pointer is not null || error.Parameter is not null ? [error]
            : [];
        var problem = new Problem
        {
            Type = $"{http.Origin()}/errors/{error.Code}",
            Title = text.Title,
            Status = status,
            Detail = ErrorCatalogue.Fill(text.Detail, error.Arguments),
            Code = error.Code,
            TraceId = TraceId(http),
            Errors = faults.Count == 0 ? null : [.. faults.Select(x => ToFault(x, french))],
        };
        http.Items[CodeKey] = error.Code;
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(problem, Json.Options, MediaType);
    }

    public static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    private static IReadOnlyDictionary<string, object?> InWords(Error fault, bool french) =>
        fault.Arguments.TryGetValue("pattern", out var pattern) && pattern is string text
            ? new Dictionary<string, object?>(fault.Arguments) { ["pattern"] = Forms.Of(text, french) }
            : fault.Arguments;

    private ProblemFault ToFault(Error fault, bool french) =>
        new(
            fault.Code,
            ErrorCatalogue.Fill(catalogue.TextOf(fault.Code, french).Detail, InWords(fault, french)),
            fault.Pointer,
            fault.Pointer is null ? fault.Parameter : null
        );
}
