using System.Globalization;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>How an element of one DNA stands to that with the same key of another.</summary>
public enum DnaDifferenceKind
{
    /// <summary>Both say the same.</summary>
    Same,

    /// <summary>Both have it, and say different things of it.</summary>
    Changed,

    /// <summary>Only the first has it.</summary>
    OnlyHere,

    /// <summary>Only the second has it.</summary>
    OnlyThere,
}

/// <summary>One line of a comparison.</summary>
/// <param name="Part">The part of the DNA.</param>
/// <param name="Key">The element's key; null for the need, which is one text.</param>
/// <param name="Kind">How both stand to each other.</param>
/// <param name="Here">Title in the first.</param>
/// <param name="There">Title in the second.</param>
/// <param name="Members">The members that differ, in the order of the element.</param>
public sealed record DnaDifference(
    string Part,
    string? Key,
    DnaDifferenceKind Kind,
    string? Here,
    string? There,
    IReadOnlyList<string> Members
);

/// <summary>A part of a DNA with its elements; each as its members' texts.</summary>
internal sealed record DnaPart(string Name, IReadOnlyList<DnaPartElement> Elements);

/// <summary>An element as what is compared of it.</summary>
internal sealed record DnaPartElement(string Key, string Title, IReadOnlyList<(string Member, string Text)> Members);

internal static class DnaParts
{
    public static IReadOnlyList<DnaPart> Of(InnovationDna dna) =>
        [
            new("steps", [.. dna.Steps.Index().Select(x => Step(x.Index, x.Item))]),
            new("resources", [.. dna.Resources.Select(Resource)]),
            new("legalBasis", [.. dna.LegalBasis.Select(Plain)]),
            new("partners", [.. dna.Partners.Select(Plain)]),
            new("successConditions", [.. dna.SuccessConditions.Select(Plain)]),
            new("risks", [.. dna.Risks.Select(Risk)]),
            new("indicators", [.. dna.Indicators.Select(Plain)]),
            new("adaptable", [.. dna.Adaptable.Select(Plain)]),
            new("core", [.. dna.Core.Select(Plain)]),
            new("documents", [.. dna.Documents.Select(Document)]),
        ];

    private static DnaPartElement Step(int index, DnaStep step) =>
        new(
            step.Key,
            step.Title,
            [
                ("order", (index + 1).ToString(CultureInfo.InvariantCulture)),
                ("title", step.Title),
                ("description", step.Description ?? string.Empty),
                ("durationDays", step.DurationDays.ToString(CultureInfo.InvariantCulture)),
                ("stakeholders", string.Join('\n', step.Stakeholders.Select(x => $"{x.Moment} {x.Name}"))),
            ]
        );

    private static DnaPartElement Resource(DnaResource resource) =>
        new(
            resource.Key,
            resource.Title,
            [
                ("kind", resource.Kind.ToString()),
                ("title", resource.Title),
                ("description", resource.Description ?? string.Empty),
                ("amount", resource.Amount?.ToString() ?? string.Empty),
            ]
        );

    private static DnaPartElement Plain(DnaElement element) =>
        new(element.Key, element.Title, [("title", element.Title), ("description", element.Description ?? string.Empty)]);

    private static DnaPartElement Risk(DnaRisk risk) =>
        new(risk.Key, risk.Title, [("title", risk.Title), ("description", risk.Description ?? string.Empty), ("response", risk.Response)]);

    private static DnaPartElement Document(DnaDocument document) =>
        new(document.Key, document.Title, [("title", document.Title), ("url", document.Url), ("licence", document.Licence)]);
}

/// <summary>Compares two DNAs part by part, element by element, by the elements' keys.</summary>
public static class DnaComparison
{
    /// <summary>The need first, then each part: what the first has in its order, then what only the second has in its own.</summary>
    public static IReadOnlyList<DnaDifference> Of(InnovationDna here, InnovationDna there)
    {
        var need = here.Need == there.Need;
        var lines = new List<DnaDifference>
        {
            new("need", null, need ? DnaDifferenceKind.Same : DnaDifferenceKind.Changed, null, null, need ? [] : ["need"]),
        };
        foreach (var (first, second) in DnaParts.Of(here).Zip(DnaParts.Of(there)))
        {
            var others = second.Elements.ToDictionary(x => x.Key);
            var own = first.Elements.Select(x => x.Key).ToHashSet();
            lines.AddRange(first.Elements.Select(x => Line(first.Name, x, others.GetValueOrDefault(x.Key))));
            lines.AddRange(
                second
                    .Elements.Where(x => !own.Contains(x.Key))
                    .Select(x => new DnaDifference(first.Name, x.Key, DnaDifferenceKind.OnlyThere, null, x.Title, []))
            );
        }

        return lines;
    }

    private static DnaDifference Line(string part, DnaPartElement here, DnaPartElement? there)
    {
        if (there is null)
        {
            return new DnaDifference(part, here.Key, DnaDifferenceKind.OnlyHere, here.Title, null, []);
        }

        var changed = here.Members.Zip(there.Members).Where(x => x.First.Text != x.Second.Text).Select(x => x.First.Member).ToList();
        var kind = changed.Count == 0 ? DnaDifferenceKind.Same : DnaDifferenceKind.Changed;
        return new DnaDifference(part, here.Key, kind, here.Title, there.Title, changed);
    }
}
