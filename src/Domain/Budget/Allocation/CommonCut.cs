using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>The largest common share of what some candidates ask for that every limit holds, and its cents.</summary>
internal sealed class CommonCut
{
    private readonly AllocationProblem problem;
    private readonly long[] caps;
    private readonly long[] sums;
    private readonly bool[] isOut;

    private CommonCut(AllocationProblem problem, List<int> members)
    {
        this.problem = problem;
        isOut = new bool[problem.Candidates.Count];
        caps = [.. problem.Limits.Select(x => x is { AtMost: { } cap, Kind: not LimitKind.DeMinimis } ? cap.Cents : long.MaxValue)];
        sums = new long[caps.Length];
        foreach (var index in members)
        {
            Count(index, +1);
        }

        DropUseless(members);
        Members = [.. members.Where(x => !isOut[x])];
        var (part, whole) = Tightest();
        Why = part == whole ? null : new LineReason(AllocationRule.CommonCut, Bindings(part, whole), []);
    }

    public List<(int Index, LineReason Reason)> Dropped { get; } = [];

    public IReadOnlyList<int> Members { get; }

    /// <summary>What the cut stems from; null when there is none.</summary>
    public LineReason? Why { get; }

    public static CommonCut Of(AllocationProblem problem, List<int> members) => new(problem, members);

    /// <summary>The members' grants; the state notes them.</summary>
    public IReadOnlyList<Money> Share(AllocationState state)
    {
        var (part, whole) = Tightest();
        var amounts = new Money[Members.Count];
        var (keys, places) = (new Int128[amounts.Length], new int[amounts.Length]);
        Int128 exact = 0;
        long given = 0;
        for (var i = 0; i < amounts.Length; i++)
        {
            var product = (Int128)problem.Candidates[Members[i]].Wished.Cents * part;
            var cents = (long)(product / whole);
            // The largest remainder first, the better rank among equal ones: the order by what is missing to the next cent, then by place.
            (keys[i], places[i]) = (((cents + 1) * (Int128)whole - product) * amounts.Length + i, i);
            exact += product;
            given += cents;
            amounts[i] = Money.FromCents(cents);
            state.Take(Members[i], amounts[i]);
        }

        if (part < whole)
        {
            Array.Sort(keys, places);
            given -= TakeBack(state, amounts, places);
            HandOut(state, amounts, places, (long)(exact / whole) - given);
        }

        return amounts;
    }

    // Parts by category are rounded once more, and may be some cents more together than a limit holds.
    private long TakeBack(AllocationState state, Money[] amounts, int[] order)
    {
        var taken = 0L;
        for (var i = order.Length - 1; state.IsOverdrawn; i = i > 0 ? i - 1 : order.Length - 1)
        {
            var (index, amount) = (Members[order[i]], amounts[order[i]]);
            if (amount > Money.Zero && state.IsOverdrawnBy(index))
            {
                amounts[order[i]] = amount - Money.FromCents(1);
                state.Lower(index, amount, amounts[order[i]]);
                taken++;
            }
        }

        return taken;
    }

    private void HandOut(AllocationState state, Money[] amounts, int[] order, long left)
    {
        foreach (var place in order)
        {
            if (left <= 0)
            {
                break;
            }

            var (index, more) = (Members[place], Money.FromCents(amounts[place].Cents + 1));
            if (more <= problem.Candidates[index].Wished && state.TryRaise(index, amounts[place], more))
            {
                amounts[place] = more;
                left--;
            }
        }
    }

    private void DropUseless(List<int> members)
    {
        var least = Math.Max(1, problem.Policy.MinimumGrant.Cents);
        var (part, whole) = Tightest();
        foreach (var index in Enumerable.Reverse(members))
        {
            var cents = (long)((Int128)problem.Candidates[index].Wished.Cents * part / whole);
            if (cents >= least || problem.Candidates[index].Ruling == Ruling.In)
            {
                continue;
            }

            var useless = new Binding(BindingKind.MinimumGrant, null, Euros(least), Euros(least - cents));
            Dropped.Add((index, new LineReason(AllocationRule.BelowMinimumGrant, [useless], [])));
            isOut[index] = true;
            Count(index, -1);
            (part, whole) = Tightest();
        }
    }

    private (long Part, long Whole) Tightest()
    {
        var (part, whole) = (1L, 1L);
        for (var i = 0; i < caps.Length; i++)
        {
            if (sums[i] > caps[i] && (Int128)caps[i] * whole < (Int128)part * sums[i])
            {
                (part, whole) = (caps[i], sums[i]);
            }
        }

        return (part, whole);
    }

    private List<Binding> Bindings(long part, long whole) =>
        [
            .. problem
                .Limits.Index()
                .Where(x => sums[x.Index] > caps[x.Index] && (Int128)caps[x.Index] * whole == (Int128)part * sums[x.Index])
                .Select(x => new Binding(
                    AllocationState.Word(x.Item.Kind),
                    x.Item.Key,
                    x.Item.AtMost!.Value.Amount,
                    Euros(sums[x.Index] - x.Item.AtMost!.Value.Cents)
                )),
        ];

    private void Count(int index, int sign)
    {
        var candidate = problem.Candidates[index];
        IReadOnlyList<Money>? split = null;
        for (var i = 0; i < candidate.Limits.Count; i++)
        {
            var limit = candidate.Limits[i];
            if (problem.Limits[limit].Categories is not { } categories)
            {
                sums[limit] += sign * candidate.Wished.Cents;
                continue;
            }

            split ??= candidate.Split(candidate.Wished);
            foreach (var category in categories)
            {
                sums[limit] += sign * split[category].Cents;
            }
        }
    }

    private static decimal Euros(long cents) => Money.FromCents(cents).Amount;
}
