using System.Globalization;
using Google.OrTools.Sat;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>
/// Constraints of a model that can't be kept together, of which none can be left out: without any one of them the others can be kept. CP-SAT
/// names some by its assumptions; one after the other is then left out for good when the rest still can't be kept.
/// </summary>
internal sealed class Conflicts(AllocationProblem problem, OptimalModel model, SearchLimits limits, CancellationToken cancellationToken)
{
    private double left = limits.DeterministicTime;

    private enum Side
    {
        Cap,
        Floor,
        Ruling,
    }

    public IReadOnlyList<UnmetDemand> Find()
    {
        var kept = Named(All());
        for (var i = kept.Count - 1; i >= 0; i--)
        {
            var rest = kept.Where((_, place) => place != i).ToList();
            if (Solve(rest).Status == CpSolverStatus.Infeasible)
            {
                kept = rest;
            }
        }

        return [.. kept.Select(x => Told(x, [.. kept.Where(y => y != x)]))];
    }

    private List<Demand> All() =>
        [
            .. model.IsRuledIn.Index().Where(x => x.Item).Select(x => new Demand(Side.Ruling, x.Index)),
            .. model.Rows.Index().Where(x => x.Item.AtMost is not null).Select(x => new Demand(Side.Cap, x.Index)),
            .. model.Rows.Index().Where(x => x.Item.AtLeast is not null).Select(x => new Demand(Side.Floor, x.Index)),
        ];

    // Those that the solver's proof used; all of them when it says nothing that holds.
    private List<Demand> Named(List<Demand> all)
    {
        var (cp, columns) = NewModel();
        var literals = all.ConvertAll(_ => cp.NewBoolVar(""));
        foreach (var (demand, literal) in all.Zip(literals))
        {
            Add(cp, columns, demand).OnlyEnforceIf(literal);
        }

        cp.AddAssumptions(literals);
        var solver = Run(cp, out var status);
        if (status != CpSolverStatus.Infeasible)
        {
            return all;
        }

        var named = solver.SufficientAssumptionsForInfeasibility().ToHashSet();
        List<Demand> few = [.. all.Where((_, i) => named.Contains(literals[i].GetIndex()))];
        return Solve(few).Status == CpSolverStatus.Infeasible ? few : all;
    }

    private UnmetDemand Told(Demand demand, List<Demand> others)
    {
        if (demand.Side == Side.Ruling)
        {
            var candidate = problem.Candidates[model.Candidates[demand.Place]];
            return new UnmetDemand(BindingKind.Ruling, candidate.Reference, candidate.Wished, Money.Zero);
        }

        var row = model.Rows[demand.Place];
        if (row.Kind == BindingKind.ExclusiveSet)
        {
            return new UnmetDemand(row.Kind, row.Key, Money.Zero, Money.Zero) { IsCap = true };
        }

        // What the others make of it: at least so much where it is a cap, at most so much where it is a floor.
        var (_, reached) = Solve(others, row, demand.Side == Side.Floor ? 1 : -1);
        return demand.Side == Side.Floor
            ? new UnmetDemand(row.Kind, row.Key, Money.FromCents(row.AtLeast!.Value), Money.FromCents(reached))
            : new UnmetDemand(row.Kind, row.Key, Money.FromCents(reached), Money.FromCents(row.AtMost!.Value)) { IsCap = true };
    }

    private (CpSolverStatus Status, long Sum) Solve(List<Demand> demands, Row? sum = null, int sign = 0)
    {
        var (cp, columns) = NewModel();
        foreach (var demand in demands)
        {
            Add(cp, columns, demand);
        }

        if (sum is not null)
        {
            cp.Maximize(sign * Sum(columns, sum));
        }

        var solver = Run(cp, out var status);
        return status is CpSolverStatus.Optimal or CpSolverStatus.Feasible && sum is not null
            ? (status, sum.Columns.Index().Sum(x => solver.BooleanValue(columns[x.Item]) ? sum.Parts[x.Index] : 0))
            : (status, 0);
    }

    private (CpModel, BoolVar[]) NewModel()
    {
        var cp = new CpModel();
        return (cp, Array.ConvertAll(model.Values, _ => cp.NewBoolVar("")));
    }

    private Constraint Add(CpModel cp, BoolVar[] columns, Demand demand)
    {
        if (demand.Side == Side.Ruling)
        {
            return cp.Add(columns[demand.Place] == 1);
        }

        var row = model.Rows[demand.Place];
        return demand.Side == Side.Floor ? cp.Add(Sum(columns, row) >= row.AtLeast!.Value) : cp.Add(Sum(columns, row) <= row.AtMost!.Value);
    }

    private static LinearExpr Sum(BoolVar[] columns, Row row) =>
        row.Columns.Length == 0 ? LinearExpr.Constant(0) : LinearExpr.WeightedSum(row.Columns.Select(x => columns[x]), row.Parts);

    private CpSolver Run(CpModel cp, out CpSolverStatus status)
    {
        var solver = new CpSolver
        {
            StringParameters = string.Create(
                CultureInfo.InvariantCulture,
                $"num_workers:1 random_seed:1 max_deterministic_time:{Math.Max(0, left)}"
            ),
        };
        using (cancellationToken.Register(solver.StopSearch))
        {
            status = solver.Solve(cp);
        }

        cancellationToken.ThrowIfCancellationRequested();
        left -= solver.Response!.DeterministicTime;
        return solver;
    }

    /// <param name="Side">What is demanded.</param>
    /// <param name="Place">Of the row, or of the column for a ruling.</param>
    private sealed record Demand(Side Side, int Place);
}
