namespace SocialInnovation.Application.Platform;

/// <summary>Bounds that the validator, the table and the OpenAPI schema share.</summary>
public static class PlatformLimits
{
    public const int UserName = 80;

    public const int Name = 200;

    public const int ClientId = 100;

    /// <summary>Shortest password that serves alone, by NIST SP 800-63B-4, section 3.1.1.2.</summary>
    public const int ShortestPassword = 15;

    public const int LongestPassword = 100;

    public const int Token = 100;

    /// <summary>Most seals of the audit trail that one request computes again: fewer than a second's work.</summary>
    public const int ChainPart = 10_000;

    /// <summary>Largest bundle, bytes.</summary>
    public const long BundleBytes = 64 * 1024 * 1024;

    /// <summary>Most files in a bundle's zip, those that are not read included.</summary>
    public const int BundleEntries = 100;
}
