using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.Budget.Contracts;

/// <summary>What later modules know of a scenario.</summary>
public sealed record ScenarioFacts(AllocationScenarioId Id, CallId CallId, ScenarioState State);

/// <summary>Finds scenarios for later modules.</summary>
public interface IScenarioLookup
{
    Task<ScenarioFacts?> FindAsync(AllocationScenarioId id, CancellationToken cancellationToken);
}

/// <summary>The working group's opinion on a scenario.</summary>
public sealed record OpinionFacts(bool IsFavourable, DateTimeOffset GivenAt, MeetingId MeetingId);

/// <summary>What Budget needs of the working group: implemented by WorkingGroup.</summary>
public interface IOpinionLookup
{
    Task<OpinionFacts?> FindAsync(AllocationScenarioId id, CancellationToken cancellationToken);
}
