using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

/// <summary>Computes the ranking of a call from the submitted score sheets.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ComputeRanking(CallId CallId) : ICommand<Receipt>;

/// <summary>Freezes a computed ranking; the evaluation of its applications ends.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record FreezeRanking(RankingId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Gives a frozen ranking up, while no scenario is adopted; the evaluation goes on.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record SupersedeRanking(RankingId Id, ExpectedVersion? Version, SupersedeRankingBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why a ranking is given up.</summary>
/// <param name="Reason">Kept with the ranking, at most 20 000 characters.</param>
public sealed record SupersedeRankingBody(string Reason);

internal sealed class ComputeRankingValidator : AbstractValidator<ComputeRanking>
{
    public ComputeRankingValidator() => RuleFor(x => x.CallId).NotEmpty();
}

internal sealed class SupersedeRankingValidator : AbstractValidator<SupersedeRanking>
{
    public SupersedeRankingValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class ComputeRankingHandler(
    IEvaluationDbContext db,
    EvaluatedCall calls,
    RankingInputs inputs,
    FoundConflicts conflicts,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ComputeRanking, Receipt>
{
    public async Task<Result<Receipt>> Handle(ComputeRanking command, CancellationToken cancellationToken)
    {
        var call = await calls.ManagedAsync(command.CallId, cancellationToken);
        if (call.IsFailure)
        {
            return call.Error;
        }

        var input = await inputs.GatherAsync(call.Value, cancellationToken);
        if (input.IsFailure)
        {
            return input.Error;
        }

        var readings = input.Value.Applications.SelectMany(x => x.Sheets.Select(y => new Reading(x.Id, y.Evaluator))).ToList();
        if (await conflicts.AmongSheetsAsync(readings, cancellationToken) is { Count: > 0 } tied)
        {
            return ConflictErrors.ReadersInConflict(string.Join(", ", tied.Select(x => x.Reference)));
        }

        var entries = Scoring.Rank(
            input.Value.Applications,
            EvaluatedCall.Criteria(call.Value),
            call.Value.TieBreaks,
            call.Value.MinimumScore
        );
        var ranking = Ranking.Compute(
            EntityId.New<RankingId>(),
            command.CallId,
            ParametersOf(call.Value),
            entries,
            input.Value.Hash,
            user.Id!.Value,
            clock.GetUtcNow()
        );
        db.Rankings.Add(ranking);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(ranking);
    }

    private static RankingParameters ParametersOf(CallRules call) =>
        new(
            [
                .. EvaluatedCall
                    .Criteria(call)
                    .Select(x => new RankedCriterion(x.Code, x.Weight, x.Minimum, x.Maximum, x.Method, x.EliminatoryMinimum)),
            ],
            call.TieBreaks,
            call.MinimumScore.Value
        );
}

internal sealed class FreezingGuard(ICurrentUser user, IEvaluationDbContext db, EvaluatedCall calls, RankingInputs inputs)
    : ActionGuard<Ranking, FreezeRanking>(user)
{
    public override string Action => "freezing";

    /// <summary>What the ranking that was asked for last would follow from now; null where none could be computed, or nothing hung on it.</summary>
    public RankingInput? Input { get; private set; }

    protected override Task<Error?> RelationAsync(Ranking aggregate, CancellationToken cancellationToken) =>
        calls.WhyNotManagedAsync(aggregate.CallId, cancellationToken);

    // All marks are read only when nothing else stands against it.
    protected override async Task<Error?> StateAsync(Ranking aggregate, CancellationToken cancellationToken)
    {
        Input = null;
        var anotherIsFrozen = await db.Rankings.IsAnyFrozenAsync(aggregate.CallId, cancellationToken);
        if (aggregate.WhyNotFreeze(anotherIsFrozen, aggregate.InputHash) is { } error)
        {
            return error;
        }

        var input = await inputs.GatherAsync(await calls.GetAsync(aggregate.CallId, cancellationToken), cancellationToken);
        Input = input.IsFailure ? null : input.Value;
        return aggregate.WhyNotFreeze(anotherIsFrozen, Input?.Hash);
    }
}

internal sealed class FreezeRankingHandler(
    IRankingReads reads,
    IEvaluationDbContext db,
    FreezingGuard guard,
    IApplicationDecisions decisions,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<FreezeRanking, Receipt>
{
    public async Task<Result<Receipt>> Handle(FreezeRanking command, CancellationToken cancellationToken)
    {
        if (await reads.FindWithoutEntriesAsync(command.Id, cancellationToken) is not { } ranking)
        {
            return RankingErrors.NotFound;
        }

        if (await guard.WhyNotAsync(ranking, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var input = guard.Input!;
        var frozen = ranking.Freeze(anotherIsFrozen: false, input.Hash, user.Id!.Value, clock.GetUtcNow());
        if (frozen.IsFailure)
        {
            return frozen.Error;
        }

        // The fingerprint is that of the ranking, so these are the applications that it ranks.
        var closed = await decisions.CloseEvaluationAsync(ranking.CallId, [.. input.Applications.Select(x => x.Id)], cancellationToken);
        if (closed.IsFailure)
        {
            return closed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(ranking);
    }
}

internal sealed class SupersedingGuard(ICurrentUser user, EvaluatedCall calls, IScenarioAdoptionLookup scenarios)
    : ActionGuard<Ranking, SupersedeRanking>(user)
{
    public override string Action => "superseding";

    protected override Task<Error?> RelationAsync(Ranking aggregate, CancellationToken cancellationToken) =>
        calls.WhyNotManagedAsync(aggregate.CallId, cancellationToken);

    protected override async Task<Error?> StateAsync(Ranking aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotSupersede(await scenarios.AnyAdoptedAsync(aggregate.CallId, cancellationToken));
}

internal sealed class SupersedeRankingHandler(
    IEvaluationDbContext db,
    SupersedingGuard guard,
    IScenarioAdoptionLookup scenarios,
    IApplicationDecisions decisions
) : ICommandHandler<SupersedeRanking, Receipt>
{
    public async Task<Result<Receipt>> Handle(SupersedeRanking command, CancellationToken cancellationToken)
    {
        if (await db.Rankings.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } ranking)
        {
            return RankingErrors.NotFound;
        }

        if (await guard.WhyNotAsync(ranking, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var superseded = ranking.Supersede(await scenarios.AnyAdoptedAsync(ranking.CallId, cancellationToken), command.Body.Reason);
        if (superseded.IsFailure)
        {
            return superseded.Error;
        }

        var reopened = await decisions.ReopenEvaluationAsync(
            ranking.CallId,
            [.. ranking.Entries.Select(x => x.ApplicationId)],
            cancellationToken
        );
        if (reopened.IsFailure)
        {
            return reopened.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(ranking);
    }
}
