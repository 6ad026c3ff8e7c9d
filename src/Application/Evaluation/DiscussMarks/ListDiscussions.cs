using FluentValidation;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Evaluation.RankApplications;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.DiscussMarks;

/// <summary>
/// Lists the applications whose evaluators disagree, by reference: those where on some criterion the standard deviation of the marks,
/// √(Σ (mark − mean)² ÷ number of marks), is above the limit, or two marks lie more than half the scale apart. A criterion with an agreed
/// consensus mark is settled.
/// </summary>
/// <param name="CallId">The call.</param>
/// <param name="DeviationLimit">Percent of the scale above which the standard deviation is named, 1 to 50; 25 when not given.</param>
/// <param name="Limit">Number of applications, 1 to 100.</param>
/// <param name="After">Only applications after so many.</param>
[Roles(Role.ProgrammeManager, Role.WorkingGroupSecretary, Role.Auditor)]
[Admits(Role.Auditor, Role.WorkingGroupSecretary)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ListDiscussions(CallId CallId, int? DeviationLimit, int? Limit, int? After) : IQuery<Page<DiscussionModel>>;

/// <summary>An application whose evaluators disagree.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Sheets">Number of its sheets that count.</param>
/// <param name="Spreads">The criteria on which they disagree.</param>
public sealed record DiscussionModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Sheets,
    IReadOnlyList<MarkSpreadModel> Spreads
);

/// <summary>How far the marks of a criterion lie apart.</summary>
/// <param name="Criterion">Code of the criterion.</param>
/// <param name="Deviation">Standard deviation, points of the scale, four decimals.</param>
/// <param name="LowestMark">The lowest mark.</param>
/// <param name="HighestMark">The highest mark.</param>
/// <param name="ExceedsDeviation">Whether the standard deviation is above the limit.</param>
/// <param name="ExceedsHalfScale">Whether two marks lie more than half the scale apart.</param>
public sealed record MarkSpreadModel(
    string Criterion,
    string Deviation,
    int LowestMark,
    int HighestMark,
    bool ExceedsDeviation,
    bool ExceedsHalfScale
);

internal sealed class ListDiscussionsValidator : AbstractValidator<ListDiscussions>
{
    public ListDiscussionsValidator()
    {
        this.IsPagedBy(x => x.Limit, x => x.After);
        RuleFor(x => x.DeviationLimit).InclusiveBetween(1, 50);
    }
}

internal sealed class ListDiscussionsHandler(IEvaluationDbContext db, EvaluatedCall calls, MarkedApplications marked, ICurrentUser user)
    : IQueryHandler<ListDiscussions, Page<DiscussionModel>>
{
    private const int UsualLimit = 25;

    public async Task<Result<Page<DiscussionModel>>> Handle(ListDiscussions query, CancellationToken cancellationToken)
    {
        if (!user.Has(Role.WorkingGroupSecretary) && await calls.WhyNotReadAsync(query.CallId, cancellationToken) is { } error)
        {
            return error;
        }

        var call = db.Panels.Where(x => x.CallId == query.CallId).Select(x => x.CallId);
        if (await db.WhyNotLookAsync(user, call, cancellationToken) is { } toSubmit)
        {
            return toSubmit;
        }

        var criteria = EvaluatedCall.Criteria(await calls.GetAsync(query.CallId, cancellationToken));
        return ComputedPages.Of(
            Spread.Of(await marked.OfCallAsync(query.CallId, cancellationToken), criteria, query.DeviationLimit ?? UsualLimit),
            query.Limit,
            query.After,
            x => new DiscussionModel(
                x.ApplicationId,
                x.Reference,
                x.Sheets,
                [
                    .. x.Criteria.Select(y => new MarkSpreadModel(
                        y.Criterion,
                        RankingText.Score(y.Deviation),
                        y.Lowest,
                        y.Highest,
                        y.ExceedsDeviation,
                        y.ExceedsHalfScale
                    )),
                ]
            )
        );
    }
}
