using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Mailing;

internal sealed class MailOutbox(LastWrites last, MailTexts texts, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IMailOutbox
{
    private const string Keep = """
        insert into platform.mails (id, template, language, recipient, payload, status, tries, recorded_at, due_at)
        values ($1, $2, $3, $4, $5::jsonb, 'waiting', 0, $6, $6)
        """;

    private const string Drop = "delete from platform.mails where lower(recipient) = lower($1) and status <> 'sending'";

    public void Add(Mail mail)
    {
        // What can't be written is found here, by whoever asks for it, and not in the background.
        texts.Write(mail);
        last.Add(
            Keep,
            new NpgsqlParameter<Guid> { TypedValue = Uuid.Next() },
            new NpgsqlParameter<string> { TypedValue = mail.Template },
            new NpgsqlParameter<string> { TypedValue = mail.Language },
            new NpgsqlParameter<string> { TypedValue = mail.Recipient },
            new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(mail.Values) },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() }
        );
    }

    public void Forget(string recipient) => last.Add(Drop, new NpgsqlParameter<string> { TypedValue = recipient });
}
