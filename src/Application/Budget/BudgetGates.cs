using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Platform.Contracts;
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

/// <summary>What is decided of a scenario is known to the back office, and to the members of working groups in office.</summary>
[Admits(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
[Relation(Relation.GroupMember, Role.Evaluator)]
public sealed class DecidersScenarioGate(
    IBudgetDbContext db,
    IGroupMembers members,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IResourceGate
{
    private static readonly Role[] Office =
    [
        Role.ProgrammeManager,
        Role.BudgetOfficer,
        Role.DecisionRecorder,
        Role.WorkingGroupSecretary,
        Role.Auditor,
    ];

    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        // Both are asked always: what is hidden takes as long as what is missing.
        var isKnown = Array.Exists(Office, user.Has) || await members.IsInOfficeAsync(user.Id!.Value, clock.Today(), cancellationToken);
        var exists = await db.AllocationScenarios.AnyAsync(x => x.Id == new AllocationScenarioId(id), cancellationToken);
        return isKnown && exists ? null : ScenarioErrors.NotFound;
    }
}

/// <summary>Grants are known to the back office, and to their organisation from the notification on.</summary>
[Admits(
    Role.ProgrammeManager,
    Role.BudgetOfficer,
    Role.DecisionRecorder,
    Role.FinanceCertifier,
    Role.FinanceOrderer,
    Role.FinanceSystem,
    Role.Auditor
)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed class GrantGate(IBudgetDbContext db, ICurrentUser user, IOrganisationLookup organisations) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var visible = await new GrantAccess(db, user, organisations).VisibleAsync(cancellationToken);
        return await visible.AnyAsync(x => x.Id == new GrantId(id), cancellationToken) ? null : GrantErrors.NotFound;
    }
}

/// <summary>Undertakings are known to everybody who may address one.</summary>
public sealed class UndertakingGate(IBudgetDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Undertakings.AnyAsync(x => x.Id == new UndertakingId(id), cancellationToken) ? null : UndertakingErrors.NotFound;
}
