using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Testing.Allocation;

/// <summary>Problems with all kinds of constraints, always the same for a seed.</summary>
internal sealed class RandomProblems(int seed)
{
    private const int Categories = 3;

    private readonly Random random = new(seed);

    public AllocationProblem Problem(string policy, int most)
    {
        var wishes = Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Wish()).ToArray();
        var total = wishes.Sum(x => x.Cents);
        var limits = Limits(total);
        var sets = Enumerable.Range(0, random.Next(3)).Select(x => new ExclusiveSet($"S{x}")).ToList();
        var candidates = wishes.Select((x, i) => Candidate(i, x, limits, sets.Count)).ToArray();
        random.Shuffle(candidates);
        return new AllocationProblem
        {
            Candidates = candidates,
            Limits = limits,
            ExclusiveSets = sets,
            MinimumScore = new Percentage(Often(3) ? 0 : 60),
            Policy = Policy(policy),
        };
    }

    /// <summary>Marks of up to five voters, who marked every application.</summary>
    public EqualSharesBallots Ballots(AllocationProblem problem) =>
        new(
            [
                .. Enumerable
                    .Range(0, random.Next(1, 6))
                    .Select(_ =>
                        (IReadOnlyDictionary<GrantApplicationId, Fraction>)
                            problem.Candidates.ToDictionary(x => x.ApplicationId, _ => new Fraction(random.Next(0, 16), 3))
                    ),
            ],
            (EqualSharesUtility)random.Next(2)
        );

    public AllocationProblem Shuffled(AllocationProblem problem)
    {
        var candidates = problem.Candidates.ToArray();
        random.Shuffle(candidates);
        return problem with { Candidates = candidates };
    }

    private bool Often(int oneIn) => random.Next(oneIn) == 0;

    private Money Wish() => Money.FromCents(random.Next(2) == 0 ? random.Next(1, 20) * 100_000L : random.Next(50_000, 2_000_000));

    private AllocationPolicy Policy(string name) =>
        new(name, (WhenExceeded)random.Next(2))
        {
            PartialLast = Often(2),
            Floor = new Percentage(random.Next(3) * 40),
            Bands =
                name == AllocationPolicy.ByBands
                    ?
                    [
                        new ScoreBand(new Percentage(80), new Percentage(100)),
                        new ScoreBand(new Percentage(70), new Percentage(80)),
                        new ScoreBand(new Percentage(60), new Percentage(33.3333m)),
                    ]
                    : [],
            Objective = (AllocationObjective)random.Next(2),
            MinimumGrant = Money.FromCents(Often(2) ? 0 : 150_000),
        };

    private List<Limit> Limits(long total)
    {
        Money Part(int least, int most) => Money.FromCents(total * random.Next(least, most) / 100);
        var limits = new List<Limit>();
        if (Often(2))
        {
            limits.Add(new Limit(LimitKind.EnvelopeLine, "all") { AtMost = Part(20, 90) });
        }
        else
        {
            limits.Add(new Limit(LimitKind.EnvelopeLine, "investment") { AtMost = Part(5, 60), Categories = [0, 1] });
            limits.Add(new Limit(LimitKind.EnvelopeLine, "operating") { AtMost = Part(5, 60), Categories = [2] });
        }

        foreach (var kind in new[] { LimitKind.Theme, LimitKind.Department, LimitKind.Initiator, LimitKind.Earmark })
        {
            for (var key = random.Next(3); key > 0; key--)
            {
                limits.Add(
                    new Limit(kind, $"{kind}-{key}") { AtMost = Often(3) ? null : Part(10, 50), AtLeast = Often(4) ? Part(0, 12) : null }
                );
            }
        }

        if (Often(2))
        {
            limits.Add(new Limit(LimitKind.ExpenseCategory, "staff") { AtMost = Part(5, 30), Categories = [1] });
        }

        limits.Add(new Limit(LimitKind.DeMinimis, "A") { AtMost = Money.FromCents(random.Next(0, 3_000_000)) });
        limits.Add(new Limit(LimitKind.DeMinimis, "B") { AtMost = Money.FromCents(random.Next(0, 3_000_000)) });
        return limits;
    }

    private Candidate Candidate(int index, Money wish, List<Limit> limits, int sets)
    {
        var score = random.Next(2) == 0 ? random.Next(40, 101) : random.Next(400_000, 1_000_001) / 10_000m;
        var isRecommended = Often(6);
        return new Candidate(
            new GrantApplicationId(Guid.CreateVersion7()),
            $"APP-{index:000}",
            index + 1,
            score,
            isRecommended ? wish + wish : wish
        )
        {
            Recommended = isRecommended ? new Recommendation(wish, default, "Half is enough.") : null,
            IsEliminated = Often(20),
            Obstacle = Often(20) ? new Binding((BindingKind)((int)BindingKind.GrantCeiling + random.Next(2)), null, 100, 10) : null,
            Limits = [.. limits.Index().Where(x => IsMember(x.Item)).Select(x => x.Index)],
            ExclusiveSets = [.. Enumerable.Range(0, sets).Where(_ => Often(3))],
            Costs = [.. Enumerable.Range(0, Categories).Select(_ => Often(4) ? Money.Zero : Wish())],
            Ruling =
                Often(10) ? Ruling.In
                : Often(15) ? Ruling.Out
                : Ruling.None,
        };
    }

    private bool IsMember(Limit limit) =>
        limit.Kind is LimitKind.EnvelopeLine or LimitKind.ExpenseCategory || (limit.Kind == LimitKind.DeMinimis ? Often(4) : Often(2));
}
