namespace SocialInnovation.Application.Budget;

/// <summary>Keeps changes of who is linked and awards apart: what an award was checked against is still so when it is written.</summary>
public interface IUndertakingLocks
{
    /// <summary>Waits for the awards under way, and lets none begin until the transaction ends.</summary>
    Task LockLinksAsync(CancellationToken cancellationToken);
}
