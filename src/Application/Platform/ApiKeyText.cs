using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

/// <summary>
/// How a key is written: <c>sik_</c>, 43 random characters of base62 (256 bits), and the CRC-32 of those 43 as six characters of base62.
/// By the checksum a scanner that finds a key somewhere knows it for one without asking anybody, and a typing mistake costs no look-up.
/// </summary>
public static class ApiKeyText
{
    public const string Mark = "sik_";

    /// <summary>The form of a key, its checksum aside.</summary>
    public const string Pattern = "^sik_[0-9A-Za-z]{49}$";

    /// <summary>The form of what is shown of a key.</summary>
    public const string PrefixPattern = "^sik_[0-9A-Za-z]{6}$";

    public const int Length = 4 + Random + Checksum;

    public const int PrefixLength = 10;

    private const int Random = 43;

    private const int Checksum = 6;

    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A key that nobody has yet.</summary>
    public static string New()
    {
        var random = RandomNumberGenerator.GetString(Base62, Random);
        return Mark + random + ChecksumOf(random);
    }

    /// <summary>What is kept of a key; null for a text that is none.</summary>
    public static ApiKeySecret? Read(string text) =>
        text.Length == Length
        && text.StartsWith(Mark, StringComparison.Ordinal)
        && text[Mark.Length..].All(char.IsAsciiLetterOrDigit)
        && text.AsSpan(Mark.Length + Random).SequenceEqual(ChecksumOf(text.AsSpan(Mark.Length, Random)))
            ? new ApiKeySecret(text[..PrefixLength], SHA256.HashData(Encoding.ASCII.GetBytes(text)))
            : null;

    private static string ChecksumOf(ReadOnlySpan<char> random)
    {
        Span<byte> bytes = stackalloc byte[Random];
        Encoding.ASCII.GetBytes(random, bytes);
        var rest = Crc32.HashToUInt32(bytes);
        Span<char> text = stackalloc char[Checksum];
        for (var i = Checksum - 1; i >= 0; i--)
        {
            (rest, var digit) = Math.DivRem(rest, (uint)Base62.Length);
            text[i] = Base62[(int)digit];
        }

        return new string(text);
    }
}
