using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>What is known of a key that somebody came with, and of whose rights it uses.</summary>
public sealed record KnownApiKey(
    ApiKeyId Id,
    UserId UserId,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> AllowedNetworks,
    DateTimeOffset ExpiresAt,
    bool IsRevoked,
    DateTimeOffset? LastUsedAt
);

/// <summary>What each request with a key asks of the database.</summary>
public interface IApiKeyReads
{
    /// <summary>The key of this hash with its user's roles, in one look-up by index.</summary>
    Task<KnownApiKey?> FindAsync(byte[] hash, CancellationToken cancellationToken);

    /// <summary>Writes down when keys were used last.</summary>
    /// <returns>How many keys.</returns>
    Task<int> WriteUsesAsync(IReadOnlyDictionary<ApiKeyId, DateTimeOffset> uses, CancellationToken cancellationToken);
}
