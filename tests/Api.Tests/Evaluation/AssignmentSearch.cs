using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Tries every assignment there is; for a handful of applications and readers.</summary>
internal sealed class AssignmentSearch
{
    private readonly List<List<Reader[]>> choices;
    private readonly Dictionary<UserId, int> loads;

    private AssignmentSearch(AssignmentProblem problem)
    {
        choices = [.. problem.Applications.Select(x => Choices(problem, x).ToList())];
        loads = problem.Readers.ToDictionary(x => x.UserId, x => x.PresentLoad);
    }

    /// <summary>The smallest sum of the squares of all loads, null when there is no assignment at all.</summary>
    public static int? LeastSquares(AssignmentProblem problem) => new AssignmentSearch(problem).Least(0);

    /// <summary>The sets of readers which, with the present ones, suit the application, whatever anybody's load.</summary>
    public static IEnumerable<Reader[]> Choices(AssignmentProblem problem, ApplicationToRead application) =>
        Sets([.. Permitted(problem, application)], problem.Rule.ReadersPerApplication - application.PresentReaders.Count)
            .Where(x => Colleges(problem, application, x) >= problem.Rule.CollegesPerApplication);

    public static IEnumerable<Reader> Permitted(AssignmentProblem problem, ApplicationToRead application) =>
        problem.Readers.Where(x =>
            !application.PresentReaders.Contains(x.UserId) && !problem.Barred.Contains(new Reading(application.Id, x.UserId))
        );

    public static int Colleges(AssignmentProblem problem, ApplicationToRead application, IEnumerable<Reader> added) =>
        problem.Readers.Where(x => application.PresentReaders.Contains(x.UserId)).Concat(added).Select(x => x.College).Distinct().Count();

    private int? Least(int application)
    {
        if (application == choices.Count)
        {
            return loads.Values.Sum(x => x * x);
        }

        int? least = null;
        foreach (var choice in choices[application].Where(x => x.All(y => loads[y.UserId] < (y.MaximumLoad ?? int.MaxValue))))
        {
            Array.ForEach(choice, x => loads[x.UserId]++);
            least = Least(application + 1) is { } found && (least is null || found < least) ? found : least;
            Array.ForEach(choice, x => loads[x.UserId]--);
        }

        return least;
    }

    private static IEnumerable<Reader[]> Sets(Reader[] readers, int count) =>
        count <= 0
            ?
            [
                [],
            ]
        : readers.Length < count ? []
        : Sets(readers[1..], count - 1).Select(x => (Reader[])[readers[0], .. x]).Concat(Sets(readers[1..], count));
}
