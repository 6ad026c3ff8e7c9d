using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Infrastructure.Mailing;

internal sealed class PortalAddress(MailSettings settings) : IPortalAddress
{
    public string Link(string token) => $"{settings.Portal}?token={token}";

    public string Link(string token, string purpose) => $"{Link(token)}&for={purpose}";
}
