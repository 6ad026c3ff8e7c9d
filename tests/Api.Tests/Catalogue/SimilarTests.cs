using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Catalogue;

public sealed class SimilarTests(LabelledSet set) : IClassFixture<LabelledSet>
{
    [Fact]
    public async Task ExpectedOne_IsAmongTheFirstThree_ForFiftyOfSixty()
    {
        var missed = new List<string>();
        foreach (var (key, like) in set.Likes)
        {
            var first = (await SimilarAsync(key)).Take(3).Select(x => set.KeyOf(x!["id"]!.GetValue<Guid>())).ToList();
            if (!first.Contains(like))
            {
                missed.Add($"{key}: {string.Join(", ", first)} instead of {like}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{60 - missed.Count} of 60; missed: {string.Join("; ", missed)}");
        Assert.Equal(60, set.Likes.Count);
        Assert.True(missed.Count <= 10, string.Join('\n', missed));
    }

    [Fact]
    public async Task EachAnswer_NamesThePartsThatAreAlike_AndTheWordsThatBothHave()
    {
        var answers = await SimilarAsync("friche-potagere");

        Assert.InRange(answers.Count, 3, 10);
        Assert.All(answers, x => Assert.NotEmpty(x!["matchedParts"]!.AsArray()));
        Assert.Equal(
            answers.Select(x => x!["likenessPercent"]!.GetValue<int>()).OrderDescending(),
            answers.Select(x => x!["likenessPercent"]!.GetValue<int>())
        );
        var text = answers[0]!["matchedParts"]!.AsArray().Single(x => Name(x!) == "text")!;
        Assert.NotEmpty(text["sharedWords"]!.AsArray());
        Assert.DoesNotContain(answers, x => x!["id"]!.GetValue<Guid>() == set["friche-potagere"]);
    }

    [Fact]
    public async Task ChangingOnePartOfTheDna_ChangesTheNamedReason()
    {
        const string key = "toits-citoyens";
        const string other = "eolienne-villageoise";
        var before = await PartsOfAsync(key, other);
        var id = set[key];
        var borrowed = LabelledSet.DnaOf(other)["risks"]!.DeepClone();
        var desk = set.Desk;
        (await desk.PostAsync(desk.Editor, id, "revision")).Expect(201);
        (await desk.PutAsync(desk.Editor, id, LabelledSet.DnaOf(key).With("risks", borrowed), "/dna")).Expect(200);
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Publisher, id, "publication")).Expect(201);

        var after = await PartsOfAsync(key, other);

        Assert.InRange(before.GetValueOrDefault("risks"), 0, 30);
        Assert.Equal(100, after["risks"]);
        Assert.Equal(before["need"], after["need"]);
    }

    // How like each named part of one innovation is to that of another.
    private async Task<Dictionary<string, int>> PartsOfAsync(string key, string other)
    {
        var found = (await SimilarAsync(key)).Single(x => x!["id"]!.GetValue<Guid>() == set[other])!;
        return found["matchedParts"]!.AsArray().ToDictionary(x => Name(x!), x => x!["likenessPercent"]!.GetValue<int>());
    }

    private async Task<JsonArray> SimilarAsync(string key) =>
        (await set.Reader.GetAsync($"{CatalogueDesk.Innovations}/{set[key]}/similar")).Expect(200).Body["items"]!.AsArray();

    private static string Name(JsonNode part) => part["part"]!.GetValue<string>();
}
