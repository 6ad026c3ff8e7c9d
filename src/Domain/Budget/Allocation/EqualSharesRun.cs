using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>One run of the method of equal shares with a share for each voter, in cents, exact.</summary>
internal sealed class EqualSharesRun
{
    private readonly AllocationProblem problem;
    private readonly IReadOnlyList<Supporter>[] supporters;
    private readonly Fraction[] left;
    private readonly PriorityQueue<int, Price> queue = new();

    /// <param name="problem">The problem.</param>
    /// <param name="supporters">Of each candidate that takes part; none of the others.</param>
    /// <param name="voters">How many.</param>
    /// <param name="share">What each voter has, in cents.</param>
    public EqualSharesRun(AllocationProblem problem, IReadOnlyList<Supporter>[] supporters, int voters, Fraction share)
    {
        this.problem = problem;
        this.supporters = supporters;
        Share = share;
        State = new AllocationState(problem);
        left = new Fraction[voters];
        Array.Fill(left, share);
        TakeRuledIn();
        for (var i = 0; i < supporters.Length; i++)
        {
            Enqueue(i);
        }

        Elect();
    }

    public Fraction Share { get; }

    public AllocationState State { get; }

    /// <summary>Who was ruled in and fitted.</summary>
    public HashSet<int> RuledIn { get; } = [];

    /// <summary>In the order of their election.</summary>
    public List<int> Elected { get; } = [];

    /// <summary>Whose supporters could pay for them, but a constraint did not hold them.</summary>
    public HashSet<int> Skipped { get; } = [];

    /// <summary>Whether the voters would have spent more than the envelope holds.</summary>
    public bool Overspends { get; private set; }

    /// <summary>Whether somebody has supporters who could not pay.</summary>
    public bool LeavesSomebody { get; private set; }

    /// <summary>What the supporters of a candidate have left, in cents.</summary>
    public Fraction MoneyFor(int index) => supporters[index].Aggregate(Fraction.Zero, (sum, x) => sum + left[x.Voter]);

    private void TakeRuledIn()
    {
        for (var i = 0; i < supporters.Length; i++)
        {
            var candidate = problem.Candidates[i];
            if (candidate.Ruling == Ruling.In && Gate.WhyNot(problem, candidate) is null && State.Holds(i, candidate.Wished))
            {
                State.Take(i, candidate.Wished);
                RuledIn.Add(i);
            }
        }
    }

    private void Elect()
    {
        while (queue.TryDequeue(out var index, out var price))
        {
            // Money only goes down, and so prices only go up: the first one whose price still holds is the cheapest.
            if (PriceOf(index) is not { } rho || rho != price.Rho)
            {
                Enqueue(index);
                continue;
            }

            var wished = problem.Candidates[index].Wished;
            if (State.WhyNot(index, wished) is { } reason)
            {
                Skipped.Add(index);
                Overspends |= reason.Bindings.All(x => x.Kind == BindingKind.EnvelopeLine);
                continue;
            }

            State.Take(index, wished);
            Elected.Add(index);
            foreach (var (voter, utility) in supporters[index])
            {
                left[voter] -= Least(left[voter], rho * utility);
            }
        }
    }

    private void Enqueue(int index)
    {
        if (supporters[index] is not { Count: > 0 })
        {
            return;
        }

        if (PriceOf(index) is { } rho)
        {
            queue.Enqueue(index, new Price(rho, problem.Candidates[index].Wished, Support(supporters[index]), index));
        }
        else
        {
            LeavesSomebody = true;
        }
    }

    // What a unit of utility costs when all pay in proportion to theirs, and who can't pays all that is left; null when it is not enough.
    private Fraction? PriceOf(int index)
    {
        var cost = new Fraction(problem.Candidates[index].Wished.Cents, 1);
        var utility = Support(supporters[index]);
        foreach (var (voter, own) in supporters[index].Order(Comparer<Supporter>.Create(ByMeans)))
        {
            var rho = cost / utility;
            if (rho * own <= left[voter])
            {
                return rho;
            }

            cost -= left[voter];
            utility -= own;
        }

        return null;
    }

    // Who is first to have nothing left.
    private int ByMeans(Supporter a, Supporter b) => (left[a.Voter] * b.Utility).CompareTo(left[b.Voter] * a.Utility);

    internal static Fraction Support(IReadOnlyList<Supporter> supporters) =>
        supporters.Aggregate(Fraction.Zero, (sum, x) => sum + x.Utility);

    private static Fraction Least(Fraction a, Fraction b) => a < b ? a : b;

    // The cheapest first, then lower cost, more support, better rank.
    private sealed record Price(Fraction Rho, Money Cost, Fraction Support, int Index) : IComparable<Price>
    {
        public int CompareTo(Price? other)
        {
            var order = Rho.CompareTo(other!.Rho);
            order = order != 0 ? order : Cost.CompareTo(other.Cost);
            order = order != 0 ? order : other.Support.CompareTo(Support);
            return order != 0 ? order : Index.CompareTo(other.Index);
        }
    }
}

/// <summary>A voter with a utility above 0.</summary>
internal readonly record struct Supporter(int Voter, Fraction Utility);
