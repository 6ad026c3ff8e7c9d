using Mono.Cecil;
using SocialInnovation.Architecture.Tests.Reading;

namespace SocialInnovation.Architecture.Tests.Rules;

/// <summary>Where a rule is broken, and how.</summary>
internal sealed record Violation(string Type, string Detail);

/// <summary>What a rule found.</summary>
/// <param name="Matched">Number of things that the rule is about: a rule about nothing proves nothing.</param>
/// <param name="Violations">Where it is broken.</param>
internal sealed record Verdict(int Matched, IReadOnlyList<Violation> Violations);

/// <summary>A rule of the architecture; its number stands in its name.</summary>
internal abstract class Rule
{
    public int Number => int.Parse(GetType().Name.AsSpan(4, 2), System.Globalization.CultureInfo.InvariantCulture);

    public virtual Verdict Check(CodeBase code)
    {
        var concerned = code.Types.Where(x => Concerns(x, code)).ToList();
        return new Verdict(
            concerned.Count,
            [.. concerned.SelectMany(type => Faults(type, code).Distinct().Select(fault => new Violation(type.FullName, fault)))]
        );
    }

    protected abstract bool Concerns(SourceType type, CodeBase code);

    protected abstract IEnumerable<string> Faults(SourceType type, CodeBase code);

    protected static string Uses(TypeReference type) => $"uses {type.FullName}";
}
