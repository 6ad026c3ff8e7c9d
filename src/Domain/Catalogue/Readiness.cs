using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>What a place says of an element that an innovation needs.</summary>
public enum ReadinessAnswer
{
    /// <summary>It is there.</summary>
    Have,

    /// <summary>Some of it is there: it counts half.</summary>
    Partly,

    /// <summary>It is missing.</summary>
    Lack,

    /// <summary>Nobody has looked yet: it counts as missing.</summary>
    Unknown,
}

/// <summary>What a place is asked of one element of the DNA.</summary>
/// <param name="Part">The part, as the member is named.</param>
/// <param name="Key">The element's key.</param>
/// <param name="Title">The element's title.</param>
/// <param name="Weight">How much it weighs against the others, 1 to 5.</param>
/// <param name="Ask">Whom the DNA names for it: the stakeholders of a step, a partner itself.</param>
public sealed record ReadinessQuestion(string Part, string Key, string Title, int Weight, IReadOnlyList<string> Ask);

/// <summary>A question with its answer.</summary>
public sealed record AnsweredQuestion(ReadinessQuestion Question, ReadinessAnswer Answer)
{
    /// <summary>Twice its weight where it is there, once where some of it is.</summary>
    public int Points =>
        Answer switch
        {
            ReadinessAnswer.Have => 2 * Question.Weight,
            ReadinessAnswer.Partly => Question.Weight,
            _ => 0,
        };
}

/// <summary>How ready a place is in one part.</summary>
/// <param name="Part">The part.</param>
/// <param name="Answers">Its questions with their answers, in the order of the DNA.</param>
public sealed record ReadinessOfPart(string Part, IReadOnlyList<AnsweredQuestion> Answers)
{
    public int Points => Answers.Sum(x => x.Points);

    /// <summary>The points of a place that has everything.</summary>
    public int Of => Answers.Sum(x => 2 * x.Question.Weight);
}

/// <summary>
/// How ready a place is for an innovation. Each element weighs what its part does: core and legal basis 5, as without them it is another
/// innovation or not allowed; partners and resources 3; steps and conditions of success 2; risks and indicators 1. What may be changed
/// (<c>adaptable</c>) and documents, which are there for the taking, are not asked for.
/// </summary>
public static class Readiness
{
    private static readonly IReadOnlyList<(string Part, int Weight)> Weights =
    [
        ("core", 5),
        ("legalBasis", 5),
        ("partners", 3),
        ("resources", 3),
        ("steps", 2),
        ("successConditions", 2),
        ("risks", 1),
        ("indicators", 1),
    ];

    /// <summary>The parts of which a place is asked, the heaviest first.</summary>
    public static IReadOnlyList<string> Parts { get; } = [.. Weights.Select(x => x.Part)];

    /// <summary>Part by part, each in the order of the DNA.</summary>
    public static IReadOnlyList<ReadinessQuestion> Questions(InnovationDna dna)
    {
        var parts = DnaParts.Of(dna).ToDictionary(x => x.Name);
        return
        [
            .. from weighed in Weights
            from element in parts[weighed.Part].Elements
            select new ReadinessQuestion(weighed.Part, element.Key, element.Title, weighed.Weight, Ask(dna, weighed.Part, element)),
        ];
    }

    /// <summary>Part by part, those that have a question; what was not answered is unknown.</summary>
    public static Result<IReadOnlyList<ReadinessOfPart>> Check(
        InnovationDna dna,
        IReadOnlyList<(DnaElementName Element, ReadinessAnswer Answer)> answers
    )
    {
        var questions = Questions(dna);
        var known = questions.Select(x => new DnaElementName(x.Part, x.Key)).ToHashSet();
        var given = new Dictionary<DnaElementName, ReadinessAnswer>();
        foreach (var (index, (element, answer)) in answers.Index())
        {
            if (!known.Contains(element))
            {
                return ReadinessErrors.UnknownQuestion(index);
            }

            if (!given.TryAdd(element, answer))
            {
                return ReadinessErrors.AnswerRepeated(index);
            }
        }

        return questions
            .Select(x => new AnsweredQuestion(x, given.GetValueOrDefault(new DnaElementName(x.Part, x.Key), ReadinessAnswer.Unknown)))
            .GroupBy(x => x.Question.Part)
            .Select(x => new ReadinessOfPart(x.Key, [.. x]))
            .ToList();
    }

    /// <summary>The share of the points in percent, rounded half up to two decimals; everything of nothing is everything.</summary>
    public static decimal Share(int points, int of) => of == 0 ? 100 : Math.Round(points * 100m / of, 2, MidpointRounding.AwayFromZero);

    private static IReadOnlyList<string> Ask(InnovationDna dna, string part, DnaPartElement element) =>
        part switch
        {
            "steps" => [.. dna.Steps.First(x => x.Key == element.Key).Stakeholders.Select(x => x.Name).Distinct()],
            "partners" => [element.Title],
            _ => [],
        };
}

/// <summary>All ways in which a readiness check refuses a request.</summary>
public static class ReadinessErrors
{
    public static Error UnknownQuestion(int index) => Error.Rule("catalogue.unknown-question").At($"#/answers/{index}");

    public static Error AnswerRepeated(int index) => Error.Rule("catalogue.answer-repeated").At($"#/answers/{index}");
}
