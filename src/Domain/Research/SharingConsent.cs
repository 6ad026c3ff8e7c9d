using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>What of a grant is shared with research partners.</summary>
public enum SharedData
{
    /// <summary>Title, summary and theme of the funded project.</summary>
    Project,

    /// <summary>The organisation's name.</summary>
    Organisation,

    /// <summary>How much was granted.</summary>
    Amount,
}

/// <summary>The consent of a funded organisation that data of its grant are shared with research partners.</summary>
public sealed class SharingConsent : AggregateRoot<SharingConsentId>
{
    private SharingConsent() { }

    public GrantId GrantId { get; private set; }

    public OrganisationId OrganisationId { get; private set; }

    /// <summary>What it covers.</summary>
    public IReadOnlyList<SharedData> Data { get; private set; } = [];

    public UserId GivenBy { get; private set; }

    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>The last day on which it holds.</summary>
    public DateOnly Until { get; private set; }

    public UserId? WithdrawnBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Whether it is the grant's current one: not withdrawn, and no later one given. It may have run out all the same.</summary>
    public bool IsCurrent { get; private set; }

    /// <param name="id">Its identifier.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="organisation">Whose grant it is.</param>
    /// <param name="data">What is shared.</param>
    /// <param name="until">The last day.</param>
    /// <param name="by">Who consents for the organisation.</param>
    /// <param name="at">When.</param>
    /// <param name="today">The day of that.</param>
    public static Result<SharingConsent> Give(
        SharingConsentId id,
        GrantId grant,
        OrganisationId organisation,
        IReadOnlyList<SharedData> data,
        DateOnly until,
        UserId by,
        DateTimeOffset at,
        DateOnly today
    ) =>
        until < today
            ? ConsentErrors.EndsInThePast
            : new SharingConsent
            {
                Id = id,
                GrantId = grant,
                OrganisationId = organisation,
                Data = [.. data.Distinct().Order()],
                GivenBy = by,
                GivenAt = at,
                Until = until,
                IsCurrent = true,
            };

    public bool IsInForceOn(DateOnly day) => IsCurrent && day <= Until;

    public bool Covers(SharedData data) => Data.Contains(data);

    /// <summary>Makes room for a new one after it ran out.</summary>
    public Result GiveWay(DateOnly today)
    {
        if (IsInForceOn(today))
        {
            return ConsentErrors.InForce;
        }

        IsCurrent = false;
        return Result.Success;
    }

    public Error? WhyNotWithdraw() => IsCurrent ? null : ConsentErrors.AlreadyWithdrawn;

    /// <summary>Takes it back: from now on nothing of the grant is shown to partners.</summary>
    public Result Withdraw(UserId by, DateTimeOffset at)
    {
        if (WhyNotWithdraw() is { } error)
        {
            return error;
        }

        (WithdrawnBy, WithdrawnAt, IsCurrent) = (by, at, false);
        return Result.Success;
    }
}
