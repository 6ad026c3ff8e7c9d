using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Mailing;

/// <summary>The texts of the mails, one file per language in Templates; <c>{name}</c> stands for a value.</summary>
internal sealed partial class MailTexts
{
    private const string Folder = "SocialInnovation.Infrastructure.Mailing.Templates.";

    public static readonly IReadOnlyList<string> Languages = ["en", "fr"];

    private readonly FrozenDictionary<(string Language, string Template), MailText> texts = Languages
        .SelectMany(language => Read(language).Select(x => KeyValuePair.Create((language, x.Key), x.Value)))
        .ToFrozenDictionary();

    /// <summary>Subject and text of a mail.</summary>
    /// <exception cref="ArgumentException">There is no such text, or the mail lacks one of its values.</exception>
    public (string Subject, string Text) Write(Mail mail)
    {
        if (!texts.TryGetValue((mail.Language, mail.Template), out var text))
        {
            throw new ArgumentException($"There is no text {mail.Template} in {mail.Language}.", nameof(mail));
        }

        return (Fill(text.Subject, mail.Values), Fill(string.Join('\n', text.Text), mail.Values));
    }

    /// <summary>The texts of a language by template.</summary>
    public static IReadOnlyDictionary<string, MailText> Read(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, MailText>>(SqlScript.Text($"{Folder}{language}.json"), JsonSerializerOptions.Web)!;

    [GeneratedRegex(@"\{(\w+)\}")]
    public static partial Regex Placeholder();

    // A value is put in as it is: a placeholder within a value is no placeholder.
    private static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder()
            .Replace(
                text,
                x =>
                    values.TryGetValue(x.Groups[1].Value, out var value)
                        ? value
                        : throw new ArgumentException($"The text wants {x.Value}, and the mail has no such value.", nameof(values))
            );
}

/// <param name="Subject">Subject.</param>
/// <param name="Text">Its lines.</param>
internal sealed record MailText(string Subject, IReadOnlyList<string> Text);
