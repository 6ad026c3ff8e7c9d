using System.Globalization;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Budget.ReadWaitingList;

/// <summary>
/// Reads the waiting list of a decided call: what cancelled grants have freed, and whom the money is proposed to, the next by rank that fits.
/// A person confirms it by an award with its own decision, or awards another with a reason.
/// </summary>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.Auditor)]
public sealed record GetWaitingList(CallId CallId) : IQuery<WaitingListModel>;

/// <summary>The waiting list of a call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Freed">What cancelled grants gave back, less what was awarded from the list since.</param>
/// <param name="ProposedId">The application to which the freed money is proposed; absent when none fits.</param>
/// <param name="WaitingCount">Number of applications on the list.</param>
/// <param name="Waiting">The first of them in rank order, at most 100.</param>
public sealed record WaitingListModel(
    CallId CallId,
    Money Freed,
    GrantApplicationId? ProposedId,
    int WaitingCount,
    IReadOnlyList<WaitingModel> Waiting
);

/// <summary>An application on the waiting list.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank in the adopted scenario.</param>
/// <param name="Score">Its score, four decimals.</param>
/// <param name="Amount">What it would get: what is recommended, else what it asks for.</param>
/// <param name="Problem">Code of what stands against an award today; absent when it fits.</param>
public sealed record WaitingModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    string Score,
    Money Amount,
    string? Problem
);

internal sealed class ReadWaitingListHandler(WaitingList list, ICallLookup calls) : IQueryHandler<GetWaitingList, WaitingListModel>
{
    private const int MostShown = 100;

    public async Task<Result<WaitingListModel>> Handle(GetWaitingList request, CancellationToken cancellationToken)
    {
        var call = (await calls.FindAsync(request.CallId, cancellationToken))!;
        if (await list.FindAsync(call, cancellationToken) is not { } found)
        {
            return ScenarioErrors.NothingAdopted;
        }

        return new WaitingListModel(
            call.Id,
            found.Freed,
            found.Proposed?.Line.ApplicationId,
            found.Waiting.Count,
            [
                .. found
                    .Waiting.Take(MostShown)
                    .Select(x => new WaitingModel(
                        x.Line.ApplicationId,
                        x.Line.Reference,
                        x.Line.Rank,
                        x.Line.Score.ToString("0.0000", CultureInfo.InvariantCulture),
                        x.Amount,
                        x.Obstacle?.Code
                    )),
            ]
        );
    }
}
