using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace SocialInnovation.Infrastructure.Mailing;

/// <summary>The last step of a mail.</summary>
internal interface IMailTransport
{
    /// <summary>Hands a mail over; it is accepted when this returns.</summary>
    /// <exception cref="MailRefusedException">It was not accepted, for certain. After any other exception nobody knows.</exception>
    Task SendAsync(Guid id, MimeMessage message, CancellationToken cancellationToken);
}

/// <summary>A mail was not accepted and may be tried again.</summary>
/// <param name="reason">Why, without anything personal: it is kept and logged.</param>
internal sealed class MailRefusedException(string reason) : Exception(reason);

/// <summary>Sends by a mail server, one connection a mail.</summary>
internal sealed class SmtpTransport(SmtpSettings settings, string sendingDomain) : IMailTransport
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    public async Task SendAsync(Guid id, MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient();
        (client.Timeout, client.LocalDomain) = ((int)LongestWait.TotalMilliseconds, sendingDomain);
        var content = new Begun();
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellationToken);
            if (settings is { User: { } user, Password: { } password })
            {
                await client.AuthenticateAsync(user, password, cancellationToken);
            }

            await client.SendAsync(message, cancellationToken, content);
        }
        catch (SmtpCommandException exception)
        {
            throw new MailRefusedException($"{(int)exception.StatusCode} {exception.ErrorCode}");
        }
        catch (Exception exception) when (!content.HasBegun && IsFault(exception))
        {
            throw new MailRefusedException(exception.GetType().Name);
        }

        await LeaveAsync(client, cancellationToken);
    }

    // The server has the mail: how the conversation ends changes nothing.
    private static async Task LeaveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            // The server has closed before us.
        }
    }

    private static bool IsFault(Exception exception) =>
        exception
            is SocketException
                or IOException
                or ProtocolException
                or TimeoutException
                or OperationCanceledException
                or SslHandshakeException
                or AuthenticationException
                or NotSupportedException;

    /// <summary>Tells whether any of the mail's content was sent: from then on, who loses the connection can't know what the server kept.</summary>
    private sealed class Begun : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun = true;

        public void Report(long bytesTransferred) => HasBegun = true;
    }
}

/// <summary>Writes each mail into a folder, for whoever develops or tests.</summary>
internal sealed class FolderTransport(string folder) : IMailTransport
{
    public async Task SendAsync(Guid id, MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var unfinished = Path.Combine(folder, $"{id}.tmp");
            message.Prepare(EncodingConstraint.SevenBit);
            await message.WriteToAsync(unfinished, cancellationToken);
            // Whoever looks into the folder sees whole mails only, and each one once.
            File.Move(unfinished, Path.Combine(folder, $"{id}.eml"), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MailRefusedException(exception.GetType().Name);
        }
    }
}
