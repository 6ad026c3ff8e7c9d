using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>What the limits of a problem still hold while grants are given one after the other.</summary>
public sealed class AllocationState
{
    private const int None = -1;
    private const long NoCap = long.MaxValue;

    private readonly AllocationProblem problem;
    private readonly bool notesTakers;

    // Arrays, for every list is gone through many times.
    private readonly int[][] limitsOf;
    private readonly IReadOnlyList<int>?[] categoriesOf;
    private readonly long[] left;
    private readonly long[] used;
    private readonly int[] holders;
    private readonly List<(int Candidate, long Part)>[] takers;

    // Filled and emptied for each reason; a large call has many.
    private readonly List<Binding> bindings = [];
    private readonly List<GrantApplicationId> competitors = [];

    public AllocationState(AllocationProblem problem)
        : this(problem, LimitsOf(problem.Candidates), notesTakers: true) { }

    private AllocationState(AllocationProblem problem, int[][] limitsOf, bool notesTakers)
    {
        this.problem = problem;
        this.limitsOf = limitsOf;
        this.notesTakers = notesTakers;
        categoriesOf = [.. problem.Limits.Select(x => x.Categories)];
        left = [.. problem.Limits.Select(x => x.AtMost?.Cents ?? NoCap)];
        used = new long[left.Length];
        takers = [.. left.Select(_ => new List<(int, long)>())];
        holders = new int[problem.ExclusiveSets.Count];
        Array.Fill(holders, None);
    }

    /// <summary>The same problem with nothing given, of which nobody asks who has what somebody lacks.</summary>
    public AllocationState Anew() => new(problem, limitsOf, notesTakers: false);

    /// <summary>Whether every limit and exclusive set of a candidate holds so much more.</summary>
    public bool Holds(int index, Money amount)
    {
        var candidate = problem.Candidates[index];
        var parts = new Parts(categoriesOf, candidate, amount);
        foreach (var limit in limitsOf[index])
        {
            if (parts.Of(limit) > left[limit])
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
        var parts = new Parts(categoriesOf, candidate, amount);
        foreach (var limit in limitsOf[index])
        {
            var part = parts.Of(limit);
            if (part > 0)
            {
                left[limit] -= left[limit] == NoCap ? 0 : part;
                used[limit] += part;
                if (notesTakers)
                {
                    takers[limit].Add((index, part));
                }
            }
        }

        for (var i = 0; i < candidate.ExclusiveSets.Count; i++)
        {
            holders[candidate.ExclusiveSets[i]] = index;
        }
    }

    /// <summary>Raises a grant that was given, when every limit holds it; its parts by category may shift by a cent.</summary>
    public bool TryRaise(int index, Money from, Money to)
    {
        var candidate = problem.Candidates[index];
        var (before, after) = (new Parts(categoriesOf, candidate, from), new Parts(categoriesOf, candidate, to));
        foreach (var limit in limitsOf[index])
        {
            if (after.Of(limit) - before.Of(limit) > left[limit])
            {
                return false;
            }
        }

        Move(index, before, after);
        return true;
    }

    /// <summary>Lowers a grant that was given.</summary>
    public void Lower(int index, Money from, Money to)
    {
        var candidate = problem.Candidates[index];
        Move(index, new Parts(categoriesOf, candidate, from), new Parts(categoriesOf, candidate, to));
    }

    /// <summary>Whether more than a limit held was given.</summary>
    public bool IsOverdrawn => Array.Exists(left, x => x < 0);

    /// <summary>Whether a limit of a candidate is one of which more was given than it held.</summary>
    public bool IsOverdrawnBy(int index) => Array.Exists(limitsOf[index], x => left[x] < 0);

    private void Move(int index, Parts before, Parts after)
    {
        foreach (var limit in limitsOf[index])
        {
            var more = after.Of(limit) - before.Of(limit);
            left[limit] -= left[limit] == NoCap ? 0 : more;
            used[limit] += more;
        }
    }

    /// <summary>The limit of a candidate that holds least beyond the grants given so far; null when it has none with a cap.</summary>
    public Binding? Nearest(int index)
    {
        var nearest = None;
        foreach (var limit in limitsOf[index])
        {
            if (left[limit] != NoCap && (nearest == None || left[limit] < left[nearest]))
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
        var parts = new Parts(categoriesOf, candidate, amount);
        bindings.Clear();
        competitors.Clear();
        foreach (var limit in limitsOf[index])
        {
            var missing = parts.Of(limit) - left[limit];
            if (missing > 0)
            {
                bindings.Add(BindingOf(limit, missing));
                AddTakers(limit, missing);
            }
        }

        foreach (var set in candidate.ExclusiveSets)
        {
            if (holders[set] != None)
            {
                bindings.Add(new Binding(BindingKind.ExclusiveSet, problem.ExclusiveSets[set].Name, 1, 1));
                Add(problem.Candidates[holders[set]].ApplicationId);
            }
        }

        return bindings.Count == 0 ? null : new LineReason(RuleOf(bindings), bindings.ToArray(), competitors.ToArray());
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

    private static int[][] LimitsOf(IReadOnlyList<Candidate> candidates)
    {
        var limits = new int[candidates.Count][];
        for (var i = 0; i < limits.Length; i++)
        {
            limits[i] = [.. candidates[i].Limits];
        }

        return limits;
    }

    private static AllocationRule RuleOf(List<Binding> bindings) =>
        bindings.Exists(x => x.Kind == BindingKind.DeMinimis) ? AllocationRule.DeMinimisExceeded
        : bindings.Exists(x => x.Kind == BindingKind.EnvelopeLine) ? AllocationRule.EnvelopeExhausted
        : bindings.Exists(x => x.Kind == BindingKind.ExclusiveSet) ? AllocationRule.Incompatible
        : bindings.Exists(x => x.Kind == BindingKind.Earmark) ? AllocationRule.EarmarkExhausted
        : AllocationRule.CapReached;

    private void AddTakers(int limit, long missing)
    {
        for (var i = takers[limit].Count - 1; i >= 0 && missing > 0 && competitors.Count < LineReason.MostCompetitors; i--)
        {
            var (index, part) = takers[limit][i];
            missing -= part;
            Add(problem.Candidates[index].ApplicationId);
        }
    }

    private void Add(GrantApplicationId id)
    {
        if (competitors.Count < LineReason.MostCompetitors && !competitors.Contains(id))
        {
            competitors.Add(id);
        }
    }

    /// <summary>The part of an amount that counts for a limit, in cents; split by category only where a limit asks for it.</summary>
    private struct Parts(IReadOnlyList<int>?[] categoriesOf, Candidate candidate, Money amount)
    {
        private readonly long whole = amount.Cents;
        private IReadOnlyList<Money>? split;

        public long Of(int limit)
        {
            if (categoriesOf[limit] is not { } categories)
            {
                return whole;
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
