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

        // Parts by category are rounded once more: a cent is kept back for each member, and goes out with the cents that are left.
        foreach (var (limit, _) in problem.Limits.Index().Where(x => x.Item is { Categories: not null, AtMost: not null }))
        {
            caps[limit] = Math.Max(0, caps[limit] - members.Count(x => problem.Candidates[x].Limits.Contains(limit)));
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
        var (remainders, places) = (new long[amounts.Length], new int[amounts.Length]);
        Int128 exact = 0;
        long given = 0;
        for (var i = 0; i < amounts.Length; i++)
        {
            var product = (Int128)problem.Candidates[Members[i]].Wished.Cents * part;
            var cents = (long)(product / whole);
            // The largest first, the better rank among equal ones: the order of a stable sort by what is missing to the next cent.
            (remainders[i], places[i]) = (whole - (long)(product - (Int128)cents * whole), i);
            exact += product;
            given += cents;
            amounts[i] = Money.FromCents(cents);
            state.Take(Members[i], amounts[i]);
        }

        if (part == whole)
        {
            return amounts;
        }

        var left = (long)(exact / whole) + KeptBack() - given;
        foreach (var place in places.OrderBy(x => remainders[x]))
        {
            if (left <= 0)
            {
                break;
            }

            if (amounts[place] < problem.Candidates[Members[place]].Wished && TryAddCent(state, Members[place], amounts[place]))
            {
                amounts[place] += Money.FromCents(1);
                left--;
            }
        }

        return amounts;
    }

    private long KeptBack() => problem.Limits.Any(x => x is { Categories: not null, AtMost: not null }) ? Members.Count : 0;

    private static bool TryAddCent(AllocationState state, int index, Money amount) =>
        state.TryRaise(index, amount, amount + Money.FromCents(1));

    private void DropUseless(List<int> members)
    {
        var least = Math.Max(1, problem.Policy.MinimumGrant.Cents);
        foreach (var index in Enumerable.Reverse(members))
        {
            var (part, whole) = Tightest();
            var cents = (long)((Int128)problem.Candidates[index].Wished.Cents * part / whole);
            if (cents >= least || problem.Candidates[index].Ruling == Ruling.In)
            {
                continue;
            }

            var useless = new Binding(BindingKind.MinimumGrant, null, Euros(least), Euros(least - cents));
            Dropped.Add((index, new LineReason(AllocationRule.BelowMinimumGrant, [useless], [])));
            isOut[index] = true;
            Count(index, -1);
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
        foreach (var limit in candidate.Limits)
        {
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
