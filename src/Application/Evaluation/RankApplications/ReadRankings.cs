using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>Reads a ranking.</summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record GetRanking(RankingId Id) : IQuery<RankingModel>;

/// <summary>Lists the rankings of a call, newest first.</summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListRankings(CallId CallId, PageRequest Page) : IQuery<Page<RankingSummary>>, IPagedQuery;

/// <summary>Reads the entries of a ranking in rank order.</summary>
/// <param name="Id">The ranking.</param>
/// <param name="Limit">Number of entries, 1 to 100.</param>
/// <param name="AfterRank">Only entries after this rank.</param>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListRankingEntries(RankingId Id, int? Limit, int? AfterRank) : IQuery<Page<RankingEntryModel>>;

/// <summary>A ranking as a list shows it.</summary>
public record RankingSummary
{
    /// <summary>Identifier.</summary>
    public required RankingId Id { get; init; }

    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>Where it stands.</summary>
    public required RankingStatus Status { get; init; }

    /// <summary>When it was computed.</summary>
    public required DateTimeOffset ComputedAt { get; init; }

    /// <summary>When it was frozen.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>SHA-256 of all that the order follows from: the same input gives the same ranking.</summary>
    public required string InputHash { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>Reproducible order of all evaluated applications of a call.</summary>
public sealed record RankingModel : RankingSummary
{
    /// <summary>Number of applications in it.</summary>
    public required int Entries { get; init; }

    /// <summary>By what it was computed; absent for rankings of before this was kept.</summary>
    public RankingParametersModel? Parameters { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? SupersedingReason { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not.</summary>
    public required IReadOnlyList<AllowedAction> AllowedActions { get; init; }
}

/// <summary>By what a ranking was computed.</summary>
/// <param name="Criteria">The criteria.</param>
/// <param name="TieBreaks">What decides between equal scores, in this order.</param>
/// <param name="MinimumScore">The minimum score.</param>
public sealed record RankingParametersModel(
    IReadOnlyList<RankedCriterionModel> Criteria,
    IReadOnlyList<string> TieBreaks,
    Percentage MinimumScore
);

/// <summary>A criterion as a ranking took it.</summary>
/// <param name="Criterion">Its code.</param>
/// <param name="Weight">Share of the score in percent.</param>
/// <param name="MinimumMark">The lowest mark.</param>
/// <param name="MaximumMark">The highest mark.</param>
/// <param name="Method">How several marks became one value.</param>
/// <param name="EliminatoryMinimum">Its own minimum.</param>
public sealed record RankedCriterionModel(
    string Criterion,
    int Weight,
    int MinimumMark,
    int MaximumMark,
    MarkMethod Method,
    int? EliminatoryMinimum
);

/// <summary>One application's place.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">1 for the first.</param>
/// <param name="Score">0 to 100, four decimals, rounded once and half to even.</param>
/// <param name="IsAboveMinimum">Whether it reaches the call's minimum score, and the own minimum of each criterion that has one.</param>
/// <param name="Means">Exact value of each criterion by its method, as a fraction.</param>
/// <param name="Sheets">Number of sheets that count.</param>
/// <param name="DecidedBy">What separates it from the one before: <c>score</c> or a tie-break.</param>
public sealed record RankingEntryModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    string Score,
    bool IsAboveMinimum,
    IReadOnlyDictionary<string, string> Means,
    int Sheets,
    string? DecidedBy
)
{
    /// <summary>Codes of the criteria whose own minimum it does not reach.</summary>
    public required IReadOnlyList<string> EliminatedBy { get; init; }
}

internal sealed class ListRankingsValidator : AbstractValidator<ListRankings>
{
    public ListRankingsValidator() => this.IsPaged();
}

internal sealed class ListRankingEntriesValidator : AbstractValidator<ListRankingEntries>
{
    public ListRankingEntriesValidator() => this.IsPagedBy(x => x.Limit, x => x.AfterRank);
}

internal sealed class RankingQueries(IEvaluationDbContext db, IRankingReads reads, ICurrentUser user, AllowedActions<Ranking> actions)
    : IQueryHandler<GetRanking, RankingModel>,
        IQueryHandler<ListRankings, Page<RankingSummary>>,
        IQueryHandler<ListRankingEntries, Page<RankingEntryModel>>
{
    public async Task<Result<RankingModel>> Handle(GetRanking request, CancellationToken cancellationToken) =>
        await db.Rankings.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } ranking
            ? new RankingModel
            {
                Id = ranking.Id,
                CallId = ranking.CallId,
                Status = ranking.Status,
                ComputedAt = ranking.ComputedAt,
                FrozenAt = ranking.FrozenAt,
                InputHash = ranking.InputHash,
                Version = ranking.Version,
                Entries = ranking.Entries.Count,
                Parameters = ranking.Parameters is { } parameters ? ToModel(parameters) : null,
                SupersedingReason = ranking.SupersedingReason,
                AllowedActions = await actions.ForAsync(ranking, ranking.Id.Value, cancellationToken),
            }
            : RankingErrors.NotFound;

    public Task<Result<Page<RankingSummary>>> Handle(ListRankings request, CancellationToken cancellationToken) =>
        db
            .Rankings.AsNoTracking()
            .Where(x => x.CallId == request.CallId)
            .ToPageAsync(
                x => x.Id,
                descending: true,
                request.Page,
                x =>
                    x.Select(y => new RankingSummary
                    {
                        Id = y.Id,
                        CallId = y.CallId,
                        Status = y.Status,
                        ComputedAt = y.ComputedAt,
                        FrozenAt = y.FrozenAt,
                        InputHash = y.InputHash,
                        Version = y.Version,
                    }),
                x => x.Id,
                cancellationToken
            );

    public async Task<Result<Page<RankingEntryModel>>> Handle(ListRankingEntries request, CancellationToken cancellationToken)
    {
        var size = request.Limit ?? PageRequest.DefaultLimit;
        if (await reads.FindEntriesAsync(request.Id, request.AfterRank ?? 0, size + 1, cancellationToken) is not { } entries)
        {
            return RankingErrors.NotFound;
        }

        var call = db.Rankings.Where(x => x.Id == request.Id).Select(x => x.CallId);
        if (await db.WhyNotLookAsync(user, call, cancellationToken) is { } error)
        {
            return error;
        }

        var page = entries.Take(size).Select(ToModel).ToList();
        return new Page<RankingEntryModel>(
            page,
            entries.Count > size ? page[^1].Rank.ToString(System.Globalization.CultureInfo.InvariantCulture) : null
        );
    }

    private static RankingParametersModel ToModel(RankingParameters parameters) =>
        new(
            [
                .. parameters.Criteria.Select(x => new RankedCriterionModel(
                    x.Code,
                    x.Weight,
                    x.Minimum,
                    x.Maximum,
                    x.Method,
                    x.EliminatoryMinimum
                )),
            ],
            parameters.TieBreaks,
            new Percentage(parameters.MinimumScore)
        );

    private static RankingEntryModel ToModel(RankingEntry entry) =>
        new(
            entry.ApplicationId,
            entry.Reference,
            entry.Rank,
            RankingText.Score(entry.Score),
            entry.IsAboveMinimum,
            entry.Means,
            entry.Sheets,
            entry.DecidedBy
        )
        {
            EliminatedBy = entry.EliminatedBy,
        };
}
