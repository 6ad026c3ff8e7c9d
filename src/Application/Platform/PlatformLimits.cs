namespace SocialInnovation.Application.Platform;

/// <summary>Bounds that the validator, the table and the OpenAPI schema share.</summary>
public static class PlatformLimits
{
    public const int UserName = 80;

    public const int Name = 200;

    /// <summary>Largest bundle, bytes.</summary>
    public const long BundleBytes = 64 * 1024 * 1024;

    /// <summary>Most files in a bundle's zip, those that are not read included.</summary>
    public const int BundleEntries = 100;
}
