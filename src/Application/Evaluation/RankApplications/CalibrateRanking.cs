using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>
/// Shows, in rank order, each application's score beside the one that it would have if all evaluators were equally severe. Additive model:
/// the score that an evaluator gives = μ + quality of the application + bias of the evaluator + error; quality and biases minimise the squared
/// errors plus λ times the squared biases, with λ = 0.1, and the calibrated score is μ + quality (ridge regression; Ge, Welling and
/// Ghahramani, "A Bayesian model for calibrating reviewer scores"). It is for the discussion: the ranking goes by the score. It helps where
/// evaluators differ much in severity, and little where they don't.
/// </summary>
/// <param name="Id">The ranking.</param>
/// <param name="Limit">Number of applications, 1 to 100.</param>
/// <param name="AfterRank">Only applications after this rank.</param>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListCalibratedScores(RankingId Id, int? Limit, int? AfterRank) : IQuery<Page<CalibratedScoreModel>>;

/// <summary>
/// Shows how severe or mild each evaluator of a ranking is by the same model: points of 100 that it gives more than the others would, below 0
/// for a severe one. The most severe comes first.
/// </summary>
/// <param name="Id">The ranking.</param>
/// <param name="Limit">Number of evaluators, 1 to 100.</param>
/// <param name="After">Only evaluators after so many.</param>
[Roles(Role.ProgrammeManager, Role.Auditor)]
public sealed record ListEvaluatorBiases(RankingId Id, int? Limit, int? After) : IQuery<Page<EvaluatorBiasModel>>;

/// <summary>An application's score without the severity of its evaluators.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank in the ranking.</param>
/// <param name="Score">Its score in the ranking, four decimals.</param>
/// <param name="CalibratedRank">Its rank by the calibrated score; of two that are equal, the better ranked one comes first.</param>
/// <param name="CalibratedScore">Its calibrated score, four decimals; it may lie somewhat below 0 or above 100.</param>
public sealed record CalibratedScoreModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    string Score,
    int CalibratedRank,
    string CalibratedScore
);

/// <summary>How severe an evaluator is.</summary>
/// <param name="EvaluatorId">The evaluator.</param>
/// <param name="Sheets">Number of its sheets that count.</param>
/// <param name="Bias">Points of 100 that it gives more than the others would, four decimals; below 0 for a severe one.</param>
public sealed record EvaluatorBiasModel(UserId EvaluatorId, int Sheets, string Bias);

internal sealed class ListCalibratedScoresValidator : AbstractValidator<ListCalibratedScores>
{
    public ListCalibratedScoresValidator() => this.IsPagedBy(x => x.Limit, x => x.AfterRank);
}

internal sealed class ListEvaluatorBiasesValidator : AbstractValidator<ListEvaluatorBiases>
{
    public ListEvaluatorBiasesValidator() => this.IsPagedBy(x => x.Limit, x => x.After);
}

internal sealed class RankingCalibration(RankingBasis basis, ICalibration calibration)
    : IQueryHandler<ListCalibratedScores, Page<CalibratedScoreModel>>,
        IQueryHandler<ListEvaluatorBiases, Page<EvaluatorBiasModel>>
{
    public async Task<Result<Page<CalibratedScoreModel>>> Handle(ListCalibratedScores request, CancellationToken cancellationToken)
    {
        var found = await basis.FindUnchangedAsync(request.Id, withComments: false, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var scores = Calibrate(found.Value).Scores.ToDictionary(x => x.Key, x => Rounded(x.Value));
        var entries = found.Value.Ranking.Entries;
        var ranks = entries
            .OrderByDescending(x => scores[x.ApplicationId])
            .ThenBy(x => x.Rank)
            .Index()
            .ToDictionary(x => x.Item.ApplicationId, x => x.Index + 1);
        return ComputedPages.Of(
            [.. entries.OrderBy(x => x.Rank)],
            request.Limit,
            request.AfterRank,
            x => new CalibratedScoreModel(
                x.ApplicationId,
                x.Reference,
                x.Rank,
                RankingText.Score(x.Score),
                ranks[x.ApplicationId],
                RankingText.Score(scores[x.ApplicationId])
            )
        );
    }

    public async Task<Result<Page<EvaluatorBiasModel>>> Handle(ListEvaluatorBiases request, CancellationToken cancellationToken)
    {
        var found = await basis.FindUnchangedAsync(request.Id, withComments: false, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var sheets = found.Value.Input.Applications.SelectMany(x => x.Sheets).ToLookup(x => x.Evaluator);
        return ComputedPages.Of(
            [.. Calibrate(found.Value).Biases.OrderBy(x => Rounded(x.Value)).ThenBy(x => x.Key.Value)],
            request.Limit,
            request.After,
            x => new EvaluatorBiasModel(x.Key, sheets[x.Key].Count(), RankingText.Score(Rounded(x.Value)))
        );
    }

    private CalibratedScores Calibrate(RankingWithInput ranking)
    {
        var criteria = EvaluatedCall.Criteria(ranking.Call);
        return calibration.Calibrate(
            [
                .. ranking.Input.Applications.SelectMany(application =>
                    application.Sheets.Select(sheet => new GivenScore(
                        application.Id,
                        sheet.Evaluator,
                        (double)Scoring.Score(application with { Sheets = [sheet], Consensus = MarkedApplication.NoConsensus }, criteria)
                    ))
                ),
            ],
            ICalibration.UsualLambda
        );
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, Scoring.Decimals, MidpointRounding.ToEven);
}
