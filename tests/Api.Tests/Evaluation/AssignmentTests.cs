using CsCheck;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Evaluation;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>A plan breaks nothing and is the most even there is; without one, what is in the way is named.</summary>
public sealed class AssignmentTests
{
    private readonly FlowAssignment planner = new();

    [Fact]
    public void Plan_IsComplete_AndBreaksNoConstraint()
    {
        var planned = 0;
        AssignmentProblems
            .Random(applications: 40, readers: 12)
            .Sample(
                problem =>
                {
                    var plan = Plan(problem);

                    Assert.True(plan.Readings.Count == 0 || plan.Shortages.Count == 0);
                    if (plan.Shortages.Count == 0)
                    {
                        AssertHolds(problem, plan);
                        Interlocked.Increment(ref planned);
                    }
                },
                iter: 1000
            );

        // Neither all nor none, or this would say little.
        Assert.InRange(planned, 250, 950);
    }

    [Fact]
    public void OrderOfWhatIsGiven_DoesNotMatter() =>
        Gen.Select(AssignmentProblems.Random(applications: 40, readers: 12), Gen.Int[0, 1000])
            .Sample(
                (problem, seed) =>
                {
                    var random = new Random(seed);
                    var (one, other) = (Plan(problem), Plan(Shuffled(problem, random)));

                    Assert.Equal(one.Readings, other.Readings);
                    Assert.Equal(one.Shortages.Select(Told), other.Shortages.Select(Told));
                },
                iter: 1000
            );

    [Fact]
    public void SmallProblem_HasAPlanExactlyWhenASearchFindsOne_AndNoneIsMoreEven()
    {
        var (planned, unplanned) = (0, 0);
        AssignmentProblems
            .Random(applications: 4, readers: 5)
            .Sample(
                problem =>
                {
                    var plan = Plan(problem);
                    var least = AssignmentSearch.LeastSquares(problem);

                    Assert.Equal(least is null, plan.Shortages.Count > 0);
                    if (least is { } squares)
                    {
                        AssertHolds(problem, plan);
                        Assert.Equal(squares, Loads(problem, plan).Values.Sum(x => x * x));
                        Interlocked.Increment(ref planned);
                    }
                    else
                    {
                        Interlocked.Increment(ref unplanned);
                    }
                },
                iter: 5000
            );

        Assert.True(planned > 1000 && unplanned > 1000, $"{planned} had a plan and {unplanned} had none.");
    }

    [Fact]
    public void Shortage_NamesWhatIsShort()
    {
        var together = 0;
        AssignmentProblems
            .Random(applications: 4, readers: 5)
            .Sample(
                problem =>
                {
                    var named = Plan(problem).Shortages.ToDictionary(x => x.Constraint, x => x.Applications);

                    Assert.Equal(
                        problem.Applications.Where(x => HasTooFewReaders(problem, x)).Select(x => x.Id),
                        named.GetValueOrDefault(AssignmentConstraint.TooFewReaders, [])
                    );
                    Assert.Equal(
                        problem.Applications.Where(x => HasTooFewColleges(problem, x)).Select(x => x.Id),
                        named.GetValueOrDefault(AssignmentConstraint.TooFewColleges, [])
                    );
                    if (named.TryGetValue(AssignmentConstraint.MaximumLoads, out var cut))
                    {
                        Assert.Single(named);
                        var those = problem.Applications.Where(x => cut.Contains(x.Id)).ToList();
                        Assert.Null(AssignmentSearch.LeastSquares(problem with { Applications = those }));
                        Assert.All(those, x => Assert.NotEmpty(AssignmentSearch.Choices(problem, x)));
                        Interlocked.Increment(ref together);
                    }
                },
                iter: 5000
            );

        Assert.InRange(together, 200, 4000);
    }

    [Fact]
    public void ApplicationsThatCompeteForOneReader_AreNamed_AndNoOther()
    {
        var plain = AssignmentProblems.Plain(4, 2, new AssignmentRule(1, 1), colleges: 1, new Random(1));
        var (busy, free) = (plain.Readers[0] with { MaximumLoad = 1 }, plain.Readers[1]);
        var problem = plain with
        {
            Readers = [busy, free],
            Barred = plain.Applications.Take(2).Select(x => new Reading(x.Id, free.UserId)).ToHashSet(),
        };

        var shortage = Assert.Single(Plan(problem).Shortages);

        Assert.Equal(AssignmentConstraint.MaximumLoads, shortage.Constraint);
        Assert.Equal(plain.Applications.Take(2).Select(x => x.Id), shortage.Applications);
    }

    [Fact]
    public void Loads_DifferByOneAtMost_WhereNothingElseIsAsked() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[4, 12], Gen.Int[1, 40], Gen.Int[0, 1000])
            .Sample(
                (k, readers, applications, seed) =>
                {
                    var problem = AssignmentProblems.Plain(applications, readers, new AssignmentRule(k, 1), colleges: 3, new Random(seed));

                    var loads = Loads(problem, Plan(problem)).Values;

                    Assert.InRange(loads.Max() - loads.Min(), 0, 1);
                    Assert.Equal(applications * k, loads.Sum());
                },
                iter: 300
            );

    [Fact]
    public void Loads_AreTheMostEven_WhereBarsMakeThemDifferMuch()
    {
        var widest = 0;
        Gen.Select(Gen.Int[1, 2], Gen.Int[0, 1_000_000])
            .Sample(
                (k, seed) =>
                {
                    var problem = AssignmentProblems.Skewed(120, 8, k, new Random(seed));
                    var plan = Plan(problem);

                    AssertHolds(problem, plan);
                    var loads = Loads(problem, plan);
                    AssertNoHandingOnHelps(problem, plan, loads);
                    InterlockedMax(ref widest, loads.Values.Max() - loads.Values.Min());
                },
                iter: 200
            );

        Assert.True(widest > 30, $"No loads differed by more than {widest}.");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    public void ReadersOfSixtyApplications_AllHangTogether_AndHardlyEverTheSame(int m, int colleges)
    {
        var sets = new List<int>();
        for (var seed = 0; seed < 100; seed++)
        {
            var problem = AssignmentProblems.Plain(60, 15, new AssignmentRule(3, m), colleges, new Random(seed));

            var plan = Plan(problem);

            var together = plan.Readings.GroupBy(x => x.ApplicationId, x => x.UserId).Select(x => x.ToHashSet()).ToList();
            Assert.Equal(15, Connected(together, problem.Readers[0].UserId).Count);
            sets.Add(together.DistinctBy(x => string.Join(' ', x.Select(y => y.Value).Order())).Count());
        }

        Assert.True(sets.Min() >= 40, $"Of 60 applications {sets.Min()} to {sets.Max()} had readers that no other had.");
    }

    [Fact]
    public void NothingToDo_IsAnEmptyPlan()
    {
        var none = AssignmentProblems.Plain(0, 0, new AssignmentRule(3, 2), colleges: 1, new Random(1));
        var plain = AssignmentProblems.Plain(1, 2, new AssignmentRule(2, 2), colleges: 2, new Random(1));
        var done = plain with { Applications = [plain.Applications[0] with { PresentReaders = [.. plain.Readers.Select(x => x.UserId)] }] };

        Assert.All([Plan(none), Plan(done)], x => Assert.True(x.Readings.Count == 0 && x.Shortages.Count == 0));
    }

    [Fact]
    public void Cancelled_IsNotPlanned() =>
        Assert.Throws<OperationCanceledException>(() =>
            planner.Plan(
                AssignmentProblems.Plain(2, 2, new AssignmentRule(1, 1), colleges: 1, new Random(1)),
                new CancellationToken(canceled: true)
            )
        );

    private AssignmentPlan Plan(AssignmentProblem problem) => planner.Plan(problem, TestContext.Current.CancellationToken);

    private static void AssertHolds(AssignmentProblem problem, AssignmentPlan plan)
    {
        var readers = problem.Readers.ToDictionary(x => x.UserId);
        var added = plan.Readings.ToLookup(x => x.ApplicationId, x => readers[x.UserId]);
        foreach (var application in problem.Applications)
        {
            var all = application.PresentReaders.Concat(added[application.Id].Select(x => x.UserId)).ToList();
            Assert.Equal(problem.Rule.ReadersPerApplication, all.Count);
            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.True(AssignmentSearch.Colleges(problem, application, added[application.Id]) >= problem.Rule.CollegesPerApplication);
        }

        Assert.Equal(plan.Readings.Count, problem.Applications.Sum(x => added[x.Id].Count()));
        Assert.DoesNotContain(plan.Readings, problem.Barred.Contains);
        var loads = Loads(problem, plan);
        Assert.All(problem.Readers, x => Assert.True(loads[x.UserId] <= Math.Max(x.PresentLoad, x.MaximumLoad ?? int.MaxValue)));
    }

    private static Dictionary<UserId, int> Loads(AssignmentProblem problem, AssignmentPlan plan) =>
        problem.Readers.ToDictionary(x => x.UserId, x => x.PresentLoad + plan.Readings.Count(y => y.UserId == x.UserId));

    /// <summary>Without a rule on colleges a plan is the most even exactly when no chain of readers can hand readings on to one with two fewer.</summary>
    private static void AssertNoHandingOnHelps(AssignmentProblem problem, AssignmentPlan plan, Dictionary<UserId, int> loads)
    {
        var takers = problem.Readers.ToDictionary(x => x.UserId, _ => new HashSet<UserId>());
        var together = plan.Readings.ToLookup(x => x.ApplicationId, x => x.UserId);
        foreach (var application in problem.Applications)
        {
            var others = AssignmentSearch.Permitted(problem, application).Select(x => x.UserId).Except(together[application.Id]).ToList();
            foreach (var reader in together[application.Id])
            {
                takers[reader].UnionWith(others);
            }
        }

        foreach (var reader in takers.Keys)
        {
            var reached = new HashSet<UserId> { reader };
            for (var next = new Queue<UserId>([reader]); next.TryDequeue(out var one); )
            {
                takers[one].Where(reached.Add).ToList().ForEach(next.Enqueue);
            }

            Assert.All(reached, x => Assert.True(loads[x] >= loads[reader] - 1));
        }
    }

    private static HashSet<UserId> Connected(List<HashSet<UserId>> together, UserId from)
    {
        var found = new HashSet<UserId> { from };
        for (var former = 0; former < found.Count; )
        {
            former = found.Count;
            found.UnionWith(together.Where(x => x.Overlaps(found)).SelectMany(x => x).ToList());
        }

        return found;
    }

    private static bool HasTooFewReaders(AssignmentProblem problem, ApplicationToRead application) =>
        AssignmentSearch.Permitted(problem, application).Count() < problem.Rule.ReadersPerApplication - application.PresentReaders.Count;

    private static bool HasTooFewColleges(AssignmentProblem problem, ApplicationToRead application)
    {
        var present = AssignmentSearch.Colleges(problem, application, []);
        var places = problem.Rule.ReadersPerApplication - application.PresentReaders.Count;
        var all = AssignmentSearch.Colleges(problem, application, AssignmentSearch.Permitted(problem, application));
        return Math.Min(all, present + places) < problem.Rule.CollegesPerApplication;
    }

    private static string Told(AssignmentShortage shortage) => $"{shortage.Constraint}: {string.Join(' ', shortage.Applications)}";

    private static AssignmentProblem Shuffled(AssignmentProblem problem, Random random) =>
        problem with
        {
            Applications =
            [
                .. problem
                    .Applications.OrderBy(_ => random.Next())
                    .Select(x => x with { PresentReaders = [.. x.PresentReaders.OrderBy(_ => random.Next())] }),
            ],
            Readers = [.. problem.Readers.OrderBy(_ => random.Next())],
            Barred = problem.Barred.OrderBy(_ => random.Next()).ToHashSet(),
        };

    private static void InterlockedMax(ref int greatest, int value)
    {
        for (var known = greatest; value > known; known = greatest)
        {
            Interlocked.CompareExchange(ref greatest, value, known);
        }
    }
}
