using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SocialInnovation.Infrastructure.Platform.Audit;

/// <summary>How one seal follows from the one before it, and what is signed of it.</summary>
internal static class Chain
{
    /// <summary>What stands before the first seal.</summary>
    public static byte[] Beginning => new byte[SHA256.HashSizeInBytes];

    public static byte[] Next(byte[] former, byte[] entry) => SHA256.HashData([.. former, .. entry]);

    public static string SignedText(long number, byte[] chainHash, DateTimeOffset signedAt) =>
        CanonicalJson.Text(
            new JsonObject
            {
                ["number"] = number,
                ["chainHash"] = Convert.ToHexStringLower(chainHash),
                ["signedAt"] = RecordedEntry.Instant(signedAt),
            }
        );
}
