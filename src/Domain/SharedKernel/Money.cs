using System.Globalization;

namespace SocialInnovation.Domain.SharedKernel;

/// <summary>
/// An exact amount in euros with two decimals, kept as <c>numeric(18,2)</c>. A third decimal is a bug: whoever computes a share
/// decides how it is rounded before it becomes money.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>ISO 4217 code of the only currency.</summary>
    public const string Currency = "EUR";

    /// <summary>Digits before the decimal point that fit the column.</summary>
    public const int MaxIntegerDigits = 16;

    /// <summary>The largest amount, EUR.</summary>
    public const decimal MaxAmount = 9_999_999_999_999_999.99m;

    /// <summary>An amount on the wire: digits, a dot and exactly two decimals.</summary>
    public const string Pattern = @"^(0|[1-9]\d{0,15})\.\d{2}$";

    public Money(decimal amount)
    {
        if (decimal.Round(amount, 2) != amount || Math.Abs(amount) > MaxAmount)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "Money has two decimals and at most 16 digits before them.");
        }

        Amount = amount;
    }

    public static Money Zero => default;

    /// <summary>The amount in euros.</summary>
    public decimal Amount { get; }

    /// <summary>The amount in whole cents.</summary>
    public long Cents => (long)(Amount * 100m);

    public static Money FromCents(long cents) => new(cents / 100m);

    public static Money Sum(IEnumerable<Money> amounts) => new(amounts.Sum(x => x.Amount));

    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);

    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount);

    public static Money operator -(Money value) => new(-value.Amount);

    public static bool operator <(Money left, Money right) => left.Amount < right.Amount;

    public static bool operator >(Money left, Money right) => left.Amount > right.Amount;

    public static bool operator <=(Money left, Money right) => left.Amount <= right.Amount;

    public static bool operator >=(Money left, Money right) => left.Amount >= right.Amount;

    public int CompareTo(Money other) => Amount.CompareTo(other.Amount);

    public override string ToString() => Amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>
    /// Shares an amount out in proportion to weights, to the cent: whole cents first, then the cents left by largest remainder,
    /// ties to the earlier weight. The shares sum to the amount, and none exceeds its weight when the amount does not exceed their sum.
    /// </summary>
    public static IReadOnlyList<Money> Share(Money amount, IReadOnlyList<Money> weights)
    {
        var total = weights.Aggregate(System.Numerics.BigInteger.Zero, (sum, x) => sum + x.Cents);
        if (total.IsZero)
        {
            throw new ArgumentException("Shares need a weight above zero.", nameof(weights));
        }

        var parts = weights
            .Select(
                (weight, index) =>
                {
                    var cents = System.Numerics.BigInteger.DivRem(
                        (System.Numerics.BigInteger)amount.Cents * weight.Cents,
                        total,
                        out var remainder
                    );
                    return (Index: index, Cents: (long)cents, Remainder: remainder);
                }
            )
            .ToArray();
        var left = amount.Cents - parts.Sum(x => x.Cents);
        foreach (var part in parts.OrderByDescending(x => x.Remainder).ThenBy(x => x.Index).Take((int)left).ToArray())
        {
            parts[part.Index].Cents++;
        }

        return [.. parts.Select(x => FromCents(x.Cents))];
    }
}
