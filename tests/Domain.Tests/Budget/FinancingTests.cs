using CsCheck;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>Which contributions pay which awards: a set of awards is refused only when no split of it exists.</summary>
public sealed class FinancingTests
{
    private static readonly Gen<Problem> Problems = Gen.Int[1, 4]
        .SelectMany(contributions =>
            Gen.Select(
                Gen.Long[0, 60].Array[contributions],
                Gen.Select(Gen.Long[0, 30], Gen.Int[0, (1 << contributions) - 1], (need, allowed) => (need, allowed)).Array[0, 6],
                (balances, awards) => new Problem(balances, awards)
            )
        );

    [Fact]
    public void Plan_ExistsExactlyWhenEachSetOfContributionsHoldsWhatOnlyItMayPay() =>
        Problems.Sample(x => Assert.Equal(x.HoldsByHall(), Plan(x).Error is null), iter: 20_000);

    [Fact]
    public void Plan_PaysEachAwardToTheCent_FromWhoMayPay_AndOverdrawsNobody() =>
        Problems.Sample(
            x =>
            {
                if (Plan(x) is not { Error: null, Value: var plan })
                {
                    return;
                }

                Assert.Equal(x.Awards.Length, plan.Count);
                Assert.All(plan.Zip(x.Awards), y => Assert.Equal(y.Second.Need, y.First.Sum(z => z.Amount.Cents)));
                Assert.All(
                    plan.Zip(x.Awards),
                    y =>
                        Assert.All(
                            y.First,
                            z => Assert.True((y.Second.Allowed >> Place(z.ContributionId) & 1) == 1 && z.Amount > Money.Zero)
                        )
                );
                Assert.All(x.Balances.Select((balance, i) => (balance, Taken: Taken(plan, i))), y => Assert.InRange(y.Taken, 0, y.balance));
            },
            iter: 20_000
        );

    [Fact]
    public void Plan_OfTheSame_IsTheSame() => Problems.Sample(x => Assert.Equal(Text(x), Text(x)));

    [Fact]
    public void Plan_WithoutEarmarks_IsTheProportionalSplitOfOneAwardAfterTheOther() =>
        Gen.Select(Gen.Long[0, 1_000_000].Array[1, 6], Gen.Int[1, 8])
            .Sample(
                (balances, count) =>
                {
                    var (all, total) = ((1 << balances.Length) - 1, balances.Sum());
                    var problem = new Problem(balances, [.. Enumerable.Range(1, count).Select(i => (total / (count + i), all))]);
                    var left = Balances(problem);
                    foreach (var (award, plan) in problem.Awards.Zip(Plan(problem).Value))
                    {
                        var parts = FinancerSplit.Of(Money.FromCents(award.Need), left);
                        Assert.Equal(
                            parts.Where(x => x.Amount > Money.Zero).Select(x => (x.From.ContributionId, x.Amount)),
                            plan.Select(x => (x.ContributionId, x.Amount))
                        );
                        left = [.. left.Select(x => x with { Balance = x.Balance - Money.FromCents(Of(plan, x.ContributionId)) })];
                    }
                }
            );

    [Fact]
    public void Plan_LeavesAnAwardWhatOnlyItsContributionHas()
    {
        // In proportion the first award would take 25 of each, and the second could not be paid.
        var plan = Plan(new Problem([50, 50], [(50, 0b11), (50, 0b01)])).Value;

        Assert.Equal([(1, 50L)], plan[0].Select(x => (Place(x.ContributionId), x.Amount.Cents)));
        Assert.Equal([(0, 50L)], plan[1].Select(x => (Place(x.ContributionId), x.Amount.Cents)));
    }

    [Fact]
    public void Plan_KeepsAsMuchOfTheProportionAsTheLaterAwardsLeave()
    {
        var plan = Plan(new Problem([50, 50], [(40, 0b11), (40, 0b01)])).Value;

        Assert.Equal([(0, 10L), (1, 30L)], plan[0].Select(x => (Place(x.ContributionId), x.Amount.Cents)));
    }

    [Fact]
    public void Plan_ThatCantBe_NamesTheLineAndTheContributionsWithTooLittle()
    {
        var error = Plan(new Problem([50, 50, 9], [(30, 0b001), (21, 0b001), (10, 0b110)])).Error!;

        Assert.Equal("budget.earmarks-exceeded", error.Code);
        Assert.Equal(
            ("F0 2013", Money.FromCents(51), Money.FromCents(50), BudgetSection.Operating),
            (error.Arguments["contributions"], error.Arguments["needed"], error.Arguments["available"], error.Arguments["section"])
        );
        Assert.Equal("budget.no-contribution-allows", Plan(new Problem([50], [(1, 0)])).Error!.Code);
        var all = Plan(new Problem([50, 9], [(60, 0b11)])).Error!;
        Assert.Equal(("budget.envelope-exceeded", Money.FromCents(59)), (all.Code, all.Arguments["available"]));
    }

    [Fact]
    public void Plan_OfThousandsOfAwards_IsMadeInSeconds()
    {
        var awards = Enumerable.Range(0, 5_000).Select(i => (Need: 1_000L + i, Allowed: 1 << i % 12 | 1 << i % 7 | 1)).ToArray();
        var problem = new Problem([.. Enumerable.Repeat(4_000_000L, 12)], awards);

        Assert.Equal(awards.Sum(x => x.Need), Plan(problem).Value.Sum(x => x.Sum(y => y.Amount.Cents)));
    }

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("culture,health", "54,57", "92", true)]
    [InlineData("health", "", "", false)]
    [InlineData("", "54", "", false)]
    [InlineData("", "", "54,9221", false)]
    [InlineData("culture", "57", "5", false)]
    public void Earmark_AllowsWhatAllItsListsAllow(string themes, string departments, string legalForms, bool isAllowed)
    {
        var earmark = new Earmark(List(themes), List(departments), List(legalForms));

        Assert.Equal(isAllowed, earmark.Allows("culture", "57", "9220"));

        static string[] List(string text) => text.Length == 0 ? [] : text.Split(',');
    }

    private static Result<IReadOnlyList<IReadOnlyList<GrantShare>>> Plan(Problem problem) =>
        Financing.Plan(
            AnEnvelope.OfOneLine,
            [
                .. problem.Awards.Select(
                    (x, i) =>
                        new FundingNeed(
                            $"A{i}",
                            [Money.FromCents(x.Need)],
                            Enumerable.Range(0, problem.Balances.Length).Where(y => (x.Allowed >> y & 1) == 1).Select(Id).ToHashSet()
                        )
                ),
            ],
            Balances(problem)
        );

    private static FinancerBalance[] Balances(Problem problem) =>
        [
            .. problem.Balances.Select(
                (x, i) => new FinancerBalance(AnEnvelope.OfOneLine.Lines[0].Id, Id(i), $"F{i}", 2013, Money.FromCents(x))
            ),
        ];

    private static string Text(Problem problem) =>
        Plan(problem) is { Error: null, Value: var plan } ? string.Join('|', plan.Select(x => string.Join(',', x))) : "none";

    private static long Taken(IReadOnlyList<IReadOnlyList<GrantShare>> plan, int contribution) => plan.Sum(x => Of(x, Id(contribution)));

    private static long Of(IReadOnlyList<GrantShare> shares, Guid contribution) =>
        shares.Where(x => x.ContributionId == contribution).Sum(x => x.Amount.Cents);

    private static Guid Id(int place) => new(place + 1, 0, 0, new byte[8]);

    private static int Place(Guid id) => BitConverter.ToInt32(id.ToByteArray()) - 1;

    /// <summary>Balances, and awards with the contributions that may pay them as bits.</summary>
    private sealed record Problem(long[] Balances, (long Need, int Allowed)[] Awards)
    {
        public bool HoldsByHall() =>
            Enumerable
                .Range(0, 1 << Balances.Length)
                .All(set =>
                    Awards.Where(x => (x.Allowed & ~set) == 0).Sum(x => x.Need) <= Balances.Where((_, i) => (set >> i & 1) == 1).Sum()
                );
    }
}

/// <summary>Envelopes for tests of what is cut from them and moved between them.</summary>
internal static class AnEnvelope
{
    public static readonly FundId Fund = new(Guid.CreateVersion7());

    public static readonly Envelope OfOneLine = Of(Fund, Line(BudgetSection.Operating, 100, "investment,communication"));

    public static Envelope Of(FundId fund, params EnvelopeLine[] lines) => Try(fund, lines).Value;

    public static Result<Envelope> Try(FundId fund, params EnvelopeLine[] lines) =>
        Envelope.Reserve(
            new EnvelopeId(Guid.CreateVersion7()),
            fund,
            new CallId(Guid.CreateVersion7()),
            lines,
            [.. lines.SelectMany(x => x.ExpenseCategories)]
        );

    public static EnvelopeLine Line(
        BudgetSection section,
        decimal amount,
        string categories,
        params (int Year, decimal Amount)[] credits
    ) =>
        new(Guid.CreateVersion7(), section, new Money(amount), categories.Split(','))
        {
            PaymentCredits = [.. credits.Select(x => new PaymentCredit(x.Year, new Money(x.Amount)))],
        };
}
