using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>
/// The awards of one line as a flow of cents: from each group of awards that the same contributions may pay, to those contributions, to what
/// they have. Awards are served one after the other, while a flow of all that are still to come is kept: so no award takes what a later one
/// can't do without.
/// </summary>
internal sealed class FundingNetwork
{
    private readonly long[] balances;
    private readonly List<(long Need, int Group)> awards;
    private readonly List<List<bool>> groups = [];

    // What flows from each group to each contribution, for the awards that are not served yet.
    private readonly List<long[]> flow = [];

    public FundingNetwork(IReadOnlyList<long> balances, IReadOnlyList<(long Need, List<bool> Allowed)> needs)
    {
        this.balances = [.. balances];
        var places = new Dictionary<string, int>();
        awards = needs
            .Select(x =>
            {
                var key = string.Concat(x.Allowed.Select(y => y ? '1' : '0'));
                if (!places.TryGetValue(key, out var group))
                {
                    places[key] = group = groups.Count;
                    groups.Add(x.Allowed);
                    flow.Add(new long[balances.Count]);
                }

                return (x.Need, group);
            })
            .ToList();
    }

    /// <summary>Null when all can be paid; else the contributions that have too little for what only they may pay.</summary>
    public IReadOnlyList<bool>? FindShort()
    {
        var wanted = new long[groups.Count];
        foreach (var (need, group) in awards)
        {
            wanted[group] += need;
        }

        for (var group = 0; group < groups.Count; group++)
        {
            if (Push(group, wanted[group], Unbounded) > 0)
            {
                return Reach(group, Unbounded).Seen;
            }
        }

        return null;
    }

    /// <summary>The part of each contribution in an award, in proportion to what it has wherever that leaves enough for the awards to come.</summary>
    public long[] Serve(int award)
    {
        var (need, group) = awards[award];
        var parts = new long[balances.Length];
        if (need == 0)
        {
            return parts;
        }

        Withdraw(group, need);
        var weights = balances.Select((x, c) => Money.FromCents(groups[group][c] ? x : 0)).ToList();
        var wanted = Money.Share(Money.FromCents(need), weights).Select(x => x.Cents).ToArray();
        // A group of its own for the one award, first bounded by its proportional part.
        groups.Add(groups[group]);
        flow.Add(parts);
        var own = groups.Count - 1;
        var left = Push(own, need, c => wanted[c]);
        if (Push(own, left, Unbounded) > 0)
        {
            throw new InvalidOperationException("An award that could be paid no longer can.");
        }

        groups.RemoveAt(own);
        flow.RemoveAt(own);
        for (var c = 0; c < balances.Length; c++)
        {
            balances[c] -= parts[c];
        }

        return parts;
    }

    private static long Unbounded(int contribution) => long.MaxValue;

    private void Withdraw(int group, long amount)
    {
        for (var c = 0; amount > 0; c++)
        {
            var taken = Math.Min(amount, flow[group][c]);
            (flow[group][c], amount) = (flow[group][c] - taken, amount - taken);
        }
    }

    /// <summary>Pushes as much as possible from a group by shortest paths; returns what does not go.</summary>
    private long Push(int group, long amount, Func<int, long> bound)
    {
        while (amount > 0)
        {
            var (_, via, end) = Reach(group, bound);
            if (end < 0)
            {
                break;
            }

            amount -= Augment(group, amount, bound, via, end);
        }

        return amount;
    }

    // Which contributions a group reaches, directly or by sending another group elsewhere; the end is the first that has something left.
    private (bool[] Seen, (int Group, int Before)[] Via, int End) Reach(int group, Func<int, long> bound)
    {
        var seen = new bool[balances.Length];
        var via = new (int Group, int Before)[balances.Length];
        var asked = new bool[groups.Count];
        var queue = new Queue<(int Group, int Before)>([(group, -1)]);
        asked[group] = true;
        while (queue.TryDequeue(out var at))
        {
            for (var c = 0; c < balances.Length; c++)
            {
                if (seen[c] || !groups[at.Group][c] || (at.Group == group && flow[group][c] >= bound(c)))
                {
                    continue;
                }

                (seen[c], via[c]) = (true, at);
                if (Left(c) > 0)
                {
                    return (seen, via, c);
                }

                for (var other = 0; other < groups.Count; other++)
                {
                    if (!asked[other] && flow[other][c] > 0)
                    {
                        asked[other] = true;
                        queue.Enqueue((other, c));
                    }
                }
            }
        }

        return (seen, via, -1);
    }

    private long Augment(int group, long amount, Func<int, long> bound, (int Group, int Before)[] via, int end)
    {
        amount = Math.Min(amount, Left(end));
        for (var c = end; c >= 0; c = via[c].Before)
        {
            var (through, before) = via[c];
            amount = Math.Min(amount, through == group ? bound(c) - flow[group][c] : flow[through][before]);
        }

        for (var c = end; c >= 0; c = via[c].Before)
        {
            var (through, before) = via[c];
            flow[through][c] += amount;
            if (before >= 0)
            {
                flow[through][before] -= amount;
            }
        }

        return amount;
    }

    private long Left(int contribution) => balances[contribution] - flow.Sum(x => x[contribution]);
}
