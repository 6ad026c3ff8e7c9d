namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Where people go on from a mail.</summary>
public interface IPortalAddress
{
    /// <summary>The address that a mail links to, with a secret.</summary>
    string Link(string token);
}
