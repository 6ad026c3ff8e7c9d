using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.FindInnovations;

/// <summary>
/// Lists the public innovations that are most like this one, at most ten, each with the parts that are alike and the words that both have: by
/// text and by DNA, families of words instead of words, a rare one counting for more. Empty while this one is not public.
/// </summary>
/// <param name="Id">The innovation.</param>
[Anonymous]
public sealed record ListSimilarInnovations(InnovationId Id) : IQuery<SimilarInnovations>;

/// <summary>Innovations that are like another.</summary>
/// <param name="Items">The most alike first.</param>
public sealed record SimilarInnovations(IReadOnlyList<SimilarInnovation> Items);

/// <summary>An innovation that is like another.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Title">Title.</param>
/// <param name="Summary">What it is.</param>
/// <param name="LikenessPercent">How like, over all parts; 100 would be the same words throughout.</param>
/// <param name="MatchedParts">The parts that are alike, those whose words in common weigh most first: why it is listed.</param>
public sealed record SimilarInnovation(
    InnovationId Id,
    string Title,
    string Summary,
    int LikenessPercent,
    IReadOnlyList<MatchedPart> MatchedParts
);

/// <summary>A part that is alike.</summary>
/// <param name="Part"><c>text</c> for title, summary and story; else the name of the DNA's part, or <c>stakeholders</c> with the partners.</param>
/// <param name="LikenessPercent">How like the parts are.</param>
/// <param name="SharedWords">Words that both have, as the other writes them, the rarest first; at most five.</param>
public sealed record MatchedPart(string Part, int LikenessPercent, IReadOnlyList<string> SharedWords);

// Whether the innovation exists for the caller was answered by its gate.
internal sealed class ListSimilarInnovationsHandler(IInnovationSearch search) : IQueryHandler<ListSimilarInnovations, SimilarInnovations>
{
    private const int MostCandidates = 100;
    private const int MostItems = 10;

    public async Task<Result<SimilarInnovations>> Handle(ListSimilarInnovations request, CancellationToken cancellationToken)
    {
        var given = await search.LikenessesAsync(request.Id, MostCandidates, cancellationToken);
        return new SimilarInnovations([.. new LikenessRule(given).Rank(MostItems).Select(ToModel)]);
    }

    private static SimilarInnovation ToModel(Likeness likeness) =>
        new(
            new InnovationId(likeness.Candidate.Id),
            likeness.Candidate.Title,
            likeness.Candidate.Summary,
            Percent(likeness.Share),
            [.. likeness.Parts.Select(x => new MatchedPart(x.Part, Percent(x.Share), x.Words))]
        );

    private static int Percent(double share) => (int)Math.Round(100 * share, MidpointRounding.AwayFromZero);
}
