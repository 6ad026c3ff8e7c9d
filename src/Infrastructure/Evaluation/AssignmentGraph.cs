using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation;

/// <summary>
/// Applications and readers as a network. Its first nodes are the readers, then come the sink and the applications. An application sends as
/// many units as it lacks readers, at most one to each reader. Where it must have readers of c colleges more, its units go through a node
/// for each college: one unit can reach each new college directly, and all others, at most as many as it lacks readers beyond c, go through
/// one common node. So at least c units have gone directly, each to another college. For two colleges that are both lacking it is enough that
/// no college takes all.
/// </summary>
internal sealed class AssignmentGraph
{
    private readonly List<ReadingNeed> needs;
    private readonly List<Reader> readers;
    private readonly int[] rooms;
    private readonly int units;
    private readonly int even;

    private readonly List<FlowArc> arcs;
    private readonly int readingArcs;

    // By node; the need is -1 for what belongs to none.
    private readonly List<int> supplies;
    private readonly List<int> needOf;

    public AssignmentGraph(List<ReadingNeed> needs, List<Reader> readers)
    {
        (this.needs, this.readers) = (needs, readers);
        supplies = [.. readers.Select(_ => 0), 0];
        needOf = [.. supplies.Select(_ => -1)];
        arcs = new List<FlowArc>(needs.Sum(x => x.Permitted.Sum(y => y.Readers.Length + 2) + 1));
        foreach (var need in needs.Index().Where(x => x.Item.Readers > 0))
        {
            Add(need.Index, need.Item);
        }

        readingArcs = arcs.Count;
        units = supplies.Sum();
        supplies[Sink] = -units;
        rooms = Rooms();
        even = LoadPrices.Even(readers, rooms, units);
    }

    private int Sink => readers.Count;

    /// <param name="width">How far from the even load prices are right.</param>
    public FlowNetwork Priced(int width)
    {
        arcs.RemoveRange(readingArcs, arcs.Count - readingArcs);
        var steps = readers
            .Index()
            .SelectMany(x => Prices(x.Index, width).Steps().Select(y => (Reader: x.Index, y.Units, y.Price)))
            .ToList();
        var least = steps.Select(x => x.Price).DefaultIfEmpty().Min();
        arcs.AddRange(steps.Select(x => new FlowArc(x.Reader, Sink, x.Units, x.Price - least)));
        return new FlowNetwork(supplies, arcs);
    }

    /// <summary>No load of the flow is where the prices are wrong.</summary>
    public bool IsPricedRight(Flow flow, int width)
    {
        var added = new int[readers.Count];
        for (var arc = readingArcs; arc < arcs.Count; arc++)
        {
            added[arcs[arc].Tail] += flow.OnArcs[arc];
        }

        return added.Index().All(x => Prices(x.Index, width).IsRight(x.Item));
    }

    /// <summary>The needs and the readers that they are given, by their places and in their order.</summary>
    public List<(int Need, int Reader)> Given(Flow flow) =>
        [.. ReadingArcs().Where(x => flow.OnArcs[x] > 0).Select(x => (needOf[arcs[x].Tail], arcs[x].Head)).Order()];

    /// <summary>Needs that are greater together than what is left to the readers permitted for them.</summary>
    public IEnumerable<ReadingNeed> Short(bool[] side) =>
        side.Index().Where(x => x.Item && supplies[x.Index] > 0).Select(x => needs[needOf[x.Index]]);

    private void Add(int index, ReadingNeed need)
    {
        var application = Node(need.Readers);
        var others = need.Readers - need.Colleges;
        if (need.Colleges == 0 || (need.Colleges == 1 && (others == 0 || need.Permitted.All(x => x.IsNew))))
        {
            foreach (var college in need.Permitted.Where(x => x.IsNew || others > 0))
            {
                AddReaders(application, college);
            }

            return;
        }

        if (need.Colleges == 2 && need.Permitted.All(x => x.IsNew))
        {
            foreach (var college in need.Permitted)
            {
                var node = Node(0);
                arcs.Add(new FlowArc(application, node, Math.Min(college.Readers.Length, need.Readers - 1), 0));
                AddReaders(node, college);
            }

            return;
        }

        var common = others > 0 ? Node(0) : -1;
        if (others > 0)
        {
            arcs.Add(new FlowArc(application, common, others, 0));
        }

        foreach (var college in need.Permitted.Where(x => x.IsNew || others > 0))
        {
            var node = Node(0);
            if (college.IsNew)
            {
                arcs.Add(new FlowArc(application, node, 1, 0));
            }

            var more = Math.Min(others, college.Readers.Length - (college.IsNew ? 1 : 0));
            if (more > 0)
            {
                arcs.Add(new FlowArc(common, node, more, 0));
            }

            AddReaders(node, college);
        }

        int Node(int supply)
        {
            supplies.Add(supply);
            needOf.Add(index);
            return supplies.Count - 1;
        }

        void AddReaders(int node, CollegeOfReaders college) => arcs.AddRange(college.Readers.Select(x => new FlowArc(node, x, 1, 0)));
    }

    private int[] Rooms()
    {
        var permitted = new int[readers.Count];
        foreach (var arc in ReadingArcs())
        {
            permitted[arcs[arc].Head]++;
        }

        return [.. readers.Zip(permitted, (x, most) => Math.Clamp((x.MaximumLoad ?? int.MaxValue) - x.PresentLoad, 0, most))];
    }

    private IEnumerable<int> ReadingArcs() => Enumerable.Range(0, readingArcs).Where(x => arcs[x].Head < Sink);

    private LoadPrices Prices(int reader, int width) => new(readers[reader].PresentLoad, rooms[reader], even, width);
}
