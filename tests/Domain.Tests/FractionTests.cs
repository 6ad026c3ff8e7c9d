using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests;

public sealed class FractionTests
{
    [Theory]
    [InlineData(7015625, 100000, 4, "70.1562")]
    [InlineData(7009375, 100000, 4, "70.0938")]
    [InlineData(2, 3, 4, "0.6667")]
    [InlineData(-1, 8, 2, "-0.12")]
    [InlineData(100, 1, 4, "100")]
    public void Round_GoesOnceAndHalfToEven(int numerator, int denominator, int decimals, string expected) =>
        Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            new Fraction(numerator, denominator).Round(decimals)
        );

    [Fact]
    public void Sum_OfThreeThirds_IsExactlyOne() => Assert.Equal((Fraction)1, new Fraction(1, 3) + new Fraction(1, 3) + new Fraction(1, 3));

    [Theory]
    [InlineData(2, 1, "1.4142")]
    [InlineData(0, 7, "0")]
    [InlineData(1, 4, "0.5")]
    [InlineData(200, 9, "4.7140")]
    [InlineData(9, 100000000, "0.0003")]
    [InlineData(1, 400000000, "0.0001")] // 0.00005 exactly: half up
    [InlineData(1, 400000001, "0")]
    public void Root_IsRoundedOnce(int numerator, int denominator, string expected) =>
        Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            new Fraction(numerator, denominator).Root(4)
        );

    [Fact]
    public void Default_IsZero() => Assert.Equal(Fraction.Zero, new Fraction(0, 7));
}
