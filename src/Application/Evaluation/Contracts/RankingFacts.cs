using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.Contracts;

/// <summary>An application's place in a frozen ranking.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Score">Its score.</param>
/// <param name="IsEliminated">Whether it misses the own minimum of a criterion.</param>
public sealed record RankedApplication(GrantApplicationId ApplicationId, string Reference, int Rank, decimal Score, bool IsEliminated);

/// <summary>A frozen ranking, its entries in rank order.</summary>
public sealed record RankingFacts(RankingId Id, CallId CallId, UserId FrozenBy, IReadOnlyList<RankedApplication> Entries);

/// <summary>Finds frozen rankings for later modules.</summary>
public interface IRankingLookup
{
    Task<RankingFacts?> FindFrozenAsync(RankingId id, CancellationToken cancellationToken);

    Task<RankingFacts?> FrozenOfCallAsync(CallId id, CancellationToken cancellationToken);
}

/// <summary>What Evaluation needs of the scenarios: implemented by Budget.</summary>
public interface IScenarioAdoptionLookup
{
    Task<bool> AnyAdoptedAsync(CallId id, CancellationToken cancellationToken);
}
