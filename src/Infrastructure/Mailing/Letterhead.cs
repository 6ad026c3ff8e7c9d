using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Infrastructure.Mailing;

/// <summary>Letters bear the name from which mails come.</summary>
internal sealed class Letterhead(MailSettings settings) : ILetterhead
{
    public string Sender => string.IsNullOrWhiteSpace(settings.From.Name) ? settings.From.Address : settings.From.Name;
}
