using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.FindInnovations;

/// <summary>
/// Searches the public innovations, with counts by theme, département, initiator and stage. With words the best match comes first, else with
/// a centre the nearest, else the newest. A facet counts what the other filters leave, so that each of its values says what choosing it
/// would find.
/// </summary>
/// <param name="Page">Which page.</param>
/// <param name="Q">
/// Words, French or English, at most 200 characters: all must occur in the title, the summary, the story or the DNA. Accents and endings do
/// not matter; a word that no innovation has is replaced by the nearest that one has.
/// </param>
/// <param name="Theme">Only innovations with this theme.</param>
/// <param name="Initiator">Only innovations that were started so.</param>
/// <param name="Department">Only innovations with a place in this département, such as <c>57</c> or <c>2A</c>.</param>
/// <param name="Stage">Only innovations that have come so far.</param>
/// <param name="Box">
/// Only innovations with a place in this rectangle: west, south, east and north in degrees (WGS 84), such as <c>5.5,48.3,6.6,49.2</c>. It does
/// not cross the 180th meridian.
/// </param>
/// <param name="Near">Only innovations with a place near this spot: latitude and longitude in degrees, such as <c>48.6921,6.1844</c>.</param>
/// <param name="Within">How near, kilometres as the crow flies, 1 to 500; 30 when not given.</param>
[Anonymous]
public sealed record SearchInnovations(
    PageRequest Page,
    string? Q,
    string? Theme,
    string? Initiator,
    string? Department,
    string? Stage,
    string? Box,
    string? Near,
    int? Within
) : IQuery<InnovationAnswer>, IPagedQuery, IInnovationQuestion;

/// <summary>A page of what a search found.</summary>
/// <param name="Items">The page's items, in the answer's order.</param>
/// <param name="NextCursor">Send it as <c>cursor</c> to get the next page; null on the last one.</param>
/// <param name="Total">How many innovations were found.</param>
/// <param name="Facets">How many have which value.</param>
/// <param name="ReplacedWords">Words that no innovation has, and what was looked for instead.</param>
public sealed record InnovationAnswer(
    IReadOnlyList<InnovationHit> Items,
    string? NextCursor,
    int Total,
    InnovationFacets Facets,
    IReadOnlyList<ReplacedWord> ReplacedWords
);

/// <summary>A found innovation.</summary>
public sealed record InnovationHit
{
    /// <summary>Identifier.</summary>
    public required InnovationId Id { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What it is.</summary>
    public required string Summary { get; init; }

    /// <summary>How far the innovation itself has come.</summary>
    public required InnovationStage Stage { get; init; }

    /// <summary>Who started it.</summary>
    public required Initiator Initiator { get; init; }

    /// <summary>Codes of its themes.</summary>
    public required IReadOnlyList<string> Themes { get; init; }

    /// <summary>The départements of its places.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>When its newest version was published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Where words of the question stand; null without one.</summary>
    public IReadOnlyList<MatchedText>? MatchedIn { get; init; }

    /// <summary>Metres from the centre to its nearest place, as the crow flies; null without a centre.</summary>
    public int? DistanceMetres { get; init; }
}

/// <summary>A text of an innovation in which words are looked for.</summary>
public enum MatchedText
{
    /// <summary>The title.</summary>
    Title,

    /// <summary>The summary.</summary>
    Summary,

    /// <summary>The story.</summary>
    Story,

    /// <summary>How it is made.</summary>
    Dna,
}

/// <summary>How many of the found have which value; the values of the most first.</summary>
/// <param name="ByTheme">By theme; an innovation counts for each of its themes.</param>
/// <param name="ByDepartment">By département; an innovation counts for each.</param>
/// <param name="ByInitiator">By who started it.</param>
/// <param name="ByStage">By how far it has come.</param>
public sealed record InnovationFacets(
    IReadOnlyList<FacetCount> ByTheme,
    IReadOnlyList<FacetCount> ByDepartment,
    IReadOnlyList<FacetCount> ByInitiator,
    IReadOnlyList<FacetCount> ByStage
);

/// <summary>How many have a value.</summary>
/// <param name="Term">The value, as the filter takes it.</param>
/// <param name="Count">How many innovations.</param>
public sealed record FacetCount(string Term, int Count);

/// <summary>A word that no innovation has.</summary>
/// <param name="Word">The word.</param>
/// <param name="ReadAs">Stems of the nearest words that some have, any of which was looked for.</param>
public sealed record ReplacedWord(string Word, IReadOnlyList<string> ReadAs);

internal sealed class SearchInnovationsValidator : AbstractValidator<SearchInnovations>
{
    public SearchInnovationsValidator()
    {
        this.IsPaged();
        this.AsksForInnovations();
    }
}

internal sealed class SearchInnovationsHandler(IInnovationSearch search) : IQueryHandler<SearchInnovations, InnovationAnswer>
{
    public async Task<Result<InnovationAnswer>> Handle(SearchInnovations request, CancellationToken cancellationToken)
    {
        var asked = await search.AskAsync(request, cancellationToken);
        var after = Keyset.PlaceOf<long, InnovationId>(request.Page);
        if ((asked.Error ?? after.Error) is { } error)
        {
            return error;
        }

        var place = after.Value is { } last ? new FoundPlace(last.Key, last.Id.Value) : null;
        var found = await search.FindAsync(asked.Value, place, request.Page.Size + 1, cancellationToken);
        var page = Keyset.Cut(found.Items, request.Page, ToHit, x => x.Score, x => new InnovationId(x.Id));
        return new InnovationAnswer(
            page.Items,
            page.NextCursor,
            found.Total,
            new InnovationFacets(Of("theme"), Of("department"), Of("initiator"), Of("stage")),
            [.. (asked.Value.Words ?? []).Where(x => x.Replaced).Select(x => new ReplacedWord(x.Word, x.Terms))]
        );

        IReadOnlyList<FacetCount> Of(string facet) =>
            [.. found.Counts.Where(x => x.Facet == facet).Select(x => new FacetCount(x.Value, x.Count))];
    }

    private static InnovationHit ToHit(FoundInnovation found) =>
        new()
        {
            Id = new InnovationId(found.Id),
            Title = found.Title,
            Summary = found.Summary,
            Stage = Naming.Parse<InnovationStage>(found.Stage)!.Value,
            Initiator = Naming.Parse<Initiator>(found.Initiator)!.Value,
            Themes = found.Themes,
            Departments = found.Departments,
            PublishedAt = found.PublishedAt,
            MatchedIn = found.MatchedIn?.Select(x => Naming.Parse<MatchedText>(x)!.Value).ToList(),
            DistanceMetres = found.Metres,
        };
}

internal static class InnovationSearches
{
    /// <summary>Reads a question's words, when it can be answered.</summary>
    public static async Task<Result<InnovationSearch>> AskAsync(
        this IInnovationSearch search,
        IInnovationQuestion question,
        CancellationToken cancellationToken
    )
    {
        if (question.WhyNot() is { } error)
        {
            return error;
        }

        var words = question.Q is { } text ? await search.ReadAsync(text, cancellationToken) : null;
        return words is { Count: 0 }
            ? SearchErrors.QuestionEmpty
            : new InnovationSearch(question, words, question.Box(), question.Circle());
    }
}
