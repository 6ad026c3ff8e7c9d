using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications;

/// <summary>
/// The one place that says which state a caller reads: members of the applicant organisation read <c>under-review</c> from the evaluation to
/// the notification, whatever else they are.
/// </summary>
internal static class ShownStates
{
    private static readonly ApplicationState[] UnderReview =
    [
        ApplicationState.UnderEvaluation,
        ApplicationState.Evaluated,
        ApplicationState.Awarded,
        ApplicationState.WaitingListed,
        ApplicationState.Refused,
    ];

    private static readonly Dictionary<ApplicationState, ShownState> Shown = Enum.GetValues<ApplicationState>()
        .ToDictionary(x => x, x => Enum.Parse<ShownState>(x.ToString()));

    public static ShownState Of(GrantApplication application, bool isOwn, DateTimeOffset now) =>
        HidesOutcome(application, isOwn) ? ShownState.UnderReview : Of(application.StateAt(now));

    public static ShownState Of(ApplicationState state) => Shown[state];

    public static bool HidesOutcome(GrantApplication application, bool isOwn) =>
        HidesOutcome(application.State, application.NotifiedAt, isOwn);

    public static bool HidesOutcome(ApplicationState state, DateTimeOffset? notifiedAt, bool isOwn) =>
        isOwn && notifiedAt is null && UnderReview.Contains(state);

    /// <summary>The same, for the database.</summary>
    public static IQueryable<GrantApplication> ShownAs(
        this IQueryable<GrantApplication> applications,
        ShownState shown,
        IReadOnlyList<OrganisationId> own,
        DateTimeOffset now
    )
    {
        if (shown == ShownState.UnderReview)
        {
            return applications.Where(x => UnderReview.Contains(x.State) && x.NotifiedAt == null && own.Contains(x.OrganisationId));
        }

        var state = Enum.Parse<ApplicationState>(shown.ToString());
        return state switch
        {
            ApplicationState.Submitted => applications.Where(x => x.State == ApplicationState.Submitted || x.CompletionDeadline < now),
            ApplicationState.CompletionRequested => applications.Where(x => x.State == state && x.CompletionDeadline >= now),
            _ when UnderReview.Contains(state) => applications.Where(x =>
                x.State == state && (x.NotifiedAt != null || !own.Contains(x.OrganisationId))
            ),
            _ => applications.Where(x => x.State == state),
        };
    }
}
