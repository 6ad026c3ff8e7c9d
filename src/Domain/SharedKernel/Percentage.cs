using System.Globalization;

namespace SocialInnovation.Domain.SharedKernel;

/// <summary>A share of a hundred, 0 to 100, with at most four decimals.</summary>
public readonly record struct Percentage : IComparable<Percentage>
{
    public const int Decimals = 4;

    /// <summary>A percentage or score on the wire: 0 to 100 with at most four decimals.</summary>
    public const string Pattern = @"^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$";

    public Percentage(decimal value)
    {
        if (value is < 0 or > 100 || decimal.Round(value, Decimals) != value)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                "A percentage lies between 0 and 100 and has at most four decimals."
            );
        }

        Value = value;
    }

    public decimal Value { get; }

    /// <summary>True when the part is at most this share of the whole; exact, nothing is rounded.</summary>
    public bool Covers(Money part, Money whole) => part.Amount * 100m <= whole.Amount * Value;

    public int CompareTo(Percentage other) => Value.CompareTo(other.Value);

    public static bool operator <(Percentage left, Percentage right) => left.Value < right.Value;

    public static bool operator >(Percentage left, Percentage right) => left.Value > right.Value;

    public static bool operator <=(Percentage left, Percentage right) => left.Value <= right.Value;

    public static bool operator >=(Percentage left, Percentage right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("0.####", CultureInfo.InvariantCulture);
}
