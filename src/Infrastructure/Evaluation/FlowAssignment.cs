using SocialInnovation.Application.Evaluation;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation;

/// <summary>
/// Assignment as a flow of minimum cost: units flow from the applications through the readers to one sink, and a reader's next unit costs
/// more than the one before. What no application can have, whoever else reads what, is looked for first.
/// </summary>
internal sealed class FlowAssignment : IAssignmentPlanner
{
    /// <summary>How far from the even load each unit has a price of its own, to begin with.</summary>
    internal const int Width = 8;

    private const int Widening = 8;

    public AssignmentPlan Plan(AssignmentProblem problem, CancellationToken cancellationToken)
    {
        var readers = InOrder(problem.Readers);
        var needs = ReadingNeed.Of(problem, readers);
        AssignmentShortage[] alone =
        [
            .. Short(AssignmentConstraint.TooFewReaders, needs.Where(x => x.HasTooFewReaders)),
            .. Short(AssignmentConstraint.TooFewColleges, needs.Where(x => x.HasTooFewColleges)),
        ];
        return alone.Length > 0 ? new AssignmentPlan([], alone) : Together(problem, needs, readers, cancellationToken);
    }

    /// <summary>The order in which the graph has its readers, whatever order they came in.</summary>
    internal static List<Reader> InOrder(IEnumerable<Reader> readers) => [.. readers.OrderBy(x => x.UserId.Value)];

    private static AssignmentPlan Together(
        AssignmentProblem problem,
        List<ReadingNeed> needs,
        List<Reader> readers,
        CancellationToken cancellationToken
    )
    {
        var graph = new AssignmentGraph(needs, readers);
        for (var width = Width; ; width *= Widening)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var network = graph.Priced(width);
            var flow = network.Solve();
            if (!flow.IsComplete)
            {
                return new AssignmentPlan([], [.. Short(AssignmentConstraint.MaximumLoads, graph.Short(network.ShortSide(flow)))]);
            }

            if (graph.IsPricedRight(flow, width))
            {
                var given = new ReaderExchange(problem, needs, readers).Of(graph.Given(flow));
                return new AssignmentPlan([.. given.Select(x => new Reading(needs[x.Need].Application.Id, readers[x.Reader].UserId))], []);
            }
        }
    }

    private static IEnumerable<AssignmentShortage> Short(AssignmentConstraint constraint, IEnumerable<ReadingNeed> needs)
    {
        var applications = needs.Select(x => x.Application.Id).ToList();
        return applications.Count > 0 ? [new AssignmentShortage(constraint, applications)] : [];
    }
}
