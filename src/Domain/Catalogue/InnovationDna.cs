using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>When a stakeholder comes into a step.</summary>
public enum StakeholderMoment
{
    /// <summary>Before the step begins, to prepare it.</summary>
    Before,

    /// <summary>When it begins.</summary>
    AtStart,

    /// <summary>While it goes on.</summary>
    During,

    /// <summary>When it ends.</summary>
    AtEnd,

    /// <summary>After it, to take over what it leaves.</summary>
    After,
}

/// <summary>What kind of thing a resource is.</summary>
public enum ResourceKind
{
    /// <summary>Who works on it.</summary>
    People,

    /// <summary>Money for what lasts (investissement).</summary>
    Investment,

    /// <summary>Money for what is used up (fonctionnement).</summary>
    Operating,

    /// <summary>Where it takes place.</summary>
    Place,

    /// <summary>With what.</summary>
    Tool,
}

/// <summary>
/// How an innovation is made (ADN): the recipe with which another place reproduces it. Each element has a key that stays from version to
/// version, by which two DNAs are compared.
/// </summary>
public sealed record InnovationDna
{
    /// <summary>How many elements a part holds at most.</summary>
    public const int MostElements = 50;

    /// <summary>The need that it answers.</summary>
    public required string Need { get; init; }

    /// <summary>In the order in which they are taken.</summary>
    public IReadOnlyList<DnaStep> Steps { get; init; } = [];

    public IReadOnlyList<DnaResource> Resources { get; init; } = [];

    public IReadOnlyList<DnaElement> LegalBasis { get; init; } = [];

    /// <summary>Partners without whom it does not work.</summary>
    public IReadOnlyList<DnaElement> Partners { get; init; } = [];

    public IReadOnlyList<DnaElement> SuccessConditions { get; init; } = [];

    /// <summary>Risks met, and what was done about each.</summary>
    public IReadOnlyList<DnaRisk> Risks { get; init; } = [];

    public IReadOnlyList<DnaElement> Indicators { get; init; } = [];

    /// <summary>What another place may change.</summary>
    public IReadOnlyList<DnaElement> Adaptable { get; init; } = [];

    /// <summary>What must stay, or it is another innovation.</summary>
    public IReadOnlyList<DnaElement> Core { get; init; } = [];

    public IReadOnlyList<DnaDocument> Documents { get; init; } = [];

    /// <summary>Why it can't be kept.</summary>
    public Error? WhyNotKeep()
    {
        foreach (var part in DnaParts.Of(this))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (index, element) in part.Elements.Index())
            {
                if (!seen.Add(element.Key))
                {
                    return DnaErrors.KeyRepeated(part.Name, index);
                }
            }
        }

        foreach (var (index, resource) in Resources.Index())
        {
            if (resource.Amount is not null != resource.Kind is ResourceKind.Investment or ResourceKind.Operating)
            {
                return DnaErrors.AmountMisplaced(index);
            }
        }

        return null;
    }
}

/// <summary>An element of a part that has no members of its own.</summary>
public sealed record DnaElement(string Key, string Title, string? Description);

/// <summary>A step.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Title">What is done.</param>
/// <param name="Description">How.</param>
/// <param name="DurationDays">How long it takes, whole calendar days.</param>
/// <param name="Stakeholders">Who must take part, and from when on.</param>
public sealed record DnaStep(string Key, string Title, string? Description, int DurationDays, IReadOnlyList<DnaStakeholder> Stakeholders);

/// <summary>Somebody who takes part in a step.</summary>
public sealed record DnaStakeholder(string Name, StakeholderMoment Moment);

/// <summary>A resource; one of money has an amount, no other has.</summary>
public sealed record DnaResource(string Key, ResourceKind Kind, string Title, string? Description, Money? Amount);

/// <summary>A risk that was met.</summary>
public sealed record DnaRisk(string Key, string Title, string? Description, string Response);

/// <summary>A document that another place may use again under its licence.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Title">What it is.</param>
/// <param name="Url">Where it can be had: https, or the address of an uploaded document.</param>
/// <param name="Licence">Identifier of the SPDX licence list.</param>
public sealed record DnaDocument(string Key, string Title, string Url, string Licence);
