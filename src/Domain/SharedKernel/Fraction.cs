using System.Numerics;

namespace SocialInnovation.Domain.SharedKernel;

/// <summary>An exact rational number in lowest terms, with a positive denominator: what scores are computed in.</summary>
public readonly record struct Fraction : IComparable<Fraction>
{
    // Two products of two such numbers, added, still fit in 128 bits.
    private const long MostSmall = 1L << 62;

    // So many decimals of a small one fit in 128 bits too.
    private const int MostDecimals = 18;

    // Almost every fraction is small, and is kept and computed in machine integers; one that is not stands in `large` alone.
    private readonly long numerator;
    private readonly long denominator;
    private readonly LargeFraction? large;

    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
        {
            throw new DivideByZeroException();
        }

        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (numerator, denominator) = (numerator / divisor, denominator / divisor);
        if (BigInteger.Abs(numerator) <= MostSmall && denominator <= MostSmall)
        {
            (this.numerator, this.denominator) = ((long)numerator, (long)denominator);
        }
        else
        {
            large = new LargeFraction(numerator, denominator);
        }
    }

    private Fraction(long numerator, long denominator) => (this.numerator, this.denominator) = (numerator, denominator);

    public static Fraction Zero => default;

    public BigInteger Numerator => large?.Numerator ?? numerator;

    public BigInteger Denominator => large?.Denominator ?? SmallDenominator;

    // The default value of the struct is zero, not zero over zero.
    private long SmallDenominator => denominator == 0 ? 1 : denominator;

    public static implicit operator Fraction(int value) => new((long)value, 1);

    public static Fraction operator +(Fraction a, Fraction b) =>
        AreSmall(a, b)
            ? Reduce(
                (Int128)a.numerator * b.SmallDenominator + (Int128)b.numerator * a.SmallDenominator,
                (Int128)a.SmallDenominator * b.SmallDenominator
            )
            : new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Fraction operator -(Fraction a, Fraction b) =>
        AreSmall(a, b)
            ? Reduce(
                (Int128)a.numerator * b.SmallDenominator - (Int128)b.numerator * a.SmallDenominator,
                (Int128)a.SmallDenominator * b.SmallDenominator
            )
            : new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) =>
        AreSmall(a, b)
            ? Reduce((Int128)a.numerator * b.numerator, (Int128)a.SmallDenominator * b.SmallDenominator)
            : new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) =>
        AreSmall(a, b)
            ? Reduce((Int128)a.numerator * b.SmallDenominator, (Int128)a.SmallDenominator * b.numerator)
            : new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    public int CompareTo(Fraction other) =>
        AreSmall(this, other)
            ? ((Int128)numerator * other.SmallDenominator).CompareTo((Int128)other.numerator * SmallDenominator)
            : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) =>
        numerator == other.numerator && SmallDenominator == other.SmallDenominator && Equals(large, other.large);

    public override int GetHashCode() => HashCode.Combine(numerator, SmallDenominator, large);

    /// <summary>Rounds once, half to even, to a number of decimals.</summary>
    public decimal Round(int decimals)
    {
        var scale = 1m;
        for (var i = 0; i < decimals; i++)
        {
            scale *= 10m;
        }

        return (large is null && decimals <= MostDecimals ? SmallRounded((long)scale) : LargeRounded(decimals)) / scale;
    }

    public override string ToString() => large is null ? $"{numerator}/{SmallDenominator}" : $"{large.Numerator}/{large.Denominator}";

    private static bool AreSmall(Fraction a, Fraction b) => a.large is null && b.large is null;

    private static Fraction Reduce(Int128 numerator, Int128 denominator)
    {
        if (Int128.Abs(numerator) > MostSmall || Int128.Abs(denominator) > MostSmall || denominator == 0)
        {
            return new Fraction((BigInteger)numerator, (BigInteger)denominator);
        }

        var (over, under) = denominator < 0 ? (-(long)numerator, -(long)denominator) : ((long)numerator, (long)denominator);
        var divisor = (long)GreatestCommonDivisor((ulong)Math.Abs(over), (ulong)under);
        return new Fraction(over / divisor, under / divisor);
    }

    private static ulong GreatestCommonDivisor(ulong a, ulong b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private decimal SmallRounded(long scale)
    {
        var scaled = (Int128)numerator * scale;
        var (quotient, remainder) = Int128.DivRem(Int128.Abs(scaled), SmallDenominator);
        var twice = remainder * 2;
        if (twice > SmallDenominator || (twice == SmallDenominator && Int128.IsOddInteger(quotient)))
        {
            quotient += 1;
        }

        return Math.Sign(numerator) * (decimal)quotient;
    }

    private decimal LargeRounded(int decimals)
    {
        var scaled = Numerator * BigInteger.Pow(10, decimals);
        var quotient = BigInteger.DivRem(BigInteger.Abs(scaled), Denominator, out var remainder);
        var twice = (remainder * 2).CompareTo(Denominator);
        if (twice > 0 || (twice == 0 && !quotient.IsEven))
        {
            quotient += 1;
        }

        return scaled.Sign * (decimal)quotient;
    }

    /// <summary>The square root, rounded once, half up, to a number of decimals. Of what is not negative only.</summary>
    public decimal Root(int decimals)
    {
        // Twice the root in units of the last decimal, cut off: its last bit tells how to round.
        var scale = BigInteger.Pow(10, decimals);
        var square = 4 * scale * scale * Numerator / Denominator;
        var root = square;
        for (var next = (root + 1) / 2; next < root; next = (root + square / root) / 2)
        {
            root = next;
        }

        return (decimal)((root + 1) / 2) / (decimal)scale;
    }

    private sealed record LargeFraction(BigInteger Numerator, BigInteger Denominator);
}
