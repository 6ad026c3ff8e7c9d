using CsCheck;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Made-up problems of assignment.</summary>
internal static class AssignmentProblems
{
    /// <summary>Everything at random: colleges, bars, maximum loads, who reads already, and the rule.</summary>
    public static Gen<AssignmentProblem> Random(int applications, int readers) =>
        Gen.Select(
            Gen.Int[1, applications],
            Gen.Int[1, readers],
            Gen.Int[1, 4].SelectMany(k => Gen.Int[1, k].Select(m => new AssignmentRule(k, m))),
            Gen.Int[1, 4],
            Gen.Int[0, 2].Select(x => x * x * 8),
            Gen.Int[0, int.MaxValue - 1],
            (x, y, rule, colleges, bars, seed) => Draw(x, y, rule, colleges, bars, new Random(seed))
        );

    /// <summary>Each reader may read a part of the applications, some nearly all and some hardly any.</summary>
    public static AssignmentProblem Skewed(int applications, int readers, int readersPerApplication, Random random)
    {
        var problem = Plain(applications, readers, new AssignmentRule(readersPerApplication, 1), colleges: 1, random);
        var barred = problem
            .Readers.Skip(readersPerApplication)
            .Select(x => (x.UserId, Part: Math.Pow(random.NextDouble(), 3)))
            .SelectMany(x => problem.Applications.Where(_ => random.NextDouble() > x.Part).Select(y => new Reading(y.Id, x.UserId)))
            .ToHashSet();
        return problem with { Barred = barred };
    }

    /// <summary>Nothing but the rule; the readers take turns in their colleges.</summary>
    public static AssignmentProblem Plain(int applications, int readers, AssignmentRule rule, int colleges, Random random) =>
        new(
            [
                .. Enumerable
                    .Range(0, applications)
                    .Select(x => new ApplicationToRead(new GrantApplicationId(Id(random)), $"A-{x:0000}", [])),
            ],
            [.. Enumerable.Range(0, readers).Select(x => new Reader(new UserId(Id(random)), $"C{x % colleges}", null, 0))],
            rule,
            new HashSet<Reading>()
        );

    private static AssignmentProblem Draw(
        int applications,
        int readers,
        AssignmentRule rule,
        int colleges,
        int barsInHundred,
        Random random
    )
    {
        var plain = Plain(applications, readers, rule, colleges, random);
        var former = new UserId(Id(random));
        ApplicationToRead[] withReaders =
        [
            .. plain.Applications.Select(x =>
                x with
                {
                    PresentReaders =
                    [
                        .. plain
                            .Readers.Select(y => y.UserId)
                            .Append(former)
                            .OrderBy(_ => random.Next())
                            .Take(Math.Max(0, random.Next(-rule.ReadersPerApplication, rule.ReadersPerApplication))),
                    ],
                }
            ),
        ];
        var share = applications * rule.ReadersPerApplication / readers;
        Reader[] withLoads =
        [
            .. plain.Readers.Select(x =>
            {
                var present = random.Next(3) + withReaders.Count(y => y.PresentReaders.Contains(x.UserId));
                return new Reader(
                    x.UserId,
                    random.Next(4) == 0 ? $"C{random.Next(colleges)}" : x.College,
                    random.Next(3) == 0 ? null : random.Next(share, 2 * share + 4),
                    present
                );
            }),
        ];
        var barred = withReaders
            .SelectMany(x => withLoads.Select(y => new Reading(x.Id, y.UserId)))
            .Where(_ => random.Next(100) < barsInHundred)
            .ToHashSet();
        return new AssignmentProblem(withReaders, withLoads, rule, barred);
    }

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
