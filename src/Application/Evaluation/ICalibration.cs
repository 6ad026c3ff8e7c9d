using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Application.Evaluation;

/// <summary>What one evaluator gives one application, all criteria together.</summary>
public sealed record GivenScore(GrantApplicationId ApplicationId, UserId EvaluatorId, double Value);

/// <summary>Scores without the evaluators' severity.</summary>
/// <param name="Mean">Mean of all that was given.</param>
/// <param name="Scores">By application: the mean plus the application's own quality.</param>
/// <param name="Biases">By evaluator: how much more it gives than the others would, below 0 for a severe one.</param>
public sealed record CalibratedScores(
    double Mean,
    IReadOnlyDictionary<GrantApplicationId, double> Scores,
    IReadOnlyDictionary<UserId, double> Biases
);

/// <summary>Estimates who marks severely and who mildly, and what the applications would have without it.</summary>
public interface ICalibration
{
    /// <summary>Variance of the error to that of the biases: a mark errs by a third of what evaluators differ.</summary>
    public const double UsualLambda = 0.1;

    /// <summary>
    /// Additive model y = μ + q(application) + b(evaluator) + error; the q and b that minimise Σ (y − μ − q − b)² + λ Σ b², where μ is the
    /// mean of all y. Deterministic: the order of what is given does not matter.
    /// </summary>
    /// <param name="given">At least one, each pair of application and evaluator once.</param>
    /// <param name="lambda">Above 0: how many scores without bias each evaluator is taken to have given beside its own.</param>
    CalibratedScores Calibrate(IReadOnlyCollection<GivenScore> given, double lambda);
}
