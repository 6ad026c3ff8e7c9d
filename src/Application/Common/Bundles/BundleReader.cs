using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using global::CsvHelper;
using global::CsvHelper.Configuration;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Common.Bundles;

/// <summary>The files of a bundle, and the faults that were found in them.</summary>
public sealed class BundleReader
{
    private readonly IReadOnlyDictionary<string, byte[]> files;
    private readonly Dictionary<string, IReadOnlyList<BundleRow>> tables = [];
    private readonly List<ImportFault> faults = [];

    public BundleReader(IReadOnlyDictionary<string, byte[]> files)
    {
        this.files = files.Where(x => IsText(x.Key, x.Value)).ToDictionary();
        Call = BundleJson.Read(CallFile, this.files.GetValueOrDefault(CallFile), this);
    }

    public const string CallFile = "call.json";

    /// <summary>Contents of <c>call.json</c>.</summary>
    public BundleJson Call { get; }

    public IReadOnlyList<ImportFault> Faults => faults;

    /// <summary>The rows of a CSV file with exactly these columns.</summary>
    public IReadOnlyList<BundleRow> Table(string file, params string[] columns)
    {
        if (!tables.TryGetValue(file, out var rows))
        {
            tables[file] = rows = ReadTable(file, columns);
        }

        return rows;
    }

    public void Report(string file, int line, int column, string code, string message)
    {
        var fault = new ImportFault(file, line, column, code, message);
        if (!faults.Contains(fault))
        {
            faults.Add(fault);
        }
    }

    /// <summary>Says that a file is not there, unless it is there and no text.</summary>
    public void ReportMissing(string file)
    {
        if (!faults.Exists(x => x.File == file))
        {
            Report(file, 1, 1, "bundle.file-missing", $"The bundle has no file {file}.");
        }
    }

    /// <summary>PostgreSQL and JSON know no text but Unicode's, without NUL.</summary>
    private bool IsText(string file, byte[] bytes)
    {
        var bad = bytes.AsSpan().IndexOf((byte)0);
        for (var at = 0; bad < 0 && at < bytes.Length; )
        {
            if (Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out var length) != OperationStatus.Done)
            {
                bad = at;
            }

            at += length;
        }

        if (bad < 0)
        {
            return true;
        }

        var before = bytes.AsSpan(0, bad);
        Report(file, before.Count((byte)'\n') + 1, bad - before.LastIndexOf((byte)'\n'), "bundle.not-utf-8", "The file is text in UTF-8.");
        return false;
    }

    private List<BundleRow> ReadTable(string file, string[] columns)
    {
        if (!files.TryGetValue(file, out var bytes))
        {
            ReportMissing(file);
            return [];
        }

        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = x =>
                Report(file, x.Context.Parser!.RawRow, x.Context.Parser.Count, "bundle.malformed-csv", "A quote stands where none may."),
            MissingFieldFound = null,
        };
        using var csv = new CsvReader(new StreamReader(new MemoryStream(bytes)), configuration);
        if (!csv.Read() || !csv.ReadHeader() || !csv.HeaderRecord!.SequenceEqual(columns))
        {
            Report(file, 1, 1, "bundle.columns", $"The columns are {string.Join(',', columns)}, in this order.");
            return [];
        }

        var rows = new List<BundleRow>();
        while (csv.Read())
        {
            if (csv.Parser.Count != columns.Length)
            {
                Report(file, csv.Parser.RawRow, csv.Parser.Count, "bundle.columns", $"A row has {columns.Length} fields.");
                continue;
            }

            rows.Add(new BundleRow(this, file, csv.Parser.RawRow, columns, csv.Parser.Record!));
        }

        return rows;
    }
}

/// <summary>One row of a CSV file; what a field can't be read as is a fault at its line and column.</summary>
public sealed class BundleRow(BundleReader bundle, string file, int line, string[] columns, string[] fields)
{
    public string File => file;

    public int Line => line;

    public string Text(string column)
    {
        var text = fields[Index(column)];
        if (text.Length == 0)
        {
            Fault(column, "bundle.value-missing", $"{column} has no value.");
        }

        return text;
    }

    public string? Optional(string column) => fields[Index(column)] is { Length: > 0 } text ? text : null;

    public Money Money(string column) =>
        BundleValues.Money(Text(column)) ?? Fault<Money>(column, "bundle.amount", "An amount is digits, a dot and two decimals.");

    public DateTimeOffset Instant(string column) =>
        BundleValues.Instant(Text(column))
        ?? Fault<DateTimeOffset>(column, "bundle.instant", "An instant is written by RFC 3339, with its offset.");

    public long Number(string column) =>
        long.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : Fault<long>(column, "bundle.number", "A whole number is wanted.");

    public int Integer(string column) =>
        Number(column) is var number and <= int.MaxValue
            ? (int)number
            : Fault<int>(column, "bundle.number", $"A whole number up to {int.MaxValue} is wanted.");

    public TEnum Word<TEnum>(string column)
        where TEnum : struct, Enum =>
        Common.Naming.Parse<TEnum>(Text(column))
        ?? Fault<TEnum>(column, "bundle.unknown-code", $"One of {string.Join(", ", Enum.GetValues<TEnum>().Select(Common.Naming.Word))}.");

    /// <summary>A code that must be one of those known.</summary>
    public string Reference(string column, IReadOnlySet<string> known, string what)
    {
        var text = Text(column);
        if (text.Length > 0 && !known.Contains(text))
        {
            Fault(column, "bundle.broken-reference", $"There is no {what} {text}.");
        }

        return text;
    }

    public void Fault(string column, string code, string message) => bundle.Report(file, line, Index(column) + 1, code, message);

    private T Fault<T>(string column, string code, string message)
        where T : struct
    {
        Fault(column, code, message);
        return default;
    }

    private int Index(string column) => Array.IndexOf(columns, column);
}

/// <summary>How a bundle writes values.</summary>
public static class BundleValues
{
    public static Money? Money(string text) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, Domain.SharedKernel.Money.Pattern)
            ? new Money(decimal.Parse(text, CultureInfo.InvariantCulture))
            : null;

    public static Percentage? Percentage(string text) =>
        System.Text.RegularExpressions.Regex.IsMatch(text, Domain.SharedKernel.Percentage.Pattern)
            ? new Percentage(decimal.Parse(text, CultureInfo.InvariantCulture))
            : null;

    public static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : null;

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

/// <summary>A value of <c>call.json</c> with its place; what it can't be read as is a fault there.</summary>
public sealed class BundleJson
{
    private readonly BundleReader bundle;
    private readonly string file;
    private readonly JsonElement? element;
    private readonly string path;
    private readonly IReadOnlyDictionary<string, (int Line, int Column)> places;

    private BundleJson(
        BundleReader bundle,
        string file,
        JsonElement? element,
        string path,
        IReadOnlyDictionary<string, (int Line, int Column)> places
    ) => (this.bundle, this.file, this.element, this.path, this.places) = (bundle, file, element, path, places);

    public bool Exists => element is { ValueKind: not JsonValueKind.Null };

    public int Line => Place.Line;

    private (int Line, int Column) Place => places.GetValueOrDefault(path, (1, 1));

    public BundleJson this[string member] =>
        new(
            bundle,
            file,
            element is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(member, out var found) ? found : null,
            $"{path}/{member}",
            places
        );

    public IReadOnlyList<BundleJson> Items =>
        element is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select((x, i) => new BundleJson(bundle, file, x, $"{path}/{i}", places))]
            : Fault<IReadOnlyList<BundleJson>>("bundle.value-missing", "a list is wanted", []);

    public string Text =>
        element is { ValueKind: JsonValueKind.String } value
            ? Read(value) ?? Fault("bundle.not-utf-8", "a text without NUL and half characters is wanted", string.Empty)
            : Fault("bundle.value-missing", "a text is wanted", string.Empty);

    public int Number =>
        element is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number)
            ? number
            : Fault("bundle.number", "a whole number is wanted", 0);

    public bool Flag =>
        element is { ValueKind: JsonValueKind.True or JsonValueKind.False } value
            ? value.GetBoolean()
            : Fault("bundle.flag", "true or false is wanted", false);

    public IReadOnlyList<string> Texts => [.. Items.Select(x => x.Text)];

    public Money Money => BundleValues.Money(Text) ?? Fault("bundle.amount", "an amount is digits, a dot and two decimals", default(Money));

    public Percentage Percentage => BundleValues.Percentage(Text) ?? Fault("bundle.percentage", "0 to 100 is wanted", default(Percentage));

    public DateTimeOffset Instant =>
        BundleValues.Instant(Text) ?? Fault("bundle.instant", "an instant with its offset is wanted", default(DateTimeOffset));

    public DateOnly Date => BundleValues.Date(Text) ?? Fault("bundle.date", "a date is wanted", default(DateOnly));

    public TEnum Word<TEnum>()
        where TEnum : struct, Enum =>
        Common.Naming.Parse<TEnum>(Text)
        ?? Fault(
            "bundle.unknown-code",
            $"one of {string.Join(", ", Enum.GetValues<TEnum>().Select(Common.Naming.Word))} is wanted",
            default(TEnum)
        );

    public static BundleJson Read(string file, byte[]? bytes, BundleReader bundle)
    {
        if (bytes is null)
        {
            bundle.ReportMissing(file);
            return new BundleJson(bundle, file, null, string.Empty, new Dictionary<string, (int, int)>());
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return new BundleJson(bundle, file, document.RootElement.Clone(), string.Empty, JsonPlaces.Of(bytes));
        }
        catch (JsonException exception)
        {
            bundle.Report(
                file,
                (int)(exception.LineNumber ?? 0) + 1,
                (int)(exception.BytePositionInLine ?? 0) + 1,
                "bundle.malformed-json",
                "This is not JSON."
            );
            return new BundleJson(bundle, file, null, string.Empty, new Dictionary<string, (int, int)>());
        }
    }

    // An escape can say what no text may hold: NUL, and one half of a surrogate pair, which JsonElement throws at.
    private static string? Read(JsonElement value)
    {
        try
        {
            return value.GetString() is { } text && !text.Contains('\0') ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private T Fault<T>(string code, string message, T fallback)
    {
        bundle.Report(file, Place.Line, Place.Column, code, $"{(path.Length == 0 ? "/" : path)}: {message}.");
        return fallback;
    }
}

/// <summary>Where each value of a JSON text stands, by its JSON Pointer.</summary>
internal static class JsonPlaces
{
    public static IReadOnlyDictionary<string, (int Line, int Column)> Of(byte[] bytes)
    {
        var places = new Dictionary<string, (int, int)>();
        var reader = new Utf8JsonReader(bytes);
        var parents = new Stack<(string Path, bool IsArray, int Index)>();
        var member = string.Empty;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                parents.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                member = reader.GetString()!;
                continue;
            }

            var path = string.Empty;
            if (parents.Count > 0)
            {
                var (parent, isArray, index) = parents.Pop();
                path = isArray ? $"{parent}/{index}" : $"{parent}/{member}";
                parents.Push((parent, isArray, index + 1));
            }

            places[path] = Place(bytes, (int)reader.TokenStartIndex);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                parents.Push((path, reader.TokenType == JsonTokenType.StartArray, 0));
            }
        }

        return places;
    }

    private static (int Line, int Column) Place(byte[] bytes, int offset)
    {
        var before = bytes.AsSpan(0, offset);
        var line = before.Count((byte)'\n') + 1;
        return (line, offset - before.LastIndexOf((byte)'\n'));
    }
}
