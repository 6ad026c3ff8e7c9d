using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation;

/// <summary>Readers of one college who may read an application, by their place among all readers.</summary>
/// <param name="IsNew">The application has no reader of this college yet.</param>
/// <param name="Readers">At least one.</param>
internal sealed record CollegeOfReaders(bool IsNew, int[] Readers);

/// <summary>What an application lacks, and who may give it.</summary>
/// <param name="Application">Which one.</param>
/// <param name="Readers">How many readers it lacks.</param>
/// <param name="Colleges">From how many colleges that it has no reader of yet they must come at least.</param>
/// <param name="Permitted">Who may read it: neither barred nor one of its readers.</param>
internal sealed record ReadingNeed(ApplicationToRead Application, int Readers, int Colleges, IReadOnlyList<CollegeOfReaders> Permitted)
{
    public bool HasTooFewReaders => Permitted.Sum(x => x.Readers.Length) < Readers;

    public bool HasTooFewColleges => Math.Min(Readers, Permitted.Count(x => x.IsNew)) < Colleges;

    /// <summary>The needs of all applications, by reference and id.</summary>
    /// <param name="problem">Where they come from.</param>
    /// <param name="readers">The problem's readers in the order to which the places refer.</param>
    public static List<ReadingNeed> Of(AssignmentProblem problem, IReadOnlyList<Reader> readers)
    {
        var places = readers.Index().ToDictionary(x => x.Item.UserId, x => x.Index);
        var colleges = readers
            .Index()
            .GroupBy(x => x.Item.College, x => x.Index, StringComparer.Ordinal)
            .Select(x => (Name: x.Key, Readers: x.ToArray()))
            .ToList();
        var barred = problem.Barred.ToLookup(x => x.ApplicationId, x => x.UserId);
        return
        [
            .. problem
                .Applications.OrderBy(x => x.Reference, StringComparer.Ordinal)
                .ThenBy(x => x.Id.Value)
                .Select(application =>
                {
                    var present = application.PresentReaders.ToHashSet();
                    var known = present.Where(places.ContainsKey).Select(x => readers[places[x]].College).ToHashSet(StringComparer.Ordinal);
                    var excluded = present.Concat(barred[application.Id]).Where(places.ContainsKey).Select(x => places[x]).ToHashSet();
                    return new ReadingNeed(
                        application,
                        Math.Max(0, problem.Rule.ReadersPerApplication - present.Count),
                        Math.Max(0, problem.Rule.CollegesPerApplication - known.Count),
                        [
                            .. colleges
                                .Select(x => new CollegeOfReaders(
                                    !known.Contains(x.Name),
                                    [.. x.Readers.Where(y => !excluded.Contains(y))]
                                ))
                                .Where(x => x.Readers.Length > 0),
                        ]
                    );
                }),
        ];
    }
}
