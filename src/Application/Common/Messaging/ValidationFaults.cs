using System.Globalization;
using System.Text;
using FluentValidation.Results;

namespace SocialInnovation.Application.Common.Messaging;

/// <summary>Turns a validator's failure into a coded fault with a JSON Pointer (members of <c>Body</c>) or a parameter name (all else).</summary>
internal static class ValidationFaults
{
    private const string BodyPrefix = "Body";

    private static readonly Dictionary<string, Error> Codes = new()
    {
        ["NotEmptyValidator"] = ValidationErrors.Required,
        ["NotNullValidator"] = ValidationErrors.Required,
        ["LengthValidator"] = ValidationErrors.Length,
        ["MaximumLengthValidator"] = ValidationErrors.Length,
        ["MinimumLengthValidator"] = ValidationErrors.Length,
        ["ExactLengthValidator"] = ValidationErrors.Length,
        ["RegularExpressionValidator"] = ValidationErrors.Pattern,
        ["InclusiveBetweenValidator"] = ValidationErrors.Range,
        ["ExclusiveBetweenValidator"] = ValidationErrors.Range,
        ["GreaterThanValidator"] = ValidationErrors.Range,
        ["GreaterThanOrEqualValidator"] = ValidationErrors.Range,
        ["LessThanValidator"] = ValidationErrors.Range,
        ["LessThanOrEqualValidator"] = ValidationErrors.Range,
        ["CountValidator"] = ValidationErrors.Count,
    };

    public static Error ToError(ValidationFailure failure)
    {
        var error = Codes.GetValueOrDefault(failure.ErrorCode, ValidationErrors.Invalid);
        error = failure.FormattedMessagePlaceholderValues?.Aggregate(error, WithBound) ?? error;
        error = error.Code == ValidationErrors.Range.Code ? error.With("range", RangeOf(failure)) : error;
        return failure.PropertyName == BodyPrefix || failure.PropertyName.StartsWith(BodyPrefix + ".", StringComparison.Ordinal)
            ? error.At(ToPointer(failure.PropertyName[BodyPrefix.Length..]))
            : error with
            {
                Parameter = CamelCase(failure.PropertyName.Split('.')[^1]),
            };
    }

    /// <summary><c>.Plan.Costs[0].Amount</c> becomes <c>#/plan/costs/0/amount</c>.</summary>
    internal static string ToPointer(string path)
    {
        var pointer = new StringBuilder("#");
        foreach (var segment in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            pointer.Append('/').Append(CamelCase(segment));
        }

        return pointer.Length == 1 ? "#" : pointer.ToString();
    }

    private static Error WithBound(Error error, KeyValuePair<string, object> placeholder) =>
        placeholder.Key switch
        {
            "MinLength" or "From" => error.With("minimum", placeholder.Value),
            "MaxLength" or "To" => error.With("maximum", placeholder.Value),
            "Words" => error.With("words", placeholder.Value),
            "RegularExpression" => error.With("pattern", placeholder.Value),
            _ => error,
        };

    // In signs, which both languages read.
    private static string RangeOf(ValidationFailure failure)
    {
        var values = failure.FormattedMessagePlaceholderValues;
        return failure.ErrorCode switch
        {
            "InclusiveBetweenValidator" or "ExclusiveBetweenValidator" => Text($"{values["From"]} … {values["To"]}"),
            "GreaterThanValidator" => Text($"> {values["ComparisonValue"]}"),
            "GreaterThanOrEqualValidator" => Text($"≥ {values["ComparisonValue"]}"),
            "LessThanValidator" => Text($"< {values["ComparisonValue"]}"),
            _ => Text($"≤ {values["ComparisonValue"]}"),
        };

        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
