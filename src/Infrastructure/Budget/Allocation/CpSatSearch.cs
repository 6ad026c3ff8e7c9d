using System.Globalization;
using Google.OrTools.Sat;

namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>What is known of a column.</summary>
internal enum Fate : byte
{
    Open,
    In,
    Out,
}

/// <summary>What a run of the solver found.</summary>
/// <param name="Status">As the solver says it.</param>
/// <param name="IsIn">The choice; null when there is none.</param>
/// <param name="Bound">No choice has a greater sum of weights than this.</param>
internal sealed record Found(CpSolverStatus Status, bool[]? IsIn, long Bound)
{
    public static readonly Found Nothing = new(CpSolverStatus.Infeasible, null, long.MinValue);
}

/// <summary>Runs of CP-SAT over the open columns of a model: one worker, a fixed seed, and together no more than so much work.</summary>
internal sealed class CpSatSearch(OptimalModel model, double deterministicTime, CancellationToken cancellationToken)
{
    private double left = deterministicTime;

    /// <summary>Maximises the sum of the weights of those that are in.</summary>
    /// <param name="fates">What is known.</param>
    /// <param name="weights">By column.</param>
    /// <param name="leastValue">The value that a choice must have.</param>
    /// <param name="hint">A choice to begin with.</param>
    /// <param name="gap">A part of the sum that is close enough to the bound.</param>
    /// <param name="most">No more work than this.</param>
    public Found Maximise(
        Fate[] fates,
        long[] weights,
        long? leastValue = null,
        bool[]? hint = null,
        double gap = 0,
        double most = double.MaxValue
    )
    {
        var cp = new CpModel();
        var columns = new BoolVar?[fates.Length];
        for (var i = 0; i < fates.Length; i++)
        {
            if (fates[i] == Fate.Open)
            {
                columns[i] = cp.NewBoolVar("");
                if (hint is not null)
                {
                    cp.AddHint(columns[i], hint[i] ? 1 : 0);
                }
            }
        }

        if (!model.Rows.All(x => TryAdd(cp, columns, fates, x)))
        {
            return Found.Nothing;
        }

        for (var i = 0; i < fates.Length; i++)
        {
            if (columns[i] is { } column && model.Twins[i] >= 0 && columns[model.Twins[i]] is { } twin)
            {
                cp.AddImplication(column, twin);
            }
        }

        var all = Enumerable.Range(0, fates.Length).ToArray();
        if (leastValue is { } least && !TryAdd(cp, columns, fates, new Row(default, "", all, model.Values) { AtLeast = least }))
        {
            return Found.Nothing;
        }

        var (objective, known) = Sum(columns, fates, all, weights);
        if (objective is null)
        {
            return new Found(CpSolverStatus.Optimal, Array.ConvertAll(fates, x => x == Fate.In), known);
        }

        cp.Maximize(objective);
        return Run(cp, columns, fates, known, gap, Math.Min(left, most));
    }

    private static bool TryAdd(CpModel cp, BoolVar?[] columns, Fate[] fates, Row row)
    {
        var (sum, known) = Sum(columns, fates, row.Columns, row.Parts);
        var (atLeast, atMost) = (row.AtLeast - known ?? long.MinValue, row.AtMost - known ?? long.MaxValue);
        if (sum is null)
        {
            return atLeast <= 0 && atMost >= 0;
        }

        cp.AddLinearConstraint(sum, atLeast, atMost);
        return true;
    }

    // The open ones, and the sum of the others that are in.
    private static (LinearExpr? Open, long Known) Sum(BoolVar?[] columns, Fate[] fates, int[] members, long[] parts)
    {
        var (open, weights, known) = (new List<BoolVar>(), new List<long>(), 0L);
        for (var i = 0; i < members.Length; i++)
        {
            if (columns[members[i]] is { } column)
            {
                open.Add(column);
                weights.Add(parts[i]);
            }
            else if (fates[members[i]] == Fate.In)
            {
                known += parts[i];
            }
        }

        return (open.Count == 0 ? null : LinearExpr.WeightedSum(open, weights), known);
    }

    private Found Run(CpModel cp, BoolVar?[] columns, Fate[] fates, long known, double gap, double work)
    {
        if (work <= 0)
        {
            return new Found(CpSolverStatus.Unknown, null, long.MaxValue);
        }

        var solver = new CpSolver
        {
            StringParameters = string.Create(
                CultureInfo.InvariantCulture,
                $"num_workers:1 random_seed:1 max_deterministic_time:{work} absolute_gap_limit:0 relative_gap_limit:{gap}"
            ),
        };
        CpSolverStatus status;
        using (cancellationToken.Register(solver.StopSearch))
        {
            status = solver.Solve(cp);
        }

        cancellationToken.ThrowIfCancellationRequested();
        left -= solver.Response!.DeterministicTime;
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return new Found(status, null, long.MaxValue);
        }

        var isIn = new bool[fates.Length];
        for (var i = 0; i < isIn.Length; i++)
        {
            isIn[i] = columns[i] is { } column ? solver.BooleanValue(column) : fates[i] == Fate.In;
        }

        // The solver minimises, and says its bound of that in whole numbers.
        return new Found(status, isIn, known - solver.Response!.InnerObjectiveLowerBound);
    }
}
