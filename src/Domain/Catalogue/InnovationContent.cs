using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>How far the innovation itself has come.</summary>
public enum InnovationStage
{
    /// <summary>Thought out, not tried (idée).</summary>
    Idea,

    /// <summary>Tried with some, for a time (expérimentation).</summary>
    Experiment,

    /// <summary>Goes on for good (pérennisée).</summary>
    Established,

    /// <summary>Over (terminée); what was learnt stays.</summary>
    Ended,
}

/// <summary>What the catalogue says of an innovation. Replaced as a whole; kept as a version at each publication.</summary>
public sealed record InnovationContent
{
    /// <summary><c>fr</c> or <c>en</c>: the language of its texts and of those of its DNA; French where none was kept.</summary>
    public string Language { get; init; } = "fr";

    public required string Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>Markdown, as it was written.</summary>
    public string? Story { get; init; }

    public required InnovationStage Stage { get; init; }

    public required Initiator Initiator { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public IReadOnlyList<InnovationPlace> Places { get; init; } = [];

    public IReadOnlyList<InnovationResult> Results { get; init; } = [];

    /// <summary>The départements of its places, each once, in order.</summary>
    public IReadOnlyList<string> Departments() => [.. Places.Select(x => x.Department()).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Why it can't be kept, even as a draft.</summary>
    public Error? WhyNotKeep()
    {
        if (Themes.Index().FirstOrDefault(x => Themes.Take(x.Index).Contains(x.Item)) is { Item: not null } repeated)
        {
            return InnovationErrors.ThemeRepeated(repeated.Index);
        }

        foreach (var (index, place) in Places.Index())
        {
            if (place.Latitude is null != place.Longitude is null)
            {
                return InnovationErrors.CoordinatesIncomplete($"#/places/{index}");
            }
        }

        foreach (var (index, result) in Results.Index())
        {
            if (result.Until < result.From)
            {
                return InnovationErrors.PeriodInvalid(index);
            }
        }

        return null;
    }

    /// <summary>What a reader would miss: the names of the empty members.</summary>
    public IReadOnlyList<string> Missing()
    {
        var missing = new List<string>();
        if (string.IsNullOrWhiteSpace(Summary))
        {
            missing.Add("summary");
        }

        if (string.IsNullOrWhiteSpace(Story))
        {
            missing.Add("story");
        }

        if (Places.Count == 0)
        {
            missing.Add("places");
        }

        return missing;
    }
}

/// <summary>Where an innovation takes place.</summary>
/// <param name="CommuneCode">INSEE code of the commune.</param>
/// <param name="Commune">Its name.</param>
/// <param name="Latitude">Degrees north of the equator (WGS 84), -90 to 90; given with the longitude or not at all.</param>
/// <param name="Longitude">Degrees east of Greenwich (WGS 84), -180 to 180.</param>
public sealed record InnovationPlace(string CommuneCode, string Commune, decimal? Latitude, decimal? Longitude)
{
    /// <summary>The département of the commune: its first two characters, three overseas.</summary>
    public string Department() =>
        CommuneCode.StartsWith("97", StringComparison.Ordinal) || CommuneCode.StartsWith("98", StringComparison.Ordinal)
            ? CommuneCode[..3]
            : CommuneCode[..2];
}

/// <summary>A result in a figure, and what shows it.</summary>
/// <param name="Indicator">What was counted or measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="From">First day of the period.</param>
/// <param name="Until">Last day of the period.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="EvidenceUrl">Where that can be read.</param>
public sealed record InnovationResult(
    string Indicator,
    decimal Value,
    string Unit,
    DateOnly From,
    DateOnly Until,
    string Evidence,
    string? EvidenceUrl
);
