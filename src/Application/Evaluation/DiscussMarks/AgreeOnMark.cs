using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.Evaluation.DiscussMarks;

/// <summary>
/// Records the mark on one criterion that the readers of an application found in a meeting. Once all of them agree, it replaces what their marks
/// give in rankings computed from then on; their marks stay. A newer one on the same criterion takes its place when it is agreed.
/// </summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record RecordConsensusMark(CallId CallId, RecordConsensusMarkBody Body) : ICommand<Receipt>;

/// <summary>A consensus mark.</summary>
/// <param name="ApplicationId">An application of the call under evaluation, all of whose sheets are submitted.</param>
/// <param name="Criterion">Code of the criterion.</param>
/// <param name="Value">Whole points, within the criterion's scale.</param>
/// <param name="MeetingId">The meeting in which it was found; it was held.</param>
/// <param name="Reason">Why, at most 20 000 characters.</param>
public sealed record RecordConsensusMarkBody(
    GrantApplicationId ApplicationId,
    string Criterion,
    int Value,
    MeetingId MeetingId,
    string Reason
);

/// <summary>Agrees with a consensus mark, as one of the application's readers.</summary>
[Roles(Role.Evaluator)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
public sealed record AgreeOnMark(ConsensusMarkId Id) : ICommand<Receipt>;

internal sealed class RecordConsensusMarkValidator : AbstractValidator<RecordConsensusMark>
{
    public RecordConsensusMarkValidator()
    {
        RuleFor(x => x.Body.ApplicationId).NotEmpty();
        RuleFor(x => x.Body.Criterion).IsCode();
        RuleFor(x => x.Body.Value).InclusiveBetween(0, Limits.Mark);
        RuleFor(x => x.Body.MeetingId).NotEmpty();
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
    }
}

internal sealed class RecordConsensusMarkHandler(
    IEvaluationDbContext db,
    EvaluatedCall calls,
    IApplicationLookup applications,
    IMeetingLookup meetings,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<RecordConsensusMark, Receipt>
{
    public async Task<Result<Receipt>> Handle(RecordConsensusMark command, CancellationToken cancellationToken)
    {
        var call = await calls.ManagedAsync(command.CallId, cancellationToken);
        if (call.IsFailure)
        {
            return call.Error;
        }

        if (await WhyNotAsync(command, cancellationToken) is { } error)
        {
            return error;
        }

        var body = command.Body;
        var mark = ConsensusMark.Record(
            EntityId.New<ConsensusMarkId>(),
            new ProposedConsensus(command.CallId, body.ApplicationId, body.Criterion, body.Value, body.MeetingId, body.Reason),
            EvaluatedCall.Criteria(call.Value),
            user.Id!.Value,
            clock.GetUtcNow()
        );
        if (mark.IsFailure)
        {
            return mark.Error;
        }

        db.ConsensusMarks.Add(mark.Value);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(mark.Value);
    }

    private async Task<Error?> WhyNotAsync(RecordConsensusMark command, CancellationToken cancellationToken)
    {
        var application = await applications.FindAsync(command.Body.ApplicationId, cancellationToken);
        if (application?.CallId != command.CallId || application.SubmittedAt is null)
        {
            return ScoreSheetErrors.UnknownApplication;
        }

        if (await db.Rankings.IsAnyFrozenAsync(command.CallId, cancellationToken))
        {
            return ScoreSheetErrors.RankingFrozen;
        }

        var states = await db
            .ScoreSheets.Where(x => x.ApplicationId == application.Id)
            .Select(x => x.Status)
            .ToListAsync(cancellationToken);
        if (!states.Contains(ScoreSheetStatus.Submitted) || states.Exists(x => x is ScoreSheetStatus.Assigned or ScoreSheetStatus.Draft))
        {
            return ConsensusErrors.SheetsOpen;
        }

        return await meetings.WasHeldAsync(command.Body.MeetingId, cancellationToken) ? null : ConsensusErrors.MeetingNotHeld;
    }
}

internal sealed class AgreeOnMarkHandler(
    IEvaluationDbContext db,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AgreeOnMark, Receipt>
{
    public async Task<Result<Receipt>> Handle(AgreeOnMark command, CancellationToken cancellationToken)
    {
        var reader = user.Id!.Value;
        if (await db.ConsensusMarks.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } mark)
        {
            return ConsensusErrors.NotFound;
        }

        if (
            !await db.ScoreSheets.AnyAsync(
                x => x.ApplicationId == mark.ApplicationId && x.EvaluatorId == reader && x.Status == ScoreSheetStatus.Submitted,
                cancellationToken
            )
        )
        {
            return ConsensusErrors.NotReader;
        }

        if (mark.WhyNotAgree(reader) is { } already)
        {
            return already;
        }

        if (await db.Rankings.IsAnyFrozenAsync(mark.CallId, cancellationToken))
        {
            return ScoreSheetErrors.RankingFrozen;
        }

        mark.Agree(reader, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(mark);
    }
}
