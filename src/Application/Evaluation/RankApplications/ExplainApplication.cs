using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>
/// Explains the outcome of an application that was ranked: what each criterion brought to its score, its place among all, and what the
/// evaluators wrote, without saying who. Its organisation reads it from the notification on, the back office once the outcome is decided.
/// </summary>
[Roles(Role.Applicant, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor)]
public sealed record GetExplanation(GrantApplicationId Id) : IQuery<ExplanationModel>;

/// <summary>The same as a letter, ready to be signed and sent: a PDF in French or English, by <c>Accept-Language</c>.</summary>
[Roles(Role.Applicant, Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor)]
public sealed record WriteExplanationLetter(GrantApplicationId Id, string Language) : IQuery<LetterFile>;

/// <summary>Why an application has its outcome.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Outcome">What was decided.</param>
/// <param name="NotifiedAt">When it was notified; null before.</param>
/// <param name="Explanation">Why it has its score.</param>
public sealed record ExplanationModel(
    GrantApplicationId ApplicationId,
    LetterOutcome Outcome,
    DateTimeOffset? NotifiedAt,
    RankingExplanationModel Explanation
);

/// <summary>A letter.</summary>
/// <param name="Content">The PDF.</param>
/// <param name="FileName">Its name.</param>
public sealed record LetterFile(byte[] Content, string FileName);

internal sealed class Explanations(
    RankingBasis basis,
    IRankingLookup rankings,
    IApplicationLookup applications,
    IOrganisationLookup organisations,
    IExplanationLetter letters,
    ILetterhead letterhead,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetExplanation, ExplanationModel>, IQueryHandler<WriteExplanationLetter, LetterFile>
{
    private static readonly Role[] Office = [Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor];

    public async Task<Result<ExplanationModel>> Handle(GetExplanation request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, cancellationToken);
        return found.IsFailure
            ? found.Error
            : new ExplanationModel(request.Id, found.Value.Outcome, found.Value.Application.NotifiedAt, found.Value.Explain());
    }

    public async Task<Result<LetterFile>> Handle(WriteExplanationLetter request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (application, outcome, entry, ranking) = found.Value;
        var call = ranking.Basis.Call;
        var names = await organisations.NamesAsync([application.OrganisationId], cancellationToken);
        var letter = new ExplanationLetter
        {
            Language = request.Language,
            Sender = letterhead.Sender,
            Recipient = names[application.OrganisationId],
            CallReference = call.Reference,
            CallTitle = call.Title,
            ApplicationReference = application.Reference,
            ProjectTitle = application.ProjectTitle,
            NotifiedOn = DayOf(application.NotifiedAt ?? clock.GetUtcNow(), call.TimeZone),
            Outcome = outcome,
            Score = entry.Score,
            MinimumScore = call.MinimumScore.Value,
            Rank = entry.Rank,
            Entries = ranking.Basis.Ranking.Entries.Count,
            Criteria = [.. ranking.Shares[entry.ApplicationId].Zip(found.Value.Explain().Shares, ToLine)],
        };
        return new LetterFile(letters.Write(letter), $"{application.Reference}-{request.Language}.pdf");
    }

    // Who acts for the organisation learns the outcome by its notification, whatever else it is.
    private async Task<Result<ExplainedEntry>> FindAsync(GrantApplicationId id, CancellationToken cancellationToken)
    {
        var application = await applications.FindAsync(id, cancellationToken);
        if (application?.SubmittedAt is null || OutcomeOf(application.State) is not { } outcome)
        {
            return RankingErrors.NotExplained;
        }

        var isOwn = await organisations.IsMemberAsync(application.OrganisationId, user.Id!.Value, cancellationToken);
        if (isOwn ? application.NotifiedAt is null : !user.HasAny(Office))
        {
            return RankingErrors.NotExplained;
        }

        if (await rankings.FrozenOfCallAsync(application.CallId, cancellationToken) is not { } frozen)
        {
            return RankingErrors.NotExplained;
        }

        var ranking = await basis.FindUnchangedAsync(frozen.Id, withComments: true, cancellationToken);
        if (ranking.IsFailure)
        {
            return ranking.Error;
        }

        return ranking.Value.Ranking.Entries.FirstOrDefault(x => x.ApplicationId == id) is { } entry
            ? new ExplainedEntry(application, outcome, entry, ExplainedRanking.Of(ranking.Value))
            : RankingErrors.NotExplained;
    }

    private static LetterOutcome? OutcomeOf(ApplicationState state) =>
        state switch
        {
            ApplicationState.Awarded => LetterOutcome.Awarded,
            ApplicationState.WaitingListed => LetterOutcome.WaitingListed,
            ApplicationState.Refused => LetterOutcome.Refused,
            _ => null,
        };

    private static DateOnly DayOf(DateTimeOffset instant, string timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    private static LetterCriterion ToLine(CriterionShare share, CriterionExplanationModel shown) =>
        new()
        {
            Title = shown.Title,
            Weight = shown.Weight,
            Value = share.Value.Round(Scoring.Decimals),
            MaximumMark = shown.MaximumMark,
            Contribution = share.Contribution,
            Place = share.Place,
            IsBelowOwnMinimum = shown.IsBelowOwnMinimum,
            Comments = shown.Comments,
        };
}

/// <summary>An application with its outcome and its place in the ranking that the outcome follows.</summary>
internal sealed record ExplainedEntry(ApplicationFacts Application, LetterOutcome Outcome, RankingEntry Entry, ExplainedRanking Ranking)
{
    public RankingExplanationModel Explain() => Ranking.Explain(Entry);
}
