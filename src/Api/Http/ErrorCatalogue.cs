using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>What an error's page says in one language.</summary>
/// <param name="Title">The error in a few words; the same for each occurrence.</param>
/// <param name="Detail">What happened; placeholders in braces are filled for each occurrence.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record ErrorText(string Title, string Detail, string Remedy);

/// <summary>One code of the catalogue.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Status">The HTTP status with which it is sent.</param>
/// <param name="English">Its text in English.</param>
/// <param name="French">Its text in French.</param>
/// <param name="From">Ids of the operations that can answer with it, or the circumstance that makes it possible.</param>
/// <param name="IsFault">True when it only stands among the single faults of another problem.</param>
internal sealed record CataloguedError(
    string Code,
    int Status,
    ErrorText English,
    ErrorText French,
    IReadOnlyList<string> From,
    bool IsFault
);

/// <summary>All errors of the API in French and English, read from the files beside this class: one a module.</summary>
internal sealed partial class ErrorCatalogue
{
    private readonly Dictionary<string, CataloguedError> errors = Load();

    public IReadOnlyCollection<CataloguedError> All => errors.Values;

    public CataloguedError? Find(string code) => errors.GetValueOrDefault(code);

    public ErrorText TextOf(string code, bool french) =>
        Find(code) is { } error
            ? (french ? error.French : error.English)
            : throw new InvalidOperationException($"The error {code} is not in the catalogue.");

    /// <summary>Fills the placeholders; one without a value is left out.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, object?> arguments) =>
        Placeholder().Replace(text, match => arguments.TryGetValue(match.Groups[1].Value, out var value) ? Show(value) : string.Empty);

    public static int StatusOf(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Invalid => StatusCodes.Status400BadRequest,
            ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
            ErrorKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
            _ => StatusCodes.Status422UnprocessableEntity,
        };

    private static string Show(object? value) =>
        value switch
        {
            null => string.Empty,
            Money money => $"{money} {Money.Currency}",
            DateTimeOffset instant => instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Enum word => Naming.KebabCase(word.ToString()),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? string.Empty,
        };

    private static Dictionary<string, CataloguedError> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, CataloguedError>();
        foreach (var name in assembly.GetManifestResourceNames().Where(x => x.Contains(".Http.Errors.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var entries = JsonSerializer.Deserialize<Dictionary<string, Entry>>(stream, JsonSerializerOptions.Web)!;
            foreach (var (code, entry) in entries)
            {
                all.Add(code, new CataloguedError(code, entry.Status, ToText(entry.En), ToText(entry.Fr), entry.From, entry.Fault));
            }
        }

        return all;
    }

    private static ErrorText ToText(string[] parts) => new(parts[0], parts[1], parts[2]);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    private sealed record Entry(int Status, string[] En, string[] Fr, string[] From, bool Fault = false);
}
