using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>Says in our own terms why a request could not be read.</summary>
internal static partial class BindingFaults
{
    private const int MostOfName = 100;
    private const int MostOfPointer = 1_000;

    public static (Error Error, int Status) Explain(BadHttpRequestException exception) =>
        exception.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => (HttpErrors.TooLarge, exception.StatusCode),
            StatusCodes.Status415UnsupportedMediaType => (HttpErrors.UnsupportedMediaType, exception.StatusCode),
            StatusCodes.Status408RequestTimeout => (HttpErrors.BodyTimedOut, exception.StatusCode),
            _ => (Explain400(exception), StatusCodes.Status400BadRequest),
        };

    private static Error Explain400(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json)
        {
            return ExplainJson(json);
        }

        if (
            exception.Message.Contains("provided from body", StringComparison.Ordinal)
            || exception.Message.Contains("no body was provided", StringComparison.Ordinal)
        )
        {
            return HttpErrors.BodyMissing;
        }

        if (Parameter().Match(exception.Message) is { Success: true } match)
        {
            var fault = exception.Message.StartsWith("Required", StringComparison.Ordinal)
                ? ValidationErrors.Required
                : HttpErrors.ParameterInvalid;
            return RequestErrors.ValidationFailed.Because([fault with { Parameter = match.Groups[1].Value }]);
        }

        return HttpErrors.BodyMissing;
    }

    private static Error ExplainJson(JsonException exception)
    {
        var pointer = ToPointer(exception.Path);
        if (exception.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            var member = Quoted().Match(exception.Message).Groups[1].Value;
            return Single(HttpErrors.UnknownMember(Named(member)), To(member));
        }

        if (exception is NullMemberException withNull)
        {
            return Single(HttpErrors.WrongType(exception.Message), To(withNull.Member));
        }

        if (exception.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return HttpErrors.TooDeep;
        }

        if (exception.Message.Contains("uplicate propert", StringComparison.Ordinal))
        {
            var member = Quoted().Match(exception.Message).Groups[1].Value;
            return Single(HttpErrors.DuplicateMember(Named(member)), pointer);
        }

        if (exception.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var members = exception.Message[(exception.Message.IndexOf(':', StringComparison.Ordinal) + 1)..];
            var names = Quoted().Matches(members).Select(x => x.Groups[1].Value).ToList();
            return RequestErrors.ValidationFailed.Because(names.Select(x => HttpErrors.MissingMember(x).At($"{pointer}/{x}")));
        }

        return exception.InnerException is not null && exception.InnerException.GetType().Name == "JsonReaderException"
            ? HttpErrors.MalformedJson((exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1)
            : Single(HttpErrors.WrongType(Reason(exception.Message)), pointer);

        // The serializer names the member itself, or the object around it.
        string To(string member) => pointer.EndsWith("/" + member, StringComparison.Ordinal) ? pointer : $"{pointer}/{member}";
    }

    private static Error Single(Error fault, string pointer) => RequestErrors.ValidationFailed.Because([fault.At(Bounded(pointer))]);

    // Names are the caller's own: of one without measure the beginning is told, and the place is that of the object around it.
    private static string Named(string member) =>
        (member.Length <= MostOfName ? member : string.Concat(member.AsSpan(0, MostOfName), "…")).Replace('\0', '\uFFFD');

    private static string Bounded(string pointer)
    {
        while (pointer.Length > MostOfPointer || pointer.Contains('\0', StringComparison.Ordinal))
        {
            pointer = pointer[..pointer.LastIndexOf('/')];
        }

        return pointer;
    }

    // Our converters' messages say what is expected; the serializer's own name .NET types, which are nobody's business.
    private static string Reason(string message)
    {
        var text = message.Split(" Path: ")[0];
        return text.Contains("System.", StringComparison.Ordinal) || text.Contains("SocialInnovation.", StringComparison.Ordinal)
            ? "The value has another type than the schema says."
            : text;
    }

    /// <summary><c>$.plan.costs[0].amount</c> becomes <c>#/plan/costs/0/amount</c>.</summary>
    private static string ToPointer(string? path)
    {
        var pointer = new StringBuilder("#");
        foreach (Match segment in Segment().Matches(path ?? string.Empty))
        {
            var name =
                segment.Groups[1].Success ? segment.Groups[1].Value
                : segment.Groups[2].Success ? segment.Groups[2].Value
                : segment.Groups[3].Value;
            pointer.Append('/').Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    [GeneratedRegex(@"\.([^.\[]+)|\[(\d+)\]|\['([^']*)'\]")]
    private static partial Regex Segment();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("parameter \"[^\"]*?(\\w+)\"")]
    private static partial Regex Parameter();
}
