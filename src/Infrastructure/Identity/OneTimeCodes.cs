using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>Time-based one-time codes by RFC 6238, as every authenticator makes them: six digits, thirty seconds.</summary>
internal sealed class OneTimeCodes(IDataProtectionProvider protection)
{
    // A clock may be half a minute off, either way.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    private readonly IDataProtector protector = protection.CreateProtector("identity.second-factor");

    /// <summary>The time step for which the code was made; null when it is of none that counts.</summary>
    /// <param name="secret">The shared secret, in base 32.</param>
    /// <param name="code">The code.</param>
    /// <param name="now">The real instant.</param>
    public static long? StepOf(string secret, string code, DateTimeOffset now) =>
        new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(
            now.UtcDateTime,
            code.Replace(" ", "", StringComparison.Ordinal),
            out var step,
            Window
        )
            ? step
            : null;

    public string Hide(string secret) => protector.Protect(secret);

    public string Show(string hidden) => protector.Unprotect(hidden);
}
