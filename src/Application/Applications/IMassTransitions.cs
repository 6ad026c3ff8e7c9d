using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Applications;

/// <summary>
/// The same transition for as many applications as a call has. It raises the version of each and writes each one's entry of the audit trail, as
/// a change of the aggregate does, in the running transaction.
/// </summary>
public interface IMassTransitions
{
    /// <summary>Moves those that are in the transition's first state and no others.</summary>
    /// <returns>How many moved.</returns>
    Task<int> MoveAsync(
        CallId call,
        IReadOnlyCollection<GrantApplicationId> ids,
        StateTransition transition,
        CancellationToken cancellationToken
    );
}
