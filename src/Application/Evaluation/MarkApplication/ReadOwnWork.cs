using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.MarkApplication;

/// <summary>
/// Reads the application of one's score sheet without what tells who applies: no organisation, establishment, place, file name, or answer to
/// an identifying question. In a call whose evaluation is blind this is all that its evaluators read.
/// </summary>
[Roles(Role.Evaluator)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
public sealed record GetAnonymousApplication(ScoreSheetId Id) : IQuery<AnonymousApplicationModel>;

/// <summary>
/// Compares one's submitted score sheet with what all evaluators of the application gave, as far as the call shows it: each criterion's mean,
/// or the score, or nothing.
/// </summary>
[Roles(Role.Evaluator)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
public sealed record CompareScoreSheet(ScoreSheetId Id) : IQuery<SheetComparisonModel>;

/// <summary>An application without what tells who applies.</summary>
public sealed record AnonymousApplicationModel
{
    /// <summary>The application.</summary>
    public required GrantApplicationId ApplicationId { get; init; }

    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>Name of the project.</summary>
    public required string ProjectTitle { get; init; }

    /// <summary>What the project does.</summary>
    public string? Summary { get; init; }

    /// <summary>Its theme.</summary>
    public required string Theme { get; init; }

    /// <summary>Who starts the project.</summary>
    public required Initiator Initiator { get; init; }

    /// <summary>Costs by expense category.</summary>
    public required IReadOnlyList<CategoryCostModel> Costs { get; init; }

    /// <summary>The grant that is asked for.</summary>
    public required Money Requested { get; init; }

    /// <summary>What the organisation pays itself.</summary>
    public required Money OwnFunds { get; init; }

    /// <summary>What a bank lends.</summary>
    public required Money BankLoan { get; init; }

    /// <summary>Answers by the code of the question, without those that tell who applies.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>Kinds of the documents that were handed in.</summary>
    public required IReadOnlyList<string> DocumentKinds { get; init; }
}

/// <summary>Costs of one expense category.</summary>
/// <param name="Category">Code of the category.</param>
/// <param name="Amount">Amount.</param>
public sealed record CategoryCostModel(string Category, Money Amount);

/// <summary>A score sheet beside what all evaluators of the application gave.</summary>
/// <param name="Sheets">Number of submitted sheets, one's own included.</param>
/// <param name="OwnScore">The score by one's own sheet alone, 0 to 100, four decimals.</param>
/// <param name="Score">The score by all of them, four decimals.</param>
/// <param name="Means">Each criterion's value by all of them, as an exact fraction; absent where the call shows the score alone.</param>
public sealed record SheetComparisonModel(int Sheets, string OwnScore, string Score, IReadOnlyDictionary<string, string>? Means);

internal sealed class OwnWorkReads(
    IEvaluationDbContext db,
    IMarkingReads reads,
    EvaluatedCall calls,
    EvaluatorRelation relation,
    IApplicationLookup applications,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetAnonymousApplication, AnonymousApplicationModel>, IQueryHandler<CompareScoreSheet, SheetComparisonModel>
{
    public async Task<Result<AnonymousApplicationModel>> Handle(GetAnonymousApplication request, CancellationToken cancellationToken)
    {
        var own = await FindOwnAsync(request.Id, cancellationToken);
        if (own.IsFailure)
        {
            return own.Error;
        }

        var sheet = own.Value;
        var call = await calls.GetAsync(sheet.CallId, cancellationToken);
        var identifying = call.Questions.Where(x => x.IsIdentifying).Select(x => x.Code).ToHashSet();
        var application = (await applications.FindAnonymousAsync(sheet.ApplicationId, identifying, cancellationToken))!;
        return new AnonymousApplicationModel
        {
            ApplicationId = sheet.ApplicationId,
            Reference = application.Reference,
            CallId = sheet.CallId,
            ProjectTitle = application.ProjectTitle,
            Summary = application.Summary,
            Theme = application.Theme,
            Initiator = application.Initiator,
            Costs = [.. application.Costs.Select(x => new CategoryCostModel(x.Category, x.Amount))],
            Requested = application.Requested,
            OwnFunds = application.OwnFunds,
            BankLoan = application.BankLoan,
            Answers = application.Answers,
            DocumentKinds = application.DocumentKinds,
        };
    }

    public async Task<Result<SheetComparisonModel>> Handle(CompareScoreSheet request, CancellationToken cancellationToken)
    {
        var own = await FindOwnAsync(request.Id, cancellationToken);
        if (own.IsFailure)
        {
            return own.Error;
        }

        var sheet = own.Value;
        if (sheet.Status != ScoreSheetStatus.Submitted)
        {
            return ScoreSheetErrors.NotSubmitted;
        }

        var call = await calls.GetAsync(sheet.CallId, cancellationToken);
        if (call.EvaluatorsSee == PeerView.Nothing)
        {
            return ScoreSheetErrors.OthersNotShown;
        }

        var sheets = await db
            .ScoreSheets.AsNoTracking()
            .Where(x => x.ApplicationId == sheet.ApplicationId && x.Status == ScoreSheetStatus.Submitted)
            .ToListAsync(cancellationToken);
        if (sheets.Count > 1)
        {
            await reads.NoteOthersSeenAsync(sheet.ApplicationId, user.Id!.Value, clock.GetUtcNow(), cancellationToken);
        }

        var criteria = EvaluatedCall.Criteria(call);
        var all = Marked(sheet, sheets);
        return new SheetComparisonModel(
            sheets.Count,
            RankingText.Score(Scoring.Score(Marked(sheet, [sheet]), criteria)),
            RankingText.Score(Scoring.Score(all, criteria)),
            call.EvaluatorsSee == PeerView.Totals ? null : criteria.ToDictionary(x => x.Code, x => Scoring.Value(all, x).ToString())
        );
    }

    private static MarkedApplication Marked(ScoreSheet sheet, IEnumerable<ScoreSheet> sheets) =>
        new(sheet.ApplicationId, "", default, [.. sheets.Select(x => new MarkedSheet(x.EvaluatorId, x.Marks))]);

    private async Task<Result<ScoreSheet>> FindOwnAsync(ScoreSheetId id, CancellationToken cancellationToken)
    {
        if (await reads.VisibleTo(user).SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } sheet)
        {
            return ScoreSheetErrors.NotFound;
        }

        if (await relation.WhyNotAsync(sheet, cancellationToken) is { } error)
        {
            return error;
        }

        return sheet.IsActive ? sheet : ScoreSheetErrors.NotFound;
    }
}
