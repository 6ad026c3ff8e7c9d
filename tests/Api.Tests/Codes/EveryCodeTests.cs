using SocialInnovation.Api.Http;
using SocialInnovation.Testing;
using SocialInnovation.Testing.Conformity;

namespace SocialInnovation.Api.Tests.Codes;

/// <summary>Every code of the catalogue is provoked by a test.</summary>
[Collection(nameof(LastOfAll))]
public sealed class EveryCodeTests
{
    /// <summary>What chooses among the tests, in the runner's own words and in those of the testing platform.</summary>
    private static readonly string[] Choices = ["-class", "-method", "-namespace", "-trait", "-id", "-filter", "--filter"];

    [Fact]
    public void EveryCodeOfTheCatalogue_IsProvokedByATest()
    {
        Assert.SkipWhen(Environment.GetCommandLineArgs().Any(IsChoice), "Only a part of the tests runs.");

        var met = ConformityCheck.Met.Keys.Select(x => x.Code).ToHashSet();
        var unprovoked = new ErrorCatalogue()
            .All.Select(x => x.Code)
            .Where(x => !met.Contains(x) && !ProvokedWithin.Tests.ContainsKey(x))
            .Order(StringComparer.Ordinal);

        Assert.Equal("", string.Join(", ", unprovoked));
        Assert.Equal("", string.Join(", ", ProvokedWithin.Tests.Keys.Where(met.Contains)));
    }

    [Fact]
    public void EveryTestThatIsNamed_Exists_AndSpeaksOfItsCode()
    {
        var catalogue = new ErrorCatalogue();

        Assert.All(
            ProvokedWithin.Tests,
            x =>
            {
                Assert.NotNull(catalogue.Find(x.Key));
                var sources = Directory
                    .EnumerateFiles(Path.Combine(Repository.Root, "tests", x.Value.Project), "*.cs", SearchOption.AllDirectories)
                    .Select(File.ReadAllText)
                    .Where(y => y.Contains($"class {x.Value.Class}", StringComparison.Ordinal));
                Assert.Contains(
                    sources,
                    y =>
                        y.Contains($" {x.Value.Test}(", StringComparison.Ordinal)
                        && y.Contains($"{x.Key.Split('.')[1]}\"", StringComparison.Ordinal)
                );
            }
        );
    }

    private static bool IsChoice(string argument) => Array.Exists(Choices, x => argument.StartsWith(x, StringComparison.OrdinalIgnoreCase));
}
