using System.Collections.Frozen;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Documents;

namespace SocialInnovation.Infrastructure.Catalogue.Booklets;

/// <summary>The words of a booklet in one language, one file per language in Texts; <c>{name}</c> stands for a value.</summary>
internal sealed record BookletTexts
{
    private static readonly FrozenDictionary<string, BookletTexts> All = Wording.Read<BookletTexts>("Catalogue.Booklets");

    public required string Title { get; init; }

    public required string Kicker { get; init; }

    public required string Holder { get; init; }

    public required string Initiator { get; init; }

    public required IReadOnlyDictionary<Initiator, string> Initiators { get; init; }

    public required string Themes { get; init; }

    public required string Places { get; init; }

    public required string Licences { get; init; }

    public required string Version { get; init; }

    public required string Source { get; init; }

    public required string Contents { get; init; }

    public required string Entry { get; init; }

    public required string Need { get; init; }

    public required string Steps { get; init; }

    public required string Step { get; init; }

    public required string Days { get; init; }

    public required string Stakeholder { get; init; }

    public required IReadOnlyDictionary<StakeholderMoment, string> Moments { get; init; }

    public required string Resources { get; init; }

    public required string Resource { get; init; }

    public required IReadOnlyDictionary<ResourceKind, string> Kinds { get; init; }

    public required string Amount { get; init; }

    public required string LegalBasis { get; init; }

    public required string Partners { get; init; }

    public required string SuccessConditions { get; init; }

    public required string Risks { get; init; }

    public required string Response { get; init; }

    public required string Indicators { get; init; }

    public required string Adaptable { get; init; }

    public required string Core { get; init; }

    public required string Documents { get; init; }

    public required string Licence { get; init; }

    public required string Pictures { get; init; }

    public required string Credit { get; init; }

    public required string MissingCharacters { get; init; }

    /// <summary>The words of a language.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static BookletTexts In(string language) => Wording.Of(All, language);
}
