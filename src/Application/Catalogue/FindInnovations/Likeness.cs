namespace SocialInnovation.Application.Catalogue.FindInnovations;

/// <summary>How like an innovation is to another.</summary>
/// <param name="Candidate">The other.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="Parts">The parts that are alike, those that count most first.</param>
internal sealed record Likeness(LikeCandidate Candidate, double Share, IReadOnlyList<PartLikeness> Parts);

/// <summary>How like a part is to that of another.</summary>
/// <param name="Part">The part.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="Counts">What its words in common weigh.</param>
/// <param name="Words">The words in common as the other writes them, the rarest first.</param>
internal sealed record PartLikeness(string Part, double Share, double Counts, IReadOnlyList<string> Words);

/// <summary>
/// Likens innovations by the families of words that they have in common (stems with the same first six letters), as the cosine of both: a
/// family weighs ln(innovations / uses) times 1 + ln(parts in which it stands). A part is likened in the same way by itself.
/// </summary>
internal sealed class LikenessRule(Likenesses given)
{
    private const int MostWords = 5;

    /// <summary>Less than this is no reason.</summary>
    private const double LeastShare = 0.03;

    /// <summary>The most alike first; those with no part alike are left out.</summary>
    public IReadOnlyList<Likeness> Rank(int most)
    {
        var own = Weigh(given.Own);
        return
        [
            .. given
                .Others.Select(x => new Likeness(x, Cosine(own, Weigh(x.Parts)), Compare(x.Parts)))
                .Where(x => x.Parts.Count > 0)
                .OrderByDescending(x => x.Share)
                .ThenBy(x => x.Candidate.Id)
                .Take(most),
        ];
    }

    private IReadOnlyList<PartLikeness> Compare(IReadOnlyList<PartWords> others) =>
        [
            .. given
                .Own.Join(others, x => x.Part, x => x.Part, Compare)
                .Where(x => x.Share >= LeastShare)
                .OrderByDescending(x => x.Counts)
                .ThenBy(x => x.Part, StringComparer.Ordinal),
        ];

    private PartLikeness Compare(PartWords own, PartWords other)
    {
        var (here, there) = (Weigh([own]), Weigh([other]));
        var words = other
            .Terms.Zip(other.Words)
            .Where(x => here.GetValueOrDefault(LikenessFamily.Of(x.First)) > 0)
            .OrderByDescending(x => here[LikenessFamily.Of(x.First)])
            .ThenBy(x => x.First, StringComparer.Ordinal)
            .Select(x => x.Second)
            .Distinct()
            .Take(MostWords);
        return new PartLikeness(own.Part, Cosine(here, there), Product(here, there), [.. words]);
    }

    private Dictionary<string, double> Weigh(IReadOnlyList<PartWords> parts) =>
        parts
            .SelectMany(x => x.Terms.Select(LikenessFamily.Of).Distinct())
            .GroupBy(x => x)
            .ToDictionary(x => x.Key, x => (1 + Math.Log(x.Count())) * Rarity(x.Key));

    private double Rarity(string family) => Math.Log(given.Innovations / (double)given.Uses.GetValueOrDefault(family, given.Innovations));

    private static double Cosine(Dictionary<string, double> here, Dictionary<string, double> there)
    {
        var squares = Product(here, here) * Product(there, there);
        return squares > 0 ? Product(here, there) / Math.Sqrt(squares) : 0;
    }

    private static double Product(Dictionary<string, double> here, Dictionary<string, double> there) =>
        here.Sum(x => x.Value * there.GetValueOrDefault(x.Key));
}

/// <summary>The family of a word's stem: its first six letters, as the database counts them too.</summary>
public static class LikenessFamily
{
    private const int Length = 6;

    public static string Of(string stem) => stem.Length > Length ? stem[..Length] : stem;
}
