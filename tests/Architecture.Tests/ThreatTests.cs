using System.Text.RegularExpressions;
using SocialInnovation.Testing;

namespace SocialInnovation.Architecture.Tests;

/// <summary>The defences that the list of threats names have the tests that it names.</summary>
public sealed partial class ThreatTests
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    [Fact]
    public void EveryTestThatIsNamed_Exists()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "build", "security", "THREATS.md"));
        var named = Named().Matches(text).Select(x => (Class: x.Groups[1].Value, Method: x.Groups[3].Value)).Distinct().ToList();

        Assert.True(named.Count > 80, $"{named.Count} tests");
        Assert.Empty(named.Where(x => !Exists(x.Class, x.Method)).Select(x => $"{x.Class}.{x.Method}"));
    }

    [Fact]
    public void EveryThreat_HasADefenceAndATest()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "build", "security", "THREATS.md"))
            .Where(x => x.StartsWith("| ", StringComparison.Ordinal) && !x.StartsWith("| | ", StringComparison.Ordinal))
            .Where(x => !x.StartsWith("| Risk ", StringComparison.Ordinal))
            .ToList();

        Assert.True(rows.Count > 70, $"{rows.Count} threats");
        Assert.DoesNotContain(rows, x => !Named().IsMatch(x.Split('|')[^2]) || x.Split('|')[^3].Trim().Length == 0);
    }

    [Fact]
    public void ATestThatIsNone_IsReported()
    {
        Assert.True(Exists(nameof(ThreatTests), nameof(ATestThatIsNone_IsReported)));
        Assert.False(Exists(nameof(ThreatTests), "NoSuchTest"));
        Assert.False(Exists("NoSuchTests", string.Empty));
    }

    private static bool Exists(string name, string method) =>
        Directory
            .EnumerateFiles(Tests, $"{name}.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .Any(x =>
                Regex.IsMatch(x, $@"\bclass {name}\b")
                && (method.Length == 0 || Regex.IsMatch(x, $@"\bpublic (async )?(Task|void) {method}\("))
            );

    [GeneratedRegex(@"`(\w+Tests)(\.(\w+))?`")]
    private static partial Regex Named();
}
