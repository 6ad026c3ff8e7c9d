using Google.OrTools.Graph;

namespace SocialInnovation.Infrastructure.Evaluation;

internal readonly record struct FlowArc(int Tail, int Head, int Capacity, long Cost);

/// <summary>The flow through a network.</summary>
/// <param name="IsComplete">All that the nodes send arrives.</param>
/// <param name="OnArcs">By the arc's place.</param>
internal sealed record Flow(bool IsComplete, int[] OnArcs);

/// <summary>Nodes that send units, below 0 for one that takes them, and arcs.</summary>
internal sealed class FlowNetwork(IReadOnlyList<int> supplies, IReadOnlyList<FlowArc> arcs)
{
    public IReadOnlyList<int> Supplies => supplies;

    public IReadOnlyList<FlowArc> Arcs => arcs;

    /// <summary>As much flow as there can be, and of all such flows one of minimum cost.</summary>
    public Flow Solve()
    {
        using var solver = new MinCostFlow(supplies.Count, arcs.Count);
        foreach (var arc in arcs)
        {
            solver.AddArcWithCapacityAndUnitCost(arc.Tail, arc.Head, arc.Capacity, arc.Cost);
        }

        foreach (var (node, supply) in supplies.Index().Where(x => x.Item != 0))
        {
            solver.SetNodeSupply(node, supply);
        }

        var status = solver.SolveMaxFlowWithMinCost();
        if (status != MinCostFlowBase.Status.OPTIMAL)
        {
            throw new InvalidOperationException($"The solver of flows says {status}.");
        }

        var flow = new int[arcs.Count];
        for (var arc = 0; arc < flow.Length; arc++)
        {
            flow[arc] = (int)solver.Flow(arc);
        }

        return new Flow(solver.MaximumFlow() == supplies.Where(x => x > 0).Sum(), flow);
    }

    /// <summary>
    /// The nodes that what cannot arrive still reaches: all that leaves them is full, so that they send more than can leave them.
    /// </summary>
    /// <param name="flow">As much as there can be.</param>
    public bool[] ShortSide(Flow flow)
    {
        var left = supplies.ToArray();
        foreach (var (arc, units) in arcs.Zip(flow.OnArcs))
        {
            left[arc.Tail] -= units;
            left[arc.Head] += units;
        }

        var reached = left.Select(x => x > 0).ToArray();
        for (var grows = true; grows; )
        {
            grows = false;
            foreach (var (arc, units) in arcs.Zip(flow.OnArcs))
            {
                if (
                    (reached[arc.Tail] && units < arc.Capacity && !reached[arc.Head])
                    || (reached[arc.Head] && units > 0 && !reached[arc.Tail])
                )
                {
                    reached[arc.Tail] = reached[arc.Head] = grows = true;
                }
            }
        }

        return reached;
    }
}
