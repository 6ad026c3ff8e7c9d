using Google.OrTools.LinearSolver;

namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>
/// What a price for each row proves of a model: no choice has a greater value than the bound, and how much each column adds to it, or takes
/// from it, when it is not where it would be best. True for all prices, exact in whole numbers; the prices themselves are the multipliers of
/// the linear relaxation, which make the bound good.
/// </summary>
internal sealed class Relaxation
{
    // Prices and what follows from them are in these parts of a unit of value.
    private const int Precision = 32;

    private readonly OptimalModel model;
    private readonly Int128 bound;

    private Relaxation(OptimalModel model, double[] prices)
    {
        this.model = model;
        Gains = Array.ConvertAll(model.Values, x => (Int128)x << Precision);
        foreach (var (row, price) in model.Rows.Zip(prices))
        {
            var whole = (Int128)Math.Round(Math.ScaleB(price, Precision));
            if ((whole > 0 ? row.AtMost : row.AtLeast) is not { } side)
            {
                continue;
            }

            bound += whole * side;
            for (var i = 0; i < row.Columns.Length; i++)
            {
                Gains[row.Columns[i]] -= whole * row.Parts[i];
            }
        }

        for (var i = 0; i < Gains.Length; i++)
        {
            bound += IsBetterIn(i) ? Gains[i] : 0;
        }
    }

    /// <summary>Its value less the price of what it takes.</summary>
    public Int128[] Gains { get; }

    /// <summary>No choice has a greater value.</summary>
    public Int128 Bound => bound >> Precision;

    /// <summary>Null when the relaxation has no solution, as far as can be told by a computation that rounds.</summary>
    public static Relaxation? Of(OptimalModel model)
    {
        using var solver = Solver.CreateSolver("GLOP");
        // Few rows and many columns: it takes a tenth of the time.
        solver.SetSolverSpecificParametersAsString("use_dual_simplex:true");
        var columns = model.Values.Select((_, i) => solver.MakeNumVar(model.IsRuledIn[i] ? 1 : 0, 1, "")).ToArray();
        var constraints = model
            .Rows.Select(row =>
            {
                var constraint = solver.MakeConstraint(row.AtLeast ?? double.NegativeInfinity, row.AtMost ?? double.PositiveInfinity, "");
                for (var i = 0; i < row.Columns.Length; i++)
                {
                    constraint.SetCoefficient(columns[row.Columns[i]], row.Parts[i]);
                }

                return constraint;
            })
            .ToArray();
        var objective = solver.Objective();
        objective.SetMaximization();
        for (var i = 0; i < columns.Length; i++)
        {
            objective.SetCoefficient(columns[i], model.Values[i]);
        }

        return solver.Solve() == Solver.ResultStatus.OPTIMAL
            ? new Relaxation(model, Array.ConvertAll(constraints, x => x.DualValue()))
            : null;
    }

    /// <summary>All open, but those ruled in.</summary>
    public static Fate[] Nothing(OptimalModel model) => Array.ConvertAll(model.IsRuledIn, x => x ? Fate.In : Fate.Open);

    /// <summary>Decides all but the columns whose gain is the least either way.</summary>
    public Fate[] Core(int size)
    {
        var fates = new Fate[Gains.Length];
        var order = Enumerable.Range(0, fates.Length).ToArray();
        Array.Sort(Array.ConvertAll(Gains, Int128.Abs), order);
        for (var i = 0; i < order.Length; i++)
        {
            fates[order[i]] =
                i < size ? Fate.Open
                : IsBetterIn(order[i]) ? Fate.In
                : Fate.Out;
        }

        return WithRuled(fates);
    }

    /// <summary>Decides the columns that are the same in every choice of at least a value.</summary>
    public Fate[] Sure(long value)
    {
        var slack = bound - ((Int128)value << Precision);
        var fates = new Fate[Gains.Length];
        for (var i = 0; i < fates.Length; i++)
        {
            fates[i] =
                Int128.Abs(Gains[i]) <= slack ? Fate.Open
                : Gains[i] > 0 ? Fate.In
                : Fate.Out;
        }

        return WithRuled(fates);
    }

    private bool IsBetterIn(int column) => Gains[column] > 0 || model.IsRuledIn[column];

    private Fate[] WithRuled(Fate[] fates)
    {
        for (var i = 0; i < fates.Length; i++)
        {
            fates[i] = model.IsRuledIn[i] ? Fate.In : fates[i];
        }

        return fates;
    }
}
