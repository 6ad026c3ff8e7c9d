using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialInnovation.Application.Common;

/// <summary>The secret of a mail's link: 256 random bits, of which only the hash is kept.</summary>
internal static class LinkSecret
{
    /// <summary>Longest secret that is looked at.</summary>
    public const int Length = 100;

    public const string Pattern = "^[A-Za-z0-9_-]+$";

    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    // Nobody guesses 256 bits, so a plain hash hides them as well as a slow one would.
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <summary>The hash as text.</summary>
    public static string HashText(string token) => Base64Url.EncodeToString(Hash(token));
}
