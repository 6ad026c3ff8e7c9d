using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget;

/// <summary>The lines of scenarios: a hundred thousand of one are written at once, and a page of them is read.</summary>
public interface IScenarioLines
{
    /// <summary>Records the lines of a scenario once, in the running transaction.</summary>
    Task RecordAsync(AllocationScenarioId id, IReadOnlyList<ScenarioLine> lines, CancellationToken cancellationToken);

    /// <summary>Lines in rank order.</summary>
    /// <param name="id">The scenario.</param>
    /// <param name="afterRank">Only lines after this rank.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<ScenarioLine>> ReadAsync(AllocationScenarioId id, int afterRank, int take, CancellationToken cancellationToken);
}
