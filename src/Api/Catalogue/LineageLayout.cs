using SocialInnovation.Application.Catalogue.ReadLineage;

namespace SocialInnovation.Api.Catalogue;

/// <summary>
/// Where the nodes of a lineage are drawn: a column is a depth, each leaf has a row of its own in the order of the tree, and whoever is
/// followed stands in the middle of its followers. Lines never cross.
/// </summary>
internal sealed class LineageLayout
{
    /// <summary>Height of a row, pixels; even, so that a middle is a whole number.</summary>
    public const int Row = 28;

    private readonly Dictionary<Guid, int> heights = [];

    private LineageLayout(int rows) => Rows = rows;

    /// <summary>How many rows are used, at least one.</summary>
    public int Rows { get; }

    /// <summary>Distance of a node from the top, pixels.</summary>
    public int HeightOf(Guid id) => heights[id];

    public static LineageLayout Of(LineageModel lineage)
    {
        var followers = lineage.Edges.ToLookup(x => x.From, x => x.To);
        var (order, leaves) = (new List<Guid>(), new List<Guid>());
        var open = new Stack<Guid>([lineage.InnovationId.Value]);
        // A stack of its own: a lineage can be deeper than calls can nest.
        while (open.TryPop(out var id))
        {
            order.Add(id);
            var below = followers[id].ToList();
            if (below.Count == 0)
            {
                leaves.Add(id);
            }

            for (var i = below.Count - 1; i >= 0; i--)
            {
                open.Push(below[i]);
            }
        }

        var layout = new LineageLayout(leaves.Count);
        foreach (var (row, leaf) in leaves.Index())
        {
            layout.heights[leaf] = row * Row;
        }

        // Whoever follows comes later in the order, so backwards each finds its followers placed.
        foreach (var id in order.AsEnumerable().Reverse().Where(x => followers[x].Any()))
        {
            layout.heights[id] = (layout.heights[followers[id].First()] + layout.heights[followers[id].Last()]) / 2;
        }

        return layout;
    }
}
