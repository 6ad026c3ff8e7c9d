using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Budget.Allocation;

/// <summary>The method of equal shares word by word, over costs in cents and marks by voter: slow, and like nothing in the product.</summary>
internal sealed class EqualSharesByDefinition(long[] costs, int[][] marks, long budget, EqualSharesUtility utility)
{
    /// <summary>Raised by so many cents until the next step would overspend, then completed by support: the projects funded.</summary>
    public SortedSet<int> Completed(int step)
    {
        var share = new Fraction(budget, marks.Length);
        var elected = Elected(share);
        while (Enumerable.Range(0, costs.Length).Any(x => !elected.Contains(x) && Support(x) > Fraction.Zero))
        {
            share += step;
            var next = Elected(share);
            if (next.Sum(x => costs[x]) > budget)
            {
                break;
            }

            elected = next;
        }

        var funded = new SortedSet<int>(elected);
        foreach (var x in Enumerable.Range(0, costs.Length).OrderByDescending(Support).ThenBy(x => costs[x]).ThenBy(x => x))
        {
            if (!funded.Contains(x) && funded.Sum(y => costs[y]) + costs[x] <= budget)
            {
                funded.Add(x);
            }
        }

        return funded;
    }

    /// <summary>In the order of election, without completion.</summary>
    public List<int> Elected(Fraction share)
    {
        var left = Enumerable.Repeat(share, marks.Length).ToArray();
        var elected = new List<int>();
        while (true)
        {
            var affordable = Enumerable
                .Range(0, costs.Length)
                .Where(x => !elected.Contains(x))
                .Select(x => (Project: x, Rho: Rho(x, left)))
                .Where(x => x.Rho is not null)
                .OrderBy(x => x.Rho!.Value)
                .ThenBy(x => costs[x.Project])
                .ThenByDescending(x => Support(x.Project))
                .ThenBy(x => x.Project)
                .ToList();
            if (affordable.Count == 0)
            {
                return elected;
            }

            var (project, rho) = affordable[0];
            elected.Add(project);
            for (var voter = 0; voter < left.Length; voter++)
            {
                var pays = rho!.Value * Utility(voter, project);
                left[voter] -= pays < left[voter] ? pays : left[voter];
            }
        }
    }

    private Fraction Support(int project) => Enumerable.Range(0, marks.Length).Aggregate(Fraction.Zero, (x, i) => x + Utility(i, project));

    private Fraction Utility(int voter, int project) =>
        new(marks[voter][project] * (utility == EqualSharesUtility.Mark ? 1 : costs[project]), 1);

    // Whoever may be out of money: the one set of them with which the sum of the payments is the cost.
    private Fraction? Rho(int project, Fraction[] left)
    {
        var supporters = Enumerable.Range(0, left.Length).Where(x => marks[x][project] > 0).ToList();
        for (var set = 0; set < 1 << supporters.Count; set++)
        {
            bool IsOut(int place) => (set & (1 << place)) != 0;
            var missing = new Fraction(costs[project], 1);
            var paying = Fraction.Zero;
            for (var i = 0; i < supporters.Count; i++)
            {
                missing -= IsOut(i) ? left[supporters[i]] : 0;
                paying += IsOut(i) ? 0 : Utility(supporters[i], project);
            }

            if (paying > Fraction.Zero)
            {
                var rho = missing / paying;
                if (supporters.Index().All(x => IsOut(x.Index) == rho * Utility(x.Item, project) > left[x.Item]))
                {
                    return rho;
                }
            }
        }

        return null;
    }
}
