using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation;

/// <summary>
/// What a reader's next reading costs: as much as it would read then, which is, but for a constant, half of what the square of its load grows
/// by. So a flow of minimum cost has the smallest sum of squared loads. Only the loads near the even one have prices of their own, lest there
/// be an arc for each reading of each reader: all below cost what the lowest of them costs, all above one more than the highest. These
/// prices never overstate a sum of squares, so that a minimum whose loads all have the right price is the true one.
/// </summary>
/// <param name="present">What the reader reads already.</param>
/// <param name="room">How much it can read in addition.</param>
/// <param name="even">The load that all would have if nothing but their room kept them from it.</param>
/// <param name="width">How far from it loads have prices of their own.</param>
internal readonly struct LoadPrices(int present, int room, int even, int width)
{
    private readonly int lowest = Math.Min(Math.Max(even - width, 0), present + room);
    private readonly int highest = even + width;

    /// <summary>Groups of units that cost the same, the cheapest first.</summary>
    public IEnumerable<(int Units, int Price)> Steps()
    {
        var (load, top) = (present, present + room);
        if (load < lowest)
        {
            yield return (lowest - load, lowest);
            load = lowest;
        }

        for (; load < Math.Min(highest, top); load++)
        {
            yield return (1, load + 1);
        }

        if (load < top)
        {
            yield return (top - load, highest + 1);
        }
    }

    public bool IsRight(int added)
    {
        var load = present + added;
        return load >= lowest - 1 && (load <= highest + 1 || added == 0);
    }

    /// <summary>The smallest load to which all readers, where they have room, could be filled so that the units are placed.</summary>
    public static int Even(IReadOnlyList<Reader> readers, int[] rooms, int units)
    {
        var (low, high) = (0, readers.Index().Select(x => x.Item.PresentLoad + rooms[x.Index]).DefaultIfEmpty().Max());
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            var placed = readers.Index().Sum(x => (long)Math.Clamp(middle - x.Item.PresentLoad, 0, rooms[x.Index]));
            (low, high) = placed >= units ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
