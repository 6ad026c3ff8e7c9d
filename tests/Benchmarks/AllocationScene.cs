using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Benchmarks;

/// <summary>A large call, always the same: an envelope, and caps and floors by theme and département.</summary>
internal static class AllocationScene
{
    private const int Themes = 8;
    private const int Departments = 4;

    public static AllocationProblem Problem(int count, string policy, AllocationObjective objective)
    {
        var random = new Random(1);
        var drafts = Enumerable.Range(0, count).Select(x => Draft(x, random)).ToList();
        var envelope = drafts.Sum(x => x.Requested.Cents) / 5;
        Limit Between(LimitKind kind, int key, int least, int most) =>
            new(kind, $"{key}") { AtLeast = Money.FromCents(envelope * least / 100), AtMost = Money.FromCents(envelope * most / 100) };
        return new AllocationProblem
        {
            Candidates =
            [
                .. drafts
                    .OrderByDescending(x => x.Score)
                    .ThenBy(x => x.Reference, StringComparer.Ordinal)
                    .Select((x, i) => x with { Rank = i + 1 }),
            ],
            Limits =
            [
                new Limit(LimitKind.EnvelopeLine, "all") { AtMost = Money.FromCents(envelope) },
                .. Enumerable.Range(0, Themes).Select(x => Between(LimitKind.Theme, x, 7, 18)),
                .. Enumerable.Range(0, Departments).Select(x => Between(LimitKind.Department, x, 10, 40)),
            ],
            MinimumScore = new Percentage(60),
            Policy = new AllocationPolicy(policy, WhenExceeded.Skip) { Objective = objective, Floor = new Percentage(50) },
        };
    }

    /// <summary>The candidates in an order that says nothing.</summary>
    public static Candidate[] Shuffled(AllocationProblem problem)
    {
        var candidates = problem.Candidates.ToArray();
        new Random(2).Shuffle(candidates);
        return candidates;
    }

    private static Candidate Draft(int index, Random random) =>
        new(
            new GrantApplicationId(Guid.CreateVersion7()),
            $"A-{index:000000}",
            Rank: 0,
            random.Next(500_000, 1_000_001) / 10_000m,
            new Money(random.Next(4, 91) * 500)
        )
        {
            // The theme of the number n is n times as much asked for as the first; of the départements the last one is, sevenfold.
            Limits =
            [
                0,
                1 + Rising(random.Next(Themes * (Themes + 1) / 2)),
                1 + Themes + (int)Math.Sqrt(random.Next(Departments * Departments)),
            ],
        };

    private static int Rising(int number)
    {
        var theme = 0;
        while (number > theme)
        {
            number -= ++theme;
        }

        return theme;
    }
}
