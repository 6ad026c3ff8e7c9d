using CsCheck;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests;

public sealed class MoneyTests
{
    private static readonly Gen<long> Cents = Gen.Long[0, 10_000_000_00];

    [Fact]
    public void Share_SumsToTheAmountAndNeverExceedsAWeightThatHoldsIt() =>
        Gen.Select(Cents.Array[1, 8].Where(x => x.Sum() > 0), Gen.Int[0, 1000])
            .Sample(
                (weights, permille) =>
                {
                    var parts = weights.Select(Money.FromCents).ToList();
                    var amount = Money.FromCents(weights.Sum() * permille / 1000);

                    var shares = Money.Share(amount, parts);

                    Assert.Equal(amount, Money.Sum(shares));
                    Assert.All(shares.Zip(parts), x => Assert.True(x.First <= x.Second));
                }
            );

    [Fact]
    public void Share_GivesTheCentLeftToTheLargestRemainder() =>
        Assert.Equal([new Money(0.33m), new Money(0.67m)], Money.Share(new Money(1m), [new Money(1m), new Money(2m)]));

    [Fact]
    public void Constructor_RefusesAThirdDecimal() => Assert.Throws<ArgumentOutOfRangeException>(() => new Money(0.001m));

    [Fact]
    public void Covers_IsExactAtTheCent()
    {
        var half = new Percentage(50);

        Assert.True(half.Covers(new Money(10_000m), new Money(20_000m)));
        Assert.False(half.Covers(new Money(10_000.01m), new Money(20_000m)));
    }
}
