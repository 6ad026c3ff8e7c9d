using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Mailing;

/// <summary>
/// Sends each mail at most once. Its row is committed as <c>sending</c> before the mail server hears of it: an instance that dies in between
/// leaves the row so, and nobody sends it again.
/// </summary>
internal sealed partial class DueMails(
    AppDbContext db,
    MailWriter writer,
    IMailTransport transport,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock,
    ILogger<DueMails> logger
) : IDueMails
{
    /// <summary>The pauses between the tries; after the last one a mail has failed.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(12),
    ];

    /// <summary>A try takes no longer.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromMinutes(1);

    /// <summary>Whoever has been sending for so long has died over it.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromMinutes(5);

    /// <summary>How long after its end a mail's address is kept, for the questions of who did not get it.</summary>
    public static readonly TimeSpan AddressKept = TimeSpan.FromDays(30);

    public async Task<bool> SendNextAsync(CancellationToken cancellationToken)
    {
        if (await TakeAsync(cancellationToken) is not { } mail)
        {
            return false;
        }

        // From here on the service's own end does not interrupt: what was begun is brought to an end that is known.
        await SendAsync(mail);
        return true;
    }

    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var dead = now - DeadAfter;
        var uncertain = await db
            .Database.SqlQuery<Guid>(
                $"""
                update platform.mails set status = 'uncertain', payload = null, ended_at = {now}
                where status = 'sending' and sending_since < {dead}
                returning id as "Value"
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var id in uncertain)
        {
            LogUncertain(null, id);
        }

        var forgotten = now - AddressKept;
        await db
            .Mails.Where(x => x.EndedAt < forgotten && x.Recipient != null)
            .ExecuteUpdateAsync(x => x.SetProperty(mail => mail.Recipient, (string?)null), cancellationToken);
    }

    private async Task<OutgoingMail?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var taken = await db
            .Mails.FromSql(
                $"""
                update platform.mails set status = 'sending', sending_since = {now}, tries = tries + 1
                where id = (
                    select id from platform.mails where status = 'waiting' and due_at <= {now}
                    order by due_at, id for update skip locked limit 1
                )
                returning *
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return taken.SingleOrDefault();
    }

    private async Task SendAsync(OutgoingMail mail)
    {
        if (writer.TryWrite(mail) is not { } message)
        {
            await EndAsync(mail, MailStatus.Failed, "unreadable address");
            LogFailed(mail.Id, mail.Template, "unreadable address");
            return;
        }

        using var limit = new CancellationTokenSource(LongestTry, clock);
        try
        {
            await transport.SendAsync(mail.Id, message, limit.Token);
        }
        catch (MailRefusedException refusal)
        {
            await TryAgainAsync(mail, refusal.Message);
            return;
        }
        catch (Exception exception)
        {
            await EndAsync(mail, MailStatus.Uncertain, exception.GetType().Name);
            LogUncertain(exception, mail.Id);
            return;
        }

        await EndAsync(mail, MailStatus.Sent, null);
    }

    private async Task TryAgainAsync(OutgoingMail mail, string reason)
    {
        if (mail.Tries > Pauses.Count)
        {
            await EndAsync(mail, MailStatus.Failed, reason);
            LogFailed(mail.Id, mail.Template, reason);
            return;
        }

        var due = clock.GetUtcNow() + Pauses[mail.Tries - 1];
        await db.Database.ExecuteSqlAsync(
            $"update platform.mails set status = 'waiting', due_at = {due}, refusal = {reason} where id = {mail.Id} and status = 'sending'"
        );
        LogRefused(mail.Id, mail.Template, reason, due);
    }

    // What a mail says goes with its end: links carry secrets.
    private Task EndAsync(OutgoingMail mail, MailStatus status, string? reason)
    {
        var now = clock.GetUtcNow();
        return db.Database.ExecuteSqlAsync(
            $"""
            update platform.mails set status = {Naming.Word(status)}, refusal = {reason}, payload = null, ended_at = {now}
            where id = {mail.Id} and status in ('sending', 'uncertain')
            """
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} ({Template}) was refused: {Reason}; it is tried again at {DueAt}.")]
    private partial void LogRefused(Guid mailId, string template, string reason, DateTimeOffset dueAt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {MailId} ({Template}) has failed: {Reason}.")]
    private partial void LogFailed(Guid mailId, string template, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nobody knows whether mail {MailId} was sent; it is not sent again.")]
    private partial void LogUncertain(Exception? exception, Guid mailId);
}
