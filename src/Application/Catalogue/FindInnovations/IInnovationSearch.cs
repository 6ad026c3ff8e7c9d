using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.FindInnovations;

/// <summary>Finds public innovations in the index that the database keeps of them.</summary>
public interface IInnovationSearch
{
    /// <summary>The words of a question as they are looked for; none when all are such as stand in every text.</summary>
    Task<IReadOnlyList<ReadWord>> ReadAsync(string question, CancellationToken cancellationToken);

    /// <summary>One page with the counts of the whole answer, in one command.</summary>
    /// <param name="search">What is asked for.</param>
    /// <param name="after">The last item of the former page.</param>
    /// <param name="most">Most items.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<FoundPage> FindAsync(InnovationSearch search, FoundPlace? after, int most, CancellationToken cancellationToken);

    /// <summary>Where what is found takes place, newest innovations first, as far as coordinates are known.</summary>
    Task<FoundSpots> MapAsync(InnovationSearch search, int most, CancellationToken cancellationToken);

    /// <summary>What is found, the newest publications first.</summary>
    Task<IReadOnlyList<NewInnovation>> NewestAsync(InnovationSearch search, int most, CancellationToken cancellationToken);

    /// <summary>What is found, was published after an instant, and was not told before; the oldest publications first.</summary>
    Task<IReadOnlyList<NewInnovation>> UntoldAsync(
        InnovationSearch search,
        DateTimeOffset after,
        IReadOnlyList<ToldVersion> told,
        int most,
        CancellationToken cancellationToken
    );

    /// <summary>The parts of an innovation, and of those that share its rarest words; how rare each word is.</summary>
    Task<Likenesses> LikenessesAsync(InnovationId id, int most, CancellationToken cancellationToken);
}

/// <summary>A question with its words and its places read.</summary>
public sealed record InnovationSearch(IInnovationQuestion Question, IReadOnlyList<ReadWord>? Words, MapBox? Box, MapCircle? Circle);

/// <summary>A word of a question.</summary>
/// <param name="Word">As it was written, in small letters.</param>
/// <param name="Terms">Stems, any of which answers it.</param>
/// <param name="Replaced">Whether these are the nearest stems that public innovations have, since none has the word.</param>
public sealed record ReadWord(string Word, IReadOnlyList<string> Terms, bool Replaced);

/// <summary>A publication.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Number">Number of its version.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>: the language of its texts.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Themes">Codes of its themes.</param>
/// <param name="Departments">The départements of its places.</param>
/// <param name="PublishedAt">When the version was published.</param>
public sealed record NewInnovation(
    Guid Id,
    int Number,
    string Language,
    string Title,
    string Summary,
    string[] Themes,
    string[] Departments,
    DateTimeOffset PublishedAt
);

/// <summary>Where an item stands in the order of an answer.</summary>
public sealed record FoundPlace(long Score, Guid Id);

/// <summary>One page of an answer.</summary>
public sealed record FoundPage(int Total, IReadOnlyList<FoundCount> Counts, IReadOnlyList<FoundInnovation> Items);

/// <summary>How many of the found have a value.</summary>
/// <param name="Facet">Name of the facet.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">How many.</param>
public sealed record FoundCount(string Facet, string Value, int Count);

/// <summary>A found innovation.</summary>
public sealed record FoundInnovation
{
    public required Guid Id { get; init; }

    public required long Score { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Stage { get; init; }

    public required string Initiator { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    public required IReadOnlyList<string> Departments { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public IReadOnlyList<string>? MatchedIn { get; init; }

    public int? Metres { get; init; }
}

/// <summary>Where what was found takes place.</summary>
public sealed record FoundSpots(int Total, IReadOnlyList<FoundSpot> Spots);

/// <summary>One place of a found innovation.</summary>
public sealed record FoundSpot(
    Guid Id,
    string Title,
    string Stage,
    string Initiator,
    IReadOnlyList<string> Themes,
    string CommuneCode,
    string Commune,
    double Longitude,
    double Latitude
);

/// <summary>What innovations are likened by.</summary>
/// <param name="Innovations">How many are public.</param>
/// <param name="Own">Parts of the one that others are likened to; none when it is not public.</param>
/// <param name="Others">Those that share its rarest words.</param>
/// <param name="Uses">In how many public innovations the most used stem of each family of words occurs.</param>
public sealed record Likenesses(
    int Innovations,
    IReadOnlyList<PartWords> Own,
    IReadOnlyList<LikeCandidate> Others,
    IReadOnlyDictionary<string, int> Uses
);

/// <summary>An innovation that may be like another.</summary>
public sealed record LikeCandidate(Guid Id, string Title, string Summary, IReadOnlyList<PartWords> Parts);

/// <summary>The words of a part: stems in order, and beside each the word as it was first written.</summary>
public sealed record PartWords(string Part, IReadOnlyList<string> Terms, IReadOnlyList<string> Words);
