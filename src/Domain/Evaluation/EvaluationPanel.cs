using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Who marks the applications of a call.</summary>
public sealed class EvaluationPanel : AggregateRoot<EvaluationPanelId>
{
    private static readonly TimeSpan ReminderPause = TimeSpan.FromDays(1);

    private EvaluationPanel() { }

    public CallId CallId { get; private set; }

    public IReadOnlyList<PanelMember> Members { get; private set; } = [];

    public IReadOnlyList<IndependenceDeclaration> Declarations { get; private set; } = [];

    public IReadOnlyList<MinimumSheetsWaiver> Waivers { get; private set; } = [];

    /// <summary>When each member was last reminded of its sheets.</summary>
    public IReadOnlyList<EvaluatorReminder> Reminders { get; private set; } = [];

    /// <summary>How many evaluators read each application; null: as many as the call asks sheets of.</summary>
    public int? ReadersPerApplication { get; private set; }

    /// <summary>From how many colleges at least they come.</summary>
    public int CollegesPerApplication { get; private set; } = 1;

    /// <summary>Until when the sheets are due; after that a silent evaluator can be replaced.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public static EvaluationPanel Form(EvaluationPanelId id, CallId callId) => new() { Id = id, CallId = callId };

    public bool Includes(UserId user) => Members.Any(x => x.UserId == user);

    public bool IsIndependent(UserId user) => Declarations.Any(x => x.UserId == user);

    /// <summary>Replaces the members and what holds for them; nobody who holds a score sheet can leave.</summary>
    /// <param name="terms">The members, and what holds for them.</param>
    /// <param name="minimumSheets">How many sheets the call asks for.</param>
    /// <param name="holdersOfSheets">Who can't leave.</param>
    public Result Replace(PanelTerms terms, int minimumSheets, IReadOnlySet<UserId> holdersOfSheets)
    {
        var members = terms.Members;
        foreach (var (index, member) in members.Index())
        {
            if (members.Take(index).Any(x => x.UserId == member.UserId))
            {
                return PanelErrors.MemberTwice(index);
            }
        }

        if (Members.Any(x => holdersOfSheets.Contains(x.UserId) && members.All(y => y.UserId != x.UserId)))
        {
            return PanelErrors.MemberHasSheets;
        }

        if (terms.ReadersPerApplication < minimumSheets)
        {
            return PanelErrors.ReadersBelowSheets(minimumSheets);
        }

        if (terms.CollegesPerApplication > (terms.ReadersPerApplication ?? minimumSheets))
        {
            return PanelErrors.CollegesAboveReaders(terms.ReadersPerApplication ?? minimumSheets);
        }

        (Members, DueAt) = (members, terms.DueAt);
        (ReadersPerApplication, CollegesPerApplication) = (terms.ReadersPerApplication, terms.CollegesPerApplication);
        return Result.Success;
    }

    /// <summary>How many evaluators read each application, and from how many colleges.</summary>
    public AssignmentRule RuleOf(int minimumSheets) => new(ReadersPerApplication ?? minimumSheets, CollegesPerApplication);

    public bool IsOverdueAt(DateTimeOffset now) => DueAt < now;

    public PanelMember? MemberOf(UserId user) => Members.FirstOrDefault(x => x.UserId == user);

    public Error? WhyNotDeclareIndependence(UserId user) =>
        !Includes(user) ? PanelErrors.NotOnPanel
        : IsIndependent(user) ? PanelErrors.IndependenceAlreadyDeclared
        : null;

    /// <summary>A member declares that it is independent of the call's applicants; before that it sees no application.</summary>
    public Result DeclareIndependence(UserId user, DateTimeOffset at)
    {
        if (WhyNotDeclareIndependence(user) is { } error)
        {
            return error;
        }

        Declarations = [.. Declarations, new IndependenceDeclaration(user, at)];
        return Result.Success;
    }

    public DateTimeOffset? RemindedAt(UserId user) => Reminders.FirstOrDefault(x => x.UserId == user)?.At;

    /// <summary>Whether a member's last reminder is a day old.</summary>
    public bool MayRemind(UserId user, DateTimeOffset now) => !(RemindedAt(user) > now - ReminderPause);

    /// <summary>Writes down who is reminded now.</summary>
    public void Remind(IReadOnlyCollection<UserId> users, DateTimeOffset at) =>
        Reminders = [.. Reminders.Where(x => !users.Contains(x.UserId)), .. users.Select(x => new EvaluatorReminder(x, at))];

    /// <summary>Lets one application be ranked with fewer sheets than the call asks for.</summary>
    public void Waive(MinimumSheetsWaiver waiver) => Waivers = [.. Waivers.Where(x => x.ApplicationId != waiver.ApplicationId), waiver];

    public int MinimumSheetsFor(GrantApplicationId application, int minimum) =>
        Waivers.FirstOrDefault(x => x.ApplicationId == application)?.MinimumSheets ?? minimum;
}

/// <summary>Who marks, and what holds for all of them.</summary>
public sealed record PanelTerms(
    IReadOnlyList<PanelMember> Members,
    int? ReadersPerApplication,
    int CollegesPerApplication,
    DateTimeOffset? DueAt
);

/// <summary>A member of a panel, the college it comes from, and how many applications it reads at most.</summary>
public sealed record PanelMember(
    UserId UserId,
    [property: PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)] string College,
    int? MaximumLoad = null
);

/// <summary>When a member was last reminded of its sheets.</summary>
public sealed record EvaluatorReminder(UserId UserId, DateTimeOffset At);

/// <summary>That a member declared its independence.</summary>
public sealed record IndependenceDeclaration(UserId UserId, DateTimeOffset At);

/// <summary>That an application may be ranked with fewer sheets, and why.</summary>
public sealed record MinimumSheetsWaiver(GrantApplicationId ApplicationId, int MinimumSheets, string Reason, UserId By, DateTimeOffset At);
