using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialInnovation.Api.Security;

/// <summary>
/// Judges access tokens as <see cref="JsonWebTokenHandler"/> does, and remembers for a minute, by their hash, those that it found true: to
/// check a signature costs as much as a short read. Whether a token has ended is looked at each time; whether it was withdrawn, by whoever
/// uses this.
/// </summary>
internal sealed class RememberedTokens : TokenHandler, IDisposable
{
    private const int Most = 20_000;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler judge = new();
    private readonly MemoryCache found = new(new MemoryCacheOptions { SizeLimit = Most });

    public override SecurityToken ReadToken(string token) => judge.ReadToken(token);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var key = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        if (found.TryGetValue(key, out TokenValidationResult? known) && IsCurrent(known!.SecurityToken, validationParameters))
        {
            return new TokenValidationResult
            {
                IsValid = true,
                SecurityToken = known.SecurityToken,
                ClaimsIdentity = known.ClaimsIdentity.Clone(),
                Issuer = known.Issuer,
                TokenType = known.TokenType,
            };
        }

        var judged = await judge.ValidateTokenAsync(token, validationParameters);
        if (judged.IsValid)
        {
            found.Set(key, judged, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        }

        return judged;
    }

    public void Dispose() => found.Dispose();

    private static bool IsCurrent(SecurityToken token, TokenValidationParameters parameters) =>
        parameters.LifetimeValidator?.Invoke(token.ValidFrom, token.ValidTo, token, parameters) == true;
}
