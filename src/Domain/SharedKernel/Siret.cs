namespace SocialInnovation.Domain.SharedKernel;

/// <summary>
/// Number of an establishment in the French register SIRENE: the SIREN and five digits, with a Luhn key over all fourteen. La Poste
/// (356000000) keys its establishments by the plain sum of the digits, a multiple of five.
/// </summary>
public readonly record struct Siret
{
    public const int Length = 14;

    public const string Pattern = @"^\d{14}$";

    private const string LaPoste = "356000000";

    private Siret(string value) => Value = value;

    public string Value { get; }

    public Siren Siren => Siren.FromTrusted(Value[..Siren.Length]);

    public static Siret? TryParse(string? text)
    {
        if (text is not { Length: Length } || !text.All(char.IsAsciiDigit) || Siren.TryParse(text[..Siren.Length]) is not { } siren)
        {
            return null;
        }

        var holds = Luhn.Holds(text) || (siren.Value == LaPoste && text.Sum(x => x - '0') % 5 == 0);
        return holds ? new Siret(text) : null;
    }

    public override string ToString() => Value;
}
