namespace SocialInnovation.Infrastructure.Identity;

/// <summary>A key pair that signs tokens, and the key by which the provider hides what only itself reads; both encrypted.</summary>
internal sealed class SigningKey
{
    public Guid Id { get; init; }

    /// <summary>RSA private key and symmetric key, encrypted by the ring of data protection keys.</summary>
    public string Secret { get; init; } = null!;

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it signs; it is published before, so that whoever keeps a copy of the public keys has it by then.</summary>
    public DateTimeOffset SignsFrom { get; init; }

    /// <summary>Until when what it signed is believed.</summary>
    public DateTimeOffset TrustedUntil { get; init; }
}
