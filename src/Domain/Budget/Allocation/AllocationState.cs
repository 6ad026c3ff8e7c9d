using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>What the limits of a problem still hold while grants are given one after the other.</summary>
public sealed class AllocationState
{
    private const int None = -1;

    private readonly AllocationProblem problem;
    private readonly long[] left;
    private readonly long[] used;
    private readonly int[] holders;
    private readonly List<(int Candidate, long Part)>[] takers;

    public AllocationState(AllocationProblem problem)
    {
        this.problem = problem;
        left = [.. problem.Limits.Select(x => x.AtMost?.Cents ?? long.MaxValue)];
        used = new long[left.Length];
        takers = [.. left.Select(_ => new List<(int, long)>())];
        holders = new int[problem.ExclusiveSets.Count];
        Array.Fill(holders, None);
    }

    /// <summary>Whether every limit and exclusive set of a candidate holds so much more.</summary>
    public bool Holds(int index, Money amount)
    {
        var candidate = problem.Candidates[index];
        var parts = new Parts(problem, candidate, amount);
        for (var i = 0; i < candidate.Limits.Count; i++)
        {
            if (parts.Of(candidate.Limits[i]) > left[candidate.Limits[i]])
            {
                return false;
            }
        }

        for (var i = 0; i < candidate.ExclusiveSets.Count; i++)
        {
            if (holders[candidate.ExclusiveSets[i]] != None)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives a grant.</summary>
    public void Take(int index, Money amount)
    {
        var candidate = problem.Candidates[index];
        var parts = new Parts(problem, candidate, amount);
        foreach (var limit in candidate.Limits)
        {
            var part = parts.Of(limit);
            if (part > 0)
            {
                left[limit] -= problem.Limits[limit].AtMost is null ? 0 : part;
                used[limit] += part;
                takers[limit].Add((index, part));
            }
        }

        foreach (var set in candidate.ExclusiveSets)
        {
            holders[set] = index;
        }
    }

    /// <summary>Raises a grant that was given, when every limit holds it; its parts by category may shift by a cent.</summary>
    public bool TryRaise(int index, Money from, Money to)
    {
        var candidate = problem.Candidates[index];
        var (before, after) = (new Parts(problem, candidate, from), new Parts(problem, candidate, to));
        foreach (var limit in candidate.Limits)
        {
            if (after.Of(limit) - before.Of(limit) > left[limit])
            {
                return false;
            }
        }

        foreach (var limit in candidate.Limits)
        {
            var more = after.Of(limit) - before.Of(limit);
            left[limit] -= problem.Limits[limit].AtMost is null ? 0 : more;
            used[limit] += more;
        }

        return true;
    }

    /// <summary>The limit of a candidate that holds least beyond the grants given so far; null when it has none with a cap.</summary>
    public Binding? Nearest(int index)
    {
        var nearest = None;
        foreach (var limit in problem.Candidates[index].Limits)
        {
            if (left[limit] != long.MaxValue && (nearest == None || left[limit] < left[nearest]))
            {
                nearest = limit;
            }
        }

        return nearest == None ? null : BindingOf(nearest, left[nearest]);
    }

    /// <summary>What the grants given so far use of a limit.</summary>
    public Money Used(int limit) => Money.FromCents(used[limit]);

    /// <summary>What a limit still holds, in cents; the greatest number when it has no cap.</summary>
    public long Left(int limit) => left[limit];

    /// <summary>
    /// Why a candidate can't have an amount beside the grants given so far: every constraint that does not hold it, with what is missing, and
    /// who has what it lacks. Null when it can.
    /// </summary>
    public LineReason? WhyNot(int index, Money amount)
    {
        var candidate = problem.Candidates[index];
        var parts = new Parts(problem, candidate, amount);
        List<Binding>? bindings = null;
        List<GrantApplicationId> competitors = [];
        foreach (var limit in candidate.Limits)
        {
            var missing = parts.Of(limit) - left[limit];
            if (missing > 0)
            {
                (bindings ??= []).Add(BindingOf(limit, missing));
                AddTakers(limit, missing, competitors);
            }
        }

        foreach (var set in candidate.ExclusiveSets)
        {
            if (holders[set] != None)
            {
                (bindings ??= []).Add(new Binding(BindingKind.ExclusiveSet, problem.ExclusiveSets[set].Name, 1, 1));
                Add(problem.Candidates[holders[set]].ApplicationId, competitors);
            }
        }

        return bindings is null ? null : new LineReason(RuleOf(bindings), bindings, competitors);
    }

    /// <summary>A limit as a constraint that binds.</summary>
    /// <param name="limit">Its place in the problem.</param>
    /// <param name="margin">What is missing, in cents.</param>
    public Binding BindingOf(int limit, long margin)
    {
        var of = problem.Limits[limit];
        return new Binding(Word(of.Kind), of.Key, of.AtMost!.Value.Amount, Money.FromCents(margin).Amount);
    }

    /// <summary>The same word for what binds.</summary>
    public static BindingKind Word(LimitKind kind) =>
        kind switch
        {
            LimitKind.EnvelopeLine => BindingKind.EnvelopeLine,
            LimitKind.Earmark => BindingKind.Earmark,
            LimitKind.Theme => BindingKind.Theme,
            LimitKind.Department => BindingKind.Department,
            LimitKind.Initiator => BindingKind.Initiator,
            LimitKind.ExpenseCategory => BindingKind.ExpenseCategory,
            _ => BindingKind.DeMinimis,
        };

    private static AllocationRule RuleOf(List<Binding> bindings) =>
        bindings.Exists(x => x.Kind == BindingKind.DeMinimis) ? AllocationRule.DeMinimisExceeded
        : bindings.Exists(x => x.Kind == BindingKind.EnvelopeLine) ? AllocationRule.EnvelopeExhausted
        : bindings.Exists(x => x.Kind == BindingKind.ExclusiveSet) ? AllocationRule.Incompatible
        : bindings.Exists(x => x.Kind == BindingKind.Earmark) ? AllocationRule.EarmarkExhausted
        : AllocationRule.CapReached;

    private void AddTakers(int limit, long missing, List<GrantApplicationId> competitors)
    {
        for (var i = takers[limit].Count - 1; i >= 0 && missing > 0 && competitors.Count < LineReason.MostCompetitors; i--)
        {
            var (index, part) = takers[limit][i];
            missing -= part;
            Add(problem.Candidates[index].ApplicationId, competitors);
        }
    }

    private static void Add(GrantApplicationId id, List<GrantApplicationId> competitors)
    {
        if (competitors.Count < LineReason.MostCompetitors && !competitors.Contains(id))
        {
            competitors.Add(id);
        }
    }

    /// <summary>The part of an amount that counts for a limit, in cents; split by category only where a limit asks for it.</summary>
    private struct Parts(AllocationProblem problem, Candidate candidate, Money amount)
    {
        private IReadOnlyList<Money>? split;

        public long Of(int limit)
        {
            if (problem.Limits[limit].Categories is not { } categories)
            {
                return amount.Cents;
            }

            split ??= candidate.Split(amount);
            var sum = 0L;
            foreach (var category in categories)
            {
                sum += split[category].Cents;
            }

            return sum;
        }
    }
}
