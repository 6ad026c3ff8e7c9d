namespace SocialInnovation.Domain.Catalogue;

/// <summary>What became of an element of a DNA in a fork.</summary>
public enum DnaChangeKind
{
    /// <summary>It says something else.</summary>
    Changed,

    /// <summary>The origin has none.</summary>
    Added,

    /// <summary>The fork has none.</summary>
    Removed,
}

/// <summary>An element that a fork changed.</summary>
/// <param name="Part">The part of the DNA, as the member is named.</param>
/// <param name="Key">The element's key; null for the need.</param>
/// <param name="Kind">What became of it.</param>
public sealed record DnaChange(string Part, string? Key, DnaChangeKind Kind)
{
    /// <summary>The same as one text, such as <c>steps/equip/Changed</c>.</summary>
    public string ToCode() => $"{Part}/{Key}/{Kind}";

    /// <summary>The change that a code names.</summary>
    public static DnaChange Parse(string code)
    {
        var pieces = code.Split('/');
        return new DnaChange(pieces[0], pieces[1].Length == 0 ? null : pieces[1], Enum.Parse<DnaChangeKind>(pieces[2]));
    }
}

/// <summary>What a fork changed of its origin, and how that is taken back.</summary>
public static class DnaChanges
{
    /// <summary>In the order of the comparison. A step that stands elsewhere only because another came or went is not changed.</summary>
    public static IReadOnlyList<DnaChange> Of(InnovationDna origin, InnovationDna fork)
    {
        var moved = Moved(Keys(origin), Keys(fork));
        return
        [
            .. DnaComparison
                .Of(origin, fork)
                .Where(x => x.Kind != DnaDifferenceKind.Same && (x.Members is not ["order"] || moved.Contains(x.Key!)))
                .Select(x => new DnaChange(
                    x.Part,
                    x.Key,
                    x.Kind switch
                    {
                        DnaDifferenceKind.OnlyHere => DnaChangeKind.Removed,
                        DnaDifferenceKind.OnlyThere => DnaChangeKind.Added,
                        _ => DnaChangeKind.Changed,
                    }
                )),
        ];
    }

    /// <summary>Whether the origin has said something else of an element since, which the fork does not say.</summary>
    public static bool Collide(InnovationDna origin, InnovationDna now, InnovationDna fork, DnaChange change)
    {
        var current = Text(now, change);
        return current != Text(origin, change) && current != Text(fork, change);
    }

    /// <summary>
    /// The DNA with one element as the fork has it: what says something else than its origin keeps its place, what is new or only stands
    /// elsewhere comes after those that precede it there.
    /// </summary>
    public static InnovationDna Take(InnovationDna into, InnovationDna origin, InnovationDna fork, DnaChange change)
    {
        var stays = Text(into, change) is not null && Text(origin, change) != Text(fork, change);
        return change.Part switch
        {
            "need" => into with { Need = fork.Need },
            "steps" => into with { Steps = Merge(into.Steps, fork.Steps, x => x.Key, change.Key!, stays) },
            "resources" => into with { Resources = Merge(into.Resources, fork.Resources, x => x.Key, change.Key!, stays) },
            "legalBasis" => into with { LegalBasis = Merge(into.LegalBasis, fork.LegalBasis, x => x.Key, change.Key!, stays) },
            "partners" => into with { Partners = Merge(into.Partners, fork.Partners, x => x.Key, change.Key!, stays) },
            "successConditions" => into with
            {
                SuccessConditions = Merge(into.SuccessConditions, fork.SuccessConditions, x => x.Key, change.Key!, stays),
            },
            "risks" => into with { Risks = Merge(into.Risks, fork.Risks, x => x.Key, change.Key!, stays) },
            "indicators" => into with { Indicators = Merge(into.Indicators, fork.Indicators, x => x.Key, change.Key!, stays) },
            "adaptable" => into with { Adaptable = Merge(into.Adaptable, fork.Adaptable, x => x.Key, change.Key!, stays) },
            "core" => into with { Core = Merge(into.Core, fork.Core, x => x.Key, change.Key!, stays) },
            "documents" => into with { Documents = Merge(into.Documents, fork.Documents, x => x.Key, change.Key!, stays) },
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Part, "No such part."),
        };
    }

    private static List<T> Merge<T>(IReadOnlyList<T> into, IReadOnlyList<T> fork, Func<T, string> keyOf, string key, bool stays)
        where T : class
    {
        var merged = into.Where(x => keyOf(x) != key).ToList();
        if (fork.FirstOrDefault(x => keyOf(x) == key) is { } taken)
        {
            var before = fork.TakeWhile(x => keyOf(x) != key).Select(keyOf).ToHashSet(StringComparer.Ordinal);
            var place = stays
                ? into.Index().First(x => keyOf(x.Item) == key).Index
                : merged.FindLastIndex(x => before.Contains(keyOf(x))) + 1;
            merged.Insert(place, taken);
        }

        return merged;
    }

    private static IReadOnlyList<string> Keys(InnovationDna dna) => [.. dna.Steps.Select(x => x.Key)];

    private static HashSet<string> Moved(IReadOnlyList<string> here, IReadOnlyList<string> there)
    {
        var both = here.Where(there.Contains).ToList();
        var others = there.Where(here.Contains);
        return [.. both.Zip(others).Where(x => x.First != x.Second).SelectMany(x => new[] { x.First, x.Second })];
    }

    // A place in the order is not what an element says.
    private static string? Text(InnovationDna dna, DnaChange change) =>
        change.Key is null
            ? dna.Need
            : DnaParts
                .Of(dna)
                .First(x => x.Name == change.Part)
                .Elements.Where(x => x.Key == change.Key)
                .Select(x => string.Join('\u001f', x.Members.Where(y => y.Member != "order").Select(y => y.Text)))
                .FirstOrDefault();
}
