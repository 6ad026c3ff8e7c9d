namespace SocialInnovation.Infrastructure.Identity;

/// <summary>How the embedded identity provider is set up.</summary>
/// <param name="Issuer">Its public address, which its tokens name.</param>
/// <param name="IsDevelopment">Whether every registered user may sign in with <see cref="DevelopmentPassword"/>.</param>
public sealed record ProviderSettings(Uri Issuer, bool IsDevelopment)
{
    /// <summary>The password of everybody in Development; of nobody anywhere else.</summary>
    public const string DevelopmentPassword = "development only";
}

/// <summary>A certificate with its private key, which encrypts the keys of the identity provider.</summary>
/// <param name="Path">Path of the PKCS #12 file.</param>
/// <param name="Password">Its password; null where it has none.</param>
public sealed record KeyCertificate(string Path, string? Password = null);
