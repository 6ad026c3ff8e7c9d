using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>A bound on the sum of whole parts of the columns that are in.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Of which theme and so on, or the name of an exclusive set.</param>
/// <param name="Columns">By their place, in ascending order.</param>
/// <param name="Parts">Cents of each, above 0; 1 in an exclusive set.</param>
internal sealed record Row(BindingKind Kind, string Key, int[] Columns, long[] Parts)
{
    public long? AtMost { get; init; }

    public long? AtLeast { get; init; }
}

/// <summary>The candidates past the gate as columns, each in or out, in rank order; all numbers are whole.</summary>
internal sealed class OptimalModel
{
    // Sums below this one leave the solver room to add two of them.
    private static readonly Int128 MostSum = (Int128)1 << 62;

    private OptimalModel(int[] candidates, long[] values, Int128 scale, List<Row> rows, bool[] isRuledIn, int[] twins)
    {
        Candidates = candidates;
        Values = values;
        Scale = scale;
        Rows = rows;
        IsRuledIn = isRuledIn;
        Twins = twins;
    }

    public int Count => Candidates.Length;

    /// <summary>The columns' places in the problem.</summary>
    public int[] Candidates { get; }

    /// <summary>What each adds to the objective, in units of <see cref="Scale"/>.</summary>
    public long[] Values { get; }

    /// <summary>The greatest common divisor of all values: 0.0001 points, or 0.0001 points times a cent, is one.</summary>
    public Int128 Scale { get; }

    /// <summary>Those that can bind at all.</summary>
    public IReadOnlyList<Row> Rows { get; }

    public bool[] IsRuledIn { get; }

    /// <summary>The nearest better-ranked column that differs in nothing but its rank; -1 when there is none.</summary>
    public int[] Twins { get; }

    public static OptimalModel Of(AllocationProblem problem)
    {
        var candidates = Enumerable
            .Range(0, problem.Candidates.Count)
            .Where(x => Gate.WhyNot(problem, problem.Candidates[x]) is null)
            .ToArray();
        var (values, scale) = Reduced(candidates, problem);
        var isRuledIn = Array.ConvertAll(candidates, x => problem.Candidates[x].Ruling == Ruling.In);
        List<Row> rows = [.. LimitRows(candidates, problem), .. SetRows(candidates, problem)];
        var twins = TwinsOf(values, isRuledIn, rows);
        return new OptimalModel(candidates, values, scale, [.. rows.Select(Binding).OfType<Row>()], isRuledIn, twins);
    }

    /// <summary>The value of those that are in, in units of <see cref="Scale"/>.</summary>
    public long ValueOf(bool[] isIn)
    {
        var sum = 0L;
        for (var i = 0; i < isIn.Length; i++)
        {
            sum += isIn[i] ? Values[i] : 0;
        }

        return sum;
    }

    private static (long[] Values, Int128 Scale) Reduced(int[] candidates, AllocationProblem problem)
    {
        var isTimesAmount = problem.Policy.Objective == AllocationObjective.ScoreTimesAmount;
        var values = Array.ConvertAll(
            candidates,
            x => (Int128)(problem.Candidates[x].Score * 10_000m) * (isTimesAmount ? problem.Candidates[x].Wished.Cents : 1)
        );
        var scale = Int128.Max(1, values.Aggregate(Int128.Zero, GreatestCommonDivisor));
        Check(values.Aggregate(Int128.Zero, (x, y) => x + y) / scale);
        return (Array.ConvertAll(values, x => (long)(x / scale)), scale);
    }

    private static IEnumerable<Row> LimitRows(int[] candidates, AllocationProblem problem)
    {
        var members = problem.Limits.Select(_ => (Columns: new List<int>(), Parts: new List<long>())).ToArray();
        for (var column = 0; column < candidates.Length; column++)
        {
            var candidate = problem.Candidates[candidates[column]];
            var split = candidate.Limits.Any(x => problem.Limits[x].Categories is not null) ? candidate.Split(candidate.Wished) : [];
            foreach (var limit in candidate.Limits)
            {
                var part = problem.Limits[limit].Categories is { } categories
                    ? categories.Sum(x => split[x].Cents)
                    : candidate.Wished.Cents;
                if (part > 0)
                {
                    members[limit].Columns.Add(column);
                    members[limit].Parts.Add(part);
                }
            }
        }

        return problem.Limits.Zip(
            members,
            (x, y) =>
                new Row(AllocationState.Word(x.Kind), x.Key, [.. y.Columns], [.. y.Parts])
                {
                    AtMost = x.AtMost?.Cents,
                    AtLeast = x.AtLeast?.Cents,
                }
        );
    }

    private static IEnumerable<Row> SetRows(int[] candidates, AllocationProblem problem)
    {
        var members = problem.ExclusiveSets.Select(_ => new List<int>()).ToArray();
        for (var column = 0; column < candidates.Length; column++)
        {
            foreach (var set in problem.Candidates[candidates[column]].ExclusiveSets)
            {
                members[set].Add(column);
            }
        }

        return problem.ExclusiveSets.Zip(
            members,
            (x, y) => new Row(BindingKind.ExclusiveSet, x.Name, [.. y], [.. y.Select(_ => 1L)]) { AtMost = 1 }
        );
    }

    // Null for a row that no choice can break.
    private static Row? Binding(Row row)
    {
        Int128 sum = 0;
        foreach (var part in row.Parts)
        {
            sum += part;
        }

        Check(sum);
        var atMost = row.AtMost < sum ? row.AtMost : null;
        var atLeast = row.AtLeast > 0 ? row.AtLeast : null;
        return atMost is null && atLeast is null ? null : row with { AtMost = atMost, AtLeast = atLeast };
    }

    private static int[] TwinsOf(long[] values, bool[] isRuledIn, List<Row> rows)
    {
        var keys = Array.ConvertAll(values, x => new List<long> { x });
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows[row].Columns.Length; i++)
            {
                keys[rows[row].Columns[i]].AddRange([row, rows[row].Parts[i]]);
            }
        }

        var latest = new Dictionary<string, int>();
        var twins = new int[values.Length];
        for (var i = 0; i < twins.Length; i++)
        {
            var key = string.Join(' ', keys[i]);
            twins[i] = isRuledIn[i] ? -1 : latest.GetValueOrDefault(key, -1);
            if (!isRuledIn[i])
            {
                latest[key] = i;
            }
        }

        return twins;
    }

    private static Int128 GreatestCommonDivisor(Int128 a, Int128 b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static void Check(Int128 sum)
    {
        if (sum >= MostSum)
        {
            throw new OverflowException("The sums of this problem are too large to be kept exactly.");
        }
    }
}
