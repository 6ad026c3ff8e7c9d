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

    private const long MaxCents = 999_999_999_999_999_999;

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
    public decimal Amount { get; private init; }

    /// <summary>The amount in whole cents.</summary>
    public long Cents => (long)(Amount * 100m);

    // Cents have no third decimal.
    public static Money FromCents(long cents) =>
        cents is >= -MaxCents and <= MaxCents ? new Money { Amount = cents / 100m } : new Money(cents / 100m);

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
        Int128 total = 0;
        foreach (var weight in weights)
        {
            total += weight.Cents;
        }

        if (total == 0)
        {
            throw new ArgumentException("Shares need a weight above zero.", nameof(weights));
        }

        // Both factors fit in 64 bits, so their product fits in 128.
        var (shares, remainders, places) = (new long[weights.Count], new Int128[weights.Count], new int[weights.Count]);
        var left = amount.Cents;
        for (var i = 0; i < shares.Length; i++)
        {
            (var share, remainders[i]) = Int128.DivRem((Int128)amount.Cents * weights[i].Cents, total);
            (shares[i], places[i]) = ((long)share, i);
            left -= shares[i];
        }

        foreach (var place in places.OrderByDescending(x => remainders[x]).Take((int)left))
        {
            shares[place]++;
        }

        return Array.ConvertAll(shares, FromCents);
    }
}
