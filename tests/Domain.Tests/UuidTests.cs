using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests;

public sealed class UuidTests
{
    [Fact]
    public void EachIsGreaterThanTheOneBefore_AlsoWithinAMillisecond()
    {
        var made = Enumerable.Range(0, 20_000).Select(_ => Uuid.Next().ToString()).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.All(made, x => Assert.Equal('7', x[14]));
        Assert.All(made, x => Assert.Contains(x[19], "89ab"));
    }

    [Fact]
    public async Task ManyThreads_MakeNoTwoAlike()
    {
        var made = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 5_000).Select(_ => Uuid.Next()).ToList()))
        );

        Assert.Equal(40_000, made.SelectMany(x => x).Distinct().Count());
        Assert.All(made, one => Assert.Equal(one.Select(x => x.ToString()).Order(StringComparer.Ordinal), one.Select(x => x.ToString())));
    }

    [Fact]
    public void Timestamp_IsTheClocks()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        var stamp = Convert.ToInt64(Uuid.Next().ToString("N")[..12], 16);

        Assert.InRange(stamp, before, before + 60_000);
    }
}
