using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>The rules on the grants of one decision: ceiling, request, aid rate, de minimis.</summary>
internal sealed class GrantRules(CallRules call, AidFile aid, DateOnly awardedOn)
{
    /// <summary>On which ground of state-aid law the grants stand.</summary>
    public AidGround Ground => new(call.StateAidBasis, aid.IsLimited ? aid.RegulationOn(awardedOn)?.Code : null, call.StateAidReference);

    /// <summary>Whose aid counts together on the day of the decision: one text for all who are linked.</summary>
    public string UndertakingOf(string siren) =>
        aid.UndertakingOf(Siren.FromTrusted(siren), awardedOn) is { } undertaking ? undertaking.Id.Value.ToString() : siren;

    /// <summary>What state aid still leaves to the undertaking of an application; null when nothing limits it.</summary>
    public Money? AidLeft(ApplicationFacts application) =>
        DeMinimis.Left(aid, Siren.FromTrusted(application.Siren), awardedOn, StatementOf(application), Money.Zero);

    /// <summary>Why a grant may not be made.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="alsoAwarded">What the decision awards to the same undertaking beside it.</param>
    public Error? WhyNot(PlannedGrant grant, Money alsoAwarded)
    {
        var application = grant.Application;
        var eligible = Money.Sum((application.EligibleCosts ?? application.Costs).Select(x => x.Amount));
        return GrantLimits.WhyNot(grant.Amount, application.Requested, call.GrantCeiling, call.MaximumAidRate, eligible)
            ?? DeMinimis.WhyNot(aid, Siren.FromTrusted(application.Siren), grant.Amount, awardedOn, StatementOf(application), alsoAwarded);
    }

    private static AidStatement StatementOf(ApplicationFacts application) =>
        new(application.DeclaredAid, RegionalDate.DateOf(application.SubmittedAt!.Value));
}
