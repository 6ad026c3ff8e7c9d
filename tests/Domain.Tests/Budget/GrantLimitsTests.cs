using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>What a grant may not be above, to the cent.</summary>
public sealed class GrantLimitsTests
{
    [Fact]
    public void Grant_IsAtMostTheCeilingTheRequestAndTheAidRate_EachToTheCent()
    {
        Assert.Null(Limit(45_000m, 45_000m, 90_000m));
        Assert.Equal("budget.above-ceiling", Limit(45_000.01m, 50_000m, 100_000m));
        Assert.Equal("budget.above-request", Limit(20_000.01m, 20_000m, 90_000m));
        Assert.Null(Limit(20_000m, 20_000m, 40_000m));
        Assert.Equal("budget.above-aid-rate", Limit(20_000m, 20_000m, 39_999.99m));
        Assert.Equal("budget.above-aid-rate", Limit(0.01m, 20_000m, 0m));

        static string? Limit(decimal amount, decimal requested, decimal eligible) =>
            GrantLimits.WhyNot(new Money(amount), new Money(requested), new Money(45_000), new Percentage(50), new Money(eligible))?.Code;
    }
}
