using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.Contracts;

/// <summary>What Calls needs of the money: implemented by Budget.</summary>
public interface IEnvelopeLookup
{
    /// <summary>The amount of the call's envelope over all its lines; null without an envelope.</summary>
    Task<Money?> FindAmountAsync(CallId id, CancellationToken cancellationToken);
}

/// <summary>What Calls needs of the grants: implemented by Budget.</summary>
public interface IGrantsOfCall
{
    Task<bool> HaveAllEndedAsync(CallId id, CancellationToken cancellationToken);
}

/// <summary>What Calls needs of the outcomes: implemented by Applications.</summary>
public interface IOutcomeLookup
{
    /// <summary>Number of outcomes of the call that are decided and not yet notified.</summary>
    Task<int> CountUnnotifiedAsync(CallId id, CancellationToken cancellationToken);
}
