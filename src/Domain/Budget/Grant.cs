using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Where a grant stands.</summary>
public enum GrantStatus
{
    Awarded,
    Agreed,
    Running,
    Completed,
    Cancelled,
    Reclaimed,
}

/// <summary>In which form the money is given.</summary>
public enum GrantInstrument
{
    Grant,

    /// <summary>Avance remboursable; not offered yet.</summary>
    RepayableAdvance,
}

/// <summary>On which ground of state-aid law a grant stands.</summary>
/// <param name="Basis">The basis, as the call states it.</param>
/// <param name="Regulation">Code of the regulation under whose ceiling it counts; null for a basis without a ceiling.</param>
/// <param name="Reference">Reference of the exemption; null for other bases.</param>
public sealed record AidGround(StateAidBasis Basis, string? Regulation, string? Reference);

/// <summary>What exists after an award (subvention).</summary>
public sealed class Grant : AggregateRoot<GrantId>
{
    private Grant() { }

    public GrantApplicationId ApplicationId { get; private set; }

    public CallId CallId { get; private set; }

    public EnvelopeId EnvelopeId { get; private set; }

    public OrganisationId OrganisationId { get; private set; }

    public Siren Siren { get; private set; }

    /// <summary>Code of the application's theme.</summary>
    public string Theme { get; private set; } = null!;

    public Money Amount { get; private set; }

    public GrantInstrument Instrument { get; private set; }

    public StateAidBasis StateAidBasis { get; private set; }

    /// <summary>Code of the regulation under whose ceiling it counts, in force on the day of the award.</summary>
    public string? Regulation { get; private set; }

    /// <summary>Reference of the exemption.</summary>
    public string? StateAidReference { get; private set; }

    public GrantStatus Status { get; private set; }

    public string DecisionReference { get; private set; } = null!;

    /// <summary>The day on which the legal right was conferred.</summary>
    public DateOnly AwardedOn { get; private set; }

    /// <summary>True for an award from the waiting list, after the adoption.</summary>
    public bool IsFromWaitingList { get; private set; }

    public string? OutOfRankReason { get; private set; }

    /// <summary>The grant by line of the envelope and financer; their sum is the amount.</summary>
    public IReadOnlyList<GrantShare> Shares { get; private set; } = [];

    public string? CancellationReason { get; private set; }

    public string? CancellationDecision { get; private set; }

    public DateOnly? CancelledOn { get; private set; }

    /// <summary>Who desisted for the organisation; null when it did not.</summary>
    public UserId? DesistedBy { get; private set; }

    /// <summary>Since when its organisation knows of it.</summary>
    public DateTimeOffset? NotifiedAt { get; private set; }

    /// <summary>Why money can't be given in this form.</summary>
    public static Error? WhyNotBy(GrantInstrument instrument) =>
        instrument == GrantInstrument.Grant ? null : StateAidErrors.InstrumentNotOffered;

    public static Grant Award(
        GrantId id,
        GrantApplicationId application,
        CallId call,
        EnvelopeId envelope,
        OrganisationId organisation,
        Siren siren,
        string theme,
        Money amount,
        AidGround ground,
        string decisionReference,
        DateOnly awardedOn,
        IReadOnlyList<GrantShare> shares
    ) =>
        new()
        {
            Id = id,
            ApplicationId = application,
            CallId = call,
            EnvelopeId = envelope,
            OrganisationId = organisation,
            Siren = siren,
            Theme = theme,
            Amount = amount,
            StateAidBasis = ground.Basis,
            Regulation = ground.Regulation,
            StateAidReference = ground.Reference,
            DecisionReference = decisionReference,
            AwardedOn = awardedOn,
            Shares = shares,
        };

    /// <summary>Notes that it comes from the waiting list, out of rank for a reason or in rank.</summary>
    public void FromWaitingList(string? outOfRankReason) => (IsFromWaitingList, OutOfRankReason) = (true, outOfRankReason);

    /// <summary>Lets its organisation know of it.</summary>
    public void Notify(DateTimeOffset at) => NotifiedAt ??= at;

    /// <summary>A grant that runs may have been paid in part: it is cancelled by a decision.</summary>
    public Error? WhyNotDesist() => Status is GrantStatus.Awarded or GrantStatus.Agreed ? null : GrantErrors.NotDesistable;

    /// <summary>Its organisation gives it up (désistement); its money goes back to the envelope.</summary>
    public Result Desist(string reason, UserId by, DateOnly on)
    {
        if (WhyNotDesist() is { } error)
        {
            return error;
        }

        (Status, CancellationReason, DesistedBy, CancelledOn) = (GrantStatus.Cancelled, reason, by, on);
        return Result.Success;
    }

    public Error? WhyNotCancel() =>
        Status is GrantStatus.Awarded or GrantStatus.Agreed or GrantStatus.Running ? null : GrantErrors.NotCancellable;

    /// <summary>Cancels the grant; its money goes back to the envelope (decommitment).</summary>
    public Result Cancel(string reason, string decisionReference, DateOnly on)
    {
        if (WhyNotCancel() is { } error)
        {
            return error;
        }

        if (on < AwardedOn)
        {
            return GrantErrors.CancelledBeforeAward;
        }

        (Status, CancellationReason, CancellationDecision, CancelledOn) = (GrantStatus.Cancelled, reason, decisionReference, on);
        return Result.Success;
    }
}
