using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>What a search reads of many innovations.</summary>
public sealed class SearchPlanTests
{
    private const int Many = 20_000;

    [Fact]
    public async Task TwoWords_WithCounts_AreFoundByTheIndex_AndNoTableIsReadFromEndToEnd()
    {
        await using var api = await ApiFixture.StartAsync();
        await ManyInnovations.FillAsync(api.Database, Many);
        var anonymous = api.Anonymous();
        var before = await ManyInnovations.ReadingsAsync(api.Database);

        var question = $"{ManyInnovations.Word(10)} {ManyInnovations.Word(50)}";
        var answer = (await anonymous.GetAsync($"{CatalogueDesk.Innovations}/search?q={Uri.EscapeDataString(question)}")).Expect(200).Body;

        Assert.InRange(answer["total"]!.GetValue<int>(), 21, Many / 10);
        Assert.Equal(15, answer["facets"]!["byTheme"]!.AsArray().Count);
        Assert.Equal(before.Whole, (await ReadAsync(api.Database, before.ByIndex)).Whole);
    }

    // A session tells what it has read once a second at most.
    private static async Task<(long Whole, long ByIndex)> ReadAsync(TestDatabase database, long before)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            var readings = await ManyInnovations.ReadingsAsync(database);
            if (readings.ByIndex > before)
            {
                return readings;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("The search did not use its index of words.");
    }
}
