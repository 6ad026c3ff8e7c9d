using System.Text.Json;
using MimeKit;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Infrastructure.Mailing;

/// <summary>Makes of a row the message that is sent: plain text, the same at every try.</summary>
internal sealed class MailWriter(MailSettings settings, MailTexts texts)
{
    /// <summary>Null where the address is none: nothing but one mailbox, written without a name.</summary>
    public MimeMessage? TryWrite(OutgoingMail row)
    {
        if (
            !MailboxAddress.TryParse(row.Recipient, out var recipient)
            || recipient.Address != row.Recipient
            || recipient.Domain.Length == 0
        )
        {
            return null;
        }

        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Payload!)!;
        var (subject, text) = texts.Write(new Mail(recipient.Address, row.Template, row.Language, values));
        var message = new MimeMessage
        {
            MessageId = $"{row.Id:N}@{settings.From.Domain}",
            Date = row.RecordedAt,
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        message.From.Add(settings.From);
        message.To.Add(recipient);
        message.Headers.Add(HeaderId.ContentLanguage, row.Language);
        // No machine is to answer it.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (values.TryGetValue("unsubscribe", out var link))
        {
            // RFC 2369: programs show it as a button.
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{link}>");
        }

        return message;
    }
}
