namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Where people go on from a mail.</summary>
public interface IPortalAddress
{
    /// <summary>The address that a mail links to, with a secret.</summary>
    string Link(string token);

    /// <summary>The same, and for what: where a mail has more than one link, or the portal asks for no sign-in.</summary>
    string Link(string token, string purpose);
}
