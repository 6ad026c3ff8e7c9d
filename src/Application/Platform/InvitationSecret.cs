using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SocialInnovation.Application.Platform;

/// <summary>The secret of an invitation: 256 random bits, of which only the hash is kept.</summary>
internal static class InvitationSecret
{
    private const int Bytes = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    // Nobody guesses 256 bits, so a plain hash hides them as well as a slow one would.
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));
}
