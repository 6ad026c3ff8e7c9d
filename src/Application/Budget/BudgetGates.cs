using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>Funds are known to everybody who may address one.</summary>
public sealed class FundGate(IBudgetDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Funds.AnyAsync(x => x.Id == new FundId(id), cancellationToken) ? null : FundErrors.NotFound;
}

/// <summary>Envelopes are known to everybody who may address one.</summary>
public sealed class EnvelopeGate(IBudgetDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Envelopes.AnyAsync(x => x.Id == new EnvelopeId(id), cancellationToken) ? null : EnvelopeErrors.NotFound;
}

/// <summary>Scenarios are known to everybody who may address one.</summary>
public sealed class ScenarioGate(IBudgetDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken) =>
        await db.AllocationScenarios.AnyAsync(x => x.Id == new AllocationScenarioId(id), cancellationToken)
            ? null
            : ScenarioErrors.NotFound;
}

/// <summary>Grants are known to everybody who may address one.</summary>
public sealed class GrantGate(IBudgetDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Grants.AnyAsync(x => x.Id == new GrantId(id), cancellationToken) ? null : GrantErrors.NotFound;
}

/// <summary>Undertakings are known to everybody who may address one.</summary>
public sealed class UndertakingGate(IBudgetDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Undertakings.AnyAsync(x => x.Id == new UndertakingId(id), cancellationToken) ? null : UndertakingErrors.NotFound;
}
