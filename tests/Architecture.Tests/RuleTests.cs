using SocialInnovation.Architecture.Tests.Fixtures;
using SocialInnovation.Architecture.Tests.Reading;
using SocialInnovation.Architecture.Tests.Rules;

namespace SocialInnovation.Architecture.Tests;

/// <summary>Each rule holds in the four assemblies, is about something there, and reports the fixture that breaks it.</summary>
public sealed class RuleTests
{
    private static readonly IReadOnlyDictionary<string, Rule> All = typeof(Rule)
        .Assembly.GetTypes()
        .Where(x => x.IsSubclassOf(typeof(Rule)))
        .ToDictionary(x => x.Name, x => (Rule)Activator.CreateInstance(x)!);

    public static TheoryData<string> Names => [.. All.Keys.Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_HoldsInTheService(string name)
    {
        var verdict = All[name].Check(CodeBase.Production);

        Assert.NotEqual(0, verdict.Matched);
        Assert.True(verdict.Violations.Count == 0, string.Join('\n', verdict.Violations.Select(x => $"{x.Type} {x.Detail}")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_ReportsItsFixture(string name)
    {
        var rule = All[name];
        var code = CodeBase.Fixture(rule.Number);
        var expected = code
            .Types.Where(x => x.Definition.CustomAttributes.Any(y => y.AttributeType.Name == nameof(BreaksTheRuleAttribute)))
            .Select(x => x.FullName)
            .Order();

        var reported = rule.Check(code).Violations.Select(x => x.Type).Distinct().Order().ToList();

        Assert.NotEmpty(reported);
        Assert.Equal(expected, reported);
    }

    [Fact]
    public void EveryRuleOfTheList_HasItsTest()
    {
        // 17 and 18 read the routes and the tables, not the types.
        Assert.Equal([.. Enumerable.Range(1, 21).Except([17, 18])], All.Values.Select(x => x.Number).Order());
    }
}
