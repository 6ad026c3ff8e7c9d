using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace SocialInnovation.Infrastructure.Mailing;

/// <summary>How mails leave the system, by configuration: a mail server, or a folder for files.</summary>
/// <param name="From">The sender.</param>
/// <param name="Folder">The folder where there is no mail server.</param>
/// <param name="Smtp">The mail server.</param>
/// <param name="Portal">Where the links of mails lead; it takes <c>?token=</c>.</param>
internal sealed record MailSettings(MailboxAddress From, string Folder, SmtpSettings? Smtp, string Portal)
{
    private const string DevelopmentSender = "SocialInnovation <no-reply@localhost.localdomain>";

    private const string DevelopmentPortal = "http://localhost:5080/swagger";

    private static readonly string DevelopmentFolder = Path.Combine(".data", "mail");

    /// <summary>What of the configuration is missing or can't be understood, in words for who starts the service; null when it can start.</summary>
    public static string? WhyNotStart(IConfiguration configuration, bool isDevelopment)
    {
        var mail = configuration.GetSection("Mail");
        if (!isDevelopment && !IsSet(mail["Smtp:Host"]) && !IsSet(mail["Folder"]))
        {
            return "Mail:Smtp:Host is not set: outside of Development the service starts only with the mail server that it sends by, or with Mail:Folder.";
        }

        if (IsSet(mail["From"]) ? !MailboxAddress.TryParse(mail["From"], out _) : !isDevelopment)
        {
            return "Mail:From is not set to an address, such as Region <no-reply@region.example>: it is the sender of every mail.";
        }

        if (IsSet(mail["PortalAddress"]) ? !IsAddress(mail["PortalAddress"]!) : !isDevelopment)
        {
            return "Mail:PortalAddress is not set to an address such as https://portal.example/invitation: the links of mails lead there.";
        }

        return IsSet(mail["Smtp:Host"]) ? SmtpSettings.WhyNot(mail.GetSection("Smtp")) : null;
    }

    public static MailSettings Read(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail");
        return new MailSettings(
            MailboxAddress.Parse(IsSet(mail["From"]) ? mail["From"]! : DevelopmentSender),
            IsSet(mail["Folder"]) ? mail["Folder"]! : DevelopmentFolder,
            IsSet(mail["Smtp:Host"]) ? SmtpSettings.Read(mail.GetSection("Smtp")) : null,
            IsSet(mail["PortalAddress"]) ? mail["PortalAddress"]! : DevelopmentPortal
        );
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.Query.Length == 0
        && address.Fragment.Length == 0;

    private static bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);
}

/// <param name="Host">Name or address.</param>
/// <param name="Port">Port.</param>
/// <param name="Security">How the connection is secured.</param>
/// <param name="User">Who signs in; null where nobody does.</param>
/// <param name="Password">The user's password.</param>
internal sealed record SmtpSettings(string Host, int Port, SecureSocketOptions Security, string? User, string? Password)
{
    private static readonly Dictionary<string, (SecureSocketOptions Security, int Port)> Modes = new(StringComparer.Ordinal)
    {
        ["starttls"] = (SecureSocketOptions.StartTls, 587),
        ["implicit"] = (SecureSocketOptions.SslOnConnect, 465),
        ["none"] = (SecureSocketOptions.None, 25),
    };

    public static string? WhyNot(IConfiguration smtp) =>
        !Modes.ContainsKey(ModeOf(smtp)) ? $"Mail:Smtp:Tls is {ModeOf(smtp)}: it is starttls, implicit or none."
        : smtp["Port"] is { } port && !ushort.TryParse(port, out _) ? $"Mail:Smtp:Port is {port}: a port is a number up to 65535."
        : smtp["User"] is null != smtp["Password"] is null ? "Mail:Smtp:User and Mail:Smtp:Password go together."
        : smtp["User"] is not null && ModeOf(smtp) == "none"
            ? "Mail:Smtp:Tls is none: a password does not go over a connection that others can read."
        : null;

    public static SmtpSettings Read(IConfiguration smtp)
    {
        var (security, usual) = Modes[ModeOf(smtp)];
        return new SmtpSettings(smtp["Host"]!, smtp.GetValue("Port", usual), security, smtp["User"], smtp["Password"]);
    }

    private static string ModeOf(IConfiguration smtp) => smtp["Tls"] ?? "starttls";
}
