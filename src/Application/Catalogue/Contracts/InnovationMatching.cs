using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.Contracts;

/// <summary>The words of a text: stems in order, and beside each the word as it is first written.</summary>
public sealed record TextWords(IReadOnlyList<string> Terms, IReadOnlyList<string> Words);

/// <summary>A public innovation that shares a theme or a word with what is looked for.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Themes">Codes of its themes.</param>
/// <param name="SharedTerms">Of the stems that were asked for, those that it has.</param>
public sealed record InnovationCandidate(
    InnovationId Id,
    string Title,
    string Summary,
    IReadOnlyList<string> Themes,
    IReadOnlyList<string> SharedTerms
);

/// <summary>How often stems are used.</summary>
/// <param name="Innovations">How many innovations are public.</param>
/// <param name="Uses">In how many of them a stem occurs; those that none has are left out.</param>
public sealed record TermUses(int Innovations, IReadOnlyDictionary<string, int> Uses);

/// <summary>What later modules match texts and themes with public innovations by: words are read as the catalogue's search reads them.</summary>
public interface IInnovationMatching
{
    /// <summary>The words of each text, in the order of the texts.</summary>
    Task<IReadOnlyList<TextWords>> ReadAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>Those that share the rarest of these stems, best first, and the newest that share a theme; so many of each.</summary>
    Task<IReadOnlyList<InnovationCandidate>> CandidatesAsync(
        IReadOnlyList<string> terms,
        IReadOnlyList<string> themes,
        int most,
        CancellationToken cancellationToken
    );

    Task<TermUses> UsesAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken);
}
