using MathNet.Numerics.LinearAlgebra;
using SocialInnovation.Application.Evaluation;

namespace SocialInnovation.Infrastructure.Evaluation;

/// <summary>
/// Ridge regression over the graph of evaluators and applications. The applications are eliminated: q = mean of (y − μ − b), which leaves one
/// equation for each evaluator, (m + λ) b − Σ over its applications (1/n) Σ over their evaluators b = Σ over its applications (y − mean of
/// the application). The matrix is symmetric and, with λ above 0, positive definite: Cholesky solves it directly, whether or not the graph is
/// connected.
/// </summary>
internal sealed class LeastSquaresCalibration : ICalibration
{
    public CalibratedScores Calibrate(IReadOnlyCollection<GivenScore> given, double lambda)
    {
        // Sums of floating point depend on their order, so there is one.
        var ordered = given.OrderBy(x => x.ApplicationId.Value).ThenBy(x => x.EvaluatorId.Value).ToList();
        var evaluators = ordered.Select(x => x.EvaluatorId).Distinct().OrderBy(x => x.Value).ToList();
        var place = evaluators.Index().ToDictionary(x => x.Item, x => x.Index);
        var applications = ordered.GroupBy(x => x.ApplicationId).Select(x => (Id: x.Key, Scores: x.ToList())).ToList();

        var matrix = Matrix<double>.Build.DenseDiagonal(evaluators.Count, lambda);
        var right = Vector<double>.Build.Dense(evaluators.Count);
        foreach (var (_, scores) in applications)
        {
            var mean = scores.Average(x => x.Value);
            foreach (var one in scores)
            {
                var row = place[one.EvaluatorId];
                matrix[row, row] += 1;
                right[row] += one.Value - mean;
                foreach (var other in scores)
                {
                    matrix[row, place[other.EvaluatorId]] -= 1.0 / scores.Count;
                }
            }
        }

        var biases = matrix.Cholesky().Solve(right);
        return new CalibratedScores(
            ordered.Average(x => x.Value),
            applications.ToDictionary(x => x.Id, x => x.Scores.Average(y => y.Value - biases[place[y.EvaluatorId]])),
            evaluators.ToDictionary(x => x, x => biases[place[x]])
        );
    }
}
