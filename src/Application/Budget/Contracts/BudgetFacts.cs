using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.Budget.Contracts;

/// <summary>What later modules know of a scenario.</summary>
public sealed record ScenarioFacts(AllocationScenarioId Id, CallId CallId, ScenarioState State);

/// <summary>Finds scenarios for later modules.</summary>
public interface IScenarioLookup
{
    Task<ScenarioFacts?> FindAsync(AllocationScenarioId id, CancellationToken cancellationToken);
}

/// <summary>What later modules know of a grant whose outcome was notified.</summary>
public sealed record GrantFacts(
    GrantId Id,
    GrantApplicationId ApplicationId,
    OrganisationId OrganisationId,
    Money Amount,
    bool IsCancelled
);

/// <summary>Finds grants for later modules.</summary>
public interface IGrantLookup
{
    /// <summary>The grant, once its organisation knows of it; null before that.</summary>
    Task<GrantFacts?> FindNotifiedAsync(GrantId id, CancellationToken cancellationToken);

    /// <summary>Those of them of which their organisation knows, in the order of their ids.</summary>
    Task<IReadOnlyList<GrantFacts>> FindAllNotifiedAsync(IReadOnlyCollection<GrantId> ids, CancellationToken cancellationToken);
}

/// <summary>The working group's opinion on a scenario.</summary>
public sealed record OpinionFacts(bool IsFavourable, DateTimeOffset GivenAt, MeetingId MeetingId);

/// <summary>What Budget needs of the working group: implemented by WorkingGroup.</summary>
public interface IOpinionLookup
{
    Task<OpinionFacts?> FindAsync(AllocationScenarioId id, CancellationToken cancellationToken);
}
