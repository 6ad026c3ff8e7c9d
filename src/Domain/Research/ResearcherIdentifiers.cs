namespace SocialInnovation.Domain.Research;

/// <summary>Identifier of a research organisation in the Research Organization Registry, without its address.</summary>
public static class Ror
{
    public const int Length = 9;

    public const string Pattern = "^0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}$";

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Whether the last two digits fit the six characters before them (Crockford's base 32, ISO/IEC 7064 MOD 97-10).</summary>
    public static bool HasCheckDigits(string text)
    {
        var number = text[1..7]
            .Aggregate(0L, (sum, letter) => (sum * Alphabet.Length) + Alphabet.IndexOf(letter, StringComparison.Ordinal));
        return text[7..] == $"{98 - (number * 100 % 97):00}";
    }
}

/// <summary>Identifier of a researcher, without its address.</summary>
public static class Orcid
{
    public const int Length = 19;

    public const string Pattern = @"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$";

    /// <summary>Whether the last character fits the fifteen digits before it (ISO/IEC 7064 MOD 11-2).</summary>
    public static bool HasCheckDigit(string text)
    {
        var sum = text[..^1].Where(char.IsAsciiDigit).Aggregate(0, (total, digit) => (total + digit - '0') * 2 % 11);
        var check = (12 - sum) % 11;
        return text[^1] == (check == 10 ? 'X' : (char)('0' + check));
    }
}
