using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Who marks the applications of a call.</summary>
public sealed class EvaluationPanel : AggregateRoot<EvaluationPanelId>
{
    private EvaluationPanel() { }

    public CallId CallId { get; private set; }

    public IReadOnlyList<PanelMember> Members { get; private set; } = [];

    public IReadOnlyList<IndependenceDeclaration> Declarations { get; private set; } = [];

    public IReadOnlyList<MinimumSheetsWaiver> Waivers { get; private set; } = [];

    public static EvaluationPanel Form(EvaluationPanelId id, CallId callId) => new() { Id = id, CallId = callId };

    public bool Includes(UserId user) => Members.Any(x => x.UserId == user);

    public bool IsIndependent(UserId user) => Declarations.Any(x => x.UserId == user);

    /// <summary>Replaces the members; nobody who holds a score sheet can leave.</summary>
    public Result Replace(IReadOnlyList<PanelMember> members, IReadOnlySet<UserId> holdersOfSheets)
    {
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

        Members = members;
        return Result.Success;
    }

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

    /// <summary>Lets one application be ranked with fewer sheets than the call asks for.</summary>
    public void Waive(MinimumSheetsWaiver waiver) => Waivers = [.. Waivers.Where(x => x.ApplicationId != waiver.ApplicationId), waiver];

    public int MinimumSheetsFor(GrantApplicationId application, int minimum) =>
        Waivers.FirstOrDefault(x => x.ApplicationId == application)?.MinimumSheets ?? minimum;
}

/// <summary>A member of a panel and the college it comes from.</summary>
public sealed record PanelMember(
    UserId UserId,
    [property: PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)] string College
);

/// <summary>That a member declared its independence.</summary>
public sealed record IndependenceDeclaration(UserId UserId, DateTimeOffset At);

/// <summary>That an application may be ranked with fewer sheets, and why.</summary>
public sealed record MinimumSheetsWaiver(GrantApplicationId ApplicationId, int MinimumSheets, string Reason, UserId By, DateTimeOffset At);
