using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Aid that somebody received, on the day on which the legal right was conferred: a grant of ours, or declared of another granter.</summary>
public sealed record ReceivedAid(Siren Siren, DateOnly GrantedOn, Money Amount);

/// <summary>
/// What an application states of all aid that its single undertaking has received by a day, from all granters, ours included. Zero is a
/// statement: every application has one, so no award is made without.
/// </summary>
public sealed record AidStatement(Money Amount, DateOnly On);

/// <summary>What somebody else's application to the same call states.</summary>
public sealed record StatedAid(Siren Siren, AidStatement Statement);

/// <summary>What is known under one basis of the undertakings that a decision is about: the law, who is linked, and what they received.</summary>
public sealed class AidFile(
    StateAidBasis basis,
    IReadOnlyCollection<AidRegulation> regulations,
    IEnumerable<Undertaking> undertakings,
    IEnumerable<ReceivedAid> received,
    IEnumerable<StatedAid> stated
)
{
    private readonly ILookup<Siren, Undertaking> bySiren = undertakings
        .SelectMany(x => x.Members.Select(y => y.Siren).Distinct().Select(y => (Siren: y, Undertaking: x)))
        .ToLookup(x => x.Siren, x => x.Undertaking);

    private readonly ILookup<Siren, ReceivedAid> aids = received.ToLookup(x => x.Siren);

    private readonly ILookup<Siren, StatedAid> statements = stated.ToLookup(x => x.Siren);

    /// <summary>Whether grants under the basis are limited by what was received before.</summary>
    public bool IsLimited => basis is StateAidBasis.DeMinimis or StateAidBasis.SgeiDeMinimis;

    public AidRegulation? RegulationOn(DateOnly on) => regulations.FirstOrDefault(x => x.IsInForce(basis, on));

    public Undertaking? UndertakingOf(Siren siren, DateOnly on) => bySiren[siren].FirstOrDefault(x => x.Links(siren, on));

    /// <summary>Whose aid counts together with a legal unit's on a day, itself included.</summary>
    public IReadOnlyCollection<Siren> LinkedOn(Siren siren, DateOnly on) =>
        UndertakingOf(siren, on) is { } undertaking ? [.. undertaking.MembersOn(on).Distinct()] : [siren];

    /// <summary>The newest statement of each.</summary>
    public IEnumerable<StatedAid> StatedBy(IEnumerable<Siren> sirens) =>
        sirens.SelectMany(x => statements[x].OrderByDescending(y => y.Statement.On).Take(1));

    public IEnumerable<ReceivedAid> Of(IEnumerable<Siren> sirens) => sirens.SelectMany(x => aids[x]);

    /// <summary>Days after an award on which somebody linked received aid.</summary>
    public IEnumerable<DateOnly> LaterDays(Siren siren, DateOnly on) =>
        Of(bySiren[siren].SelectMany(x => x.Members).Select(x => x.Siren).Append(siren).Distinct())
            .Where(x => x.GrantedOn > on && LinkedOn(siren, x.GrantedOn).Contains(x.Siren))
            .Select(x => x.GrantedOn)
            .Distinct();
}
