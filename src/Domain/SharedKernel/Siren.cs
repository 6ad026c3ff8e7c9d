namespace SocialInnovation.Domain.SharedKernel;

/// <summary>
/// Number of a legal unit in the French register SIRENE: nine digits, the last one a Luhn key. Kept as text: zeros lead.
/// </summary>
public readonly record struct Siren
{
    public const int Length = 9;

    public const string Pattern = @"^\d{9}$";

    private Siren(string value) => Value = value;

    public string Value { get; }

    public static Siren? TryParse(string? text) =>
        text is { Length: Length } && text.All(char.IsAsciiDigit) && Luhn.Holds(text) ? new Siren(text) : null;

    /// <summary>Reads back what was valid when it was kept.</summary>
    public static Siren FromTrusted(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The Luhn key of SIREN and SIRET: from the right, every second digit doubled, the digits' sum a multiple of ten.</summary>
public static class Luhn
{
    public static bool Holds(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
            {
                digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }
}
