using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Application.Evaluation.DiscussMarks;

/// <summary>Lists the consensus marks of a call that the caller may see: an evaluator those of applications whose sheet it has submitted.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Page">Which page.</param>
/// <param name="ApplicationId">Only consensus marks of this application.</param>
[Roles(Role.Evaluator, Role.ProgrammeManager, Role.WorkingGroupSecretary, Role.Auditor)]
[Admits(Role.WorkingGroupSecretary, Role.Auditor)]
[Relation(Relation.PanelMember, Role.Evaluator)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ListConsensusMarks(CallId CallId, PageRequest Page, Guid? ApplicationId)
    : IQuery<Page<ConsensusMarkModel>>,
        IPagedQuery;

/// <summary>A mark that the readers of an application found in a discussion.</summary>
public sealed record ConsensusMarkModel
{
    /// <summary>Identifier.</summary>
    public required ConsensusMarkId Id { get; init; }

    /// <summary>The application.</summary>
    public required GrantApplicationId ApplicationId { get; init; }

    /// <summary>Code of the criterion.</summary>
    public required string Criterion { get; init; }

    /// <summary>Whole points of the criterion's scale.</summary>
    public required int Mark { get; init; }

    /// <summary>The meeting in which it was found.</summary>
    public required MeetingId MeetingId { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The readers who agree.</summary>
    public required IReadOnlyList<UserId> AgreedBy { get; init; }

    /// <summary>Whether all readers whose sheets count agree: it counts in a new ranking, unless a newer one does.</summary>
    public required bool IsAgreed { get; init; }
}

internal sealed class ListConsensusMarksValidator : AbstractValidator<ListConsensusMarks>
{
    public ListConsensusMarksValidator() => this.IsPaged();
}

/// <summary>Which consensus marks the caller may see.</summary>
internal sealed class ConsensusAccess(IEvaluationDbContext db, ICallLookup calls, ICurrentUser user) : ISharedRule
{
    public async Task<Error?> WhyNotListAsync(CallId callId, CancellationToken cancellationToken)
    {
        if (user.HasAny(Role.Auditor, Role.WorkingGroupSecretary))
        {
            return null;
        }

        if (user.Has(Role.ProgrammeManager) && (await calls.FindAsync(callId, cancellationToken))!.Managers.Contains(user.Id!.Value))
        {
            return null;
        }

        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == callId, cancellationToken);
        return !user.Has(Role.Evaluator) ? PanelErrors.NotNamed
            : panel?.Includes(user.Id!.Value) == true ? null
            : PanelErrors.NotOnPanel;
    }

    public async Task<IQueryable<ConsensusMark>> VisibleAsync(CallId callId, CancellationToken cancellationToken)
    {
        var marks = db.ConsensusMarks.AsNoTracking().Where(x => x.CallId == callId);
        if (user.HasAny(Role.Auditor, Role.WorkingGroupSecretary))
        {
            return marks;
        }

        var reader = user.Id!.Value;
        return (await calls.FindAsync(callId, cancellationToken))?.Managers.Contains(reader) == true
            ? marks
            : marks.Where(x =>
                db.ScoreSheets.Any(y =>
                    y.ApplicationId == x.ApplicationId && y.EvaluatorId == reader && y.Status == ScoreSheetStatus.Submitted
                )
            );
    }
}

/// <summary>Whether a consensus mark exists for the caller.</summary>
[Admits(Role.WorkingGroupSecretary, Role.Auditor)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed class ConsensusMarkGate(IEvaluationDbContext db, ICallLookup calls, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var markId = new ConsensusMarkId(id);
        var call = await db.ConsensusMarks.Where(x => x.Id == markId).Select(x => x.CallId).SingleOrDefaultAsync(cancellationToken);
        var visible = await new ConsensusAccess(db, calls, user).VisibleAsync(call, cancellationToken);
        return await visible.AnyAsync(x => x.Id == markId, cancellationToken) ? null : ConsensusErrors.NotFound;
    }
}

internal sealed class ListConsensusMarksHandler(IEvaluationDbContext db, ConsensusAccess access)
    : IQueryHandler<ListConsensusMarks, Page<ConsensusMarkModel>>
{
    public async Task<Result<Page<ConsensusMarkModel>>> Handle(ListConsensusMarks query, CancellationToken cancellationToken)
    {
        if (await access.WhyNotListAsync(query.CallId, cancellationToken) is { } error)
        {
            return error;
        }

        var marks = await access.VisibleAsync(query.CallId, cancellationToken);
        if (query.ApplicationId is { } application)
        {
            var applicationId = new GrantApplicationId(application);
            marks = marks.Where(x => x.ApplicationId == applicationId);
        }

        var page = await marks.ToPageAsync(x => x.Id, descending: false, query.Page, x => x, x => x.Id, cancellationToken);
        if (page.IsFailure)
        {
            return page.Error;
        }

        var ids = page.Value.Items.Select(x => x.ApplicationId).Distinct().ToList();
        var readers = (
            await db
                .ScoreSheets.Where(x => ids.Contains(x.ApplicationId) && x.Status == ScoreSheetStatus.Submitted)
                .Select(x => new { x.ApplicationId, x.EvaluatorId })
                .ToListAsync(cancellationToken)
        ).ToLookup(x => x.ApplicationId, x => x.EvaluatorId);
        return new Page<ConsensusMarkModel>(
            [.. page.Value.Items.Select(x => ToModel(x, x.IsAgreedBy([.. readers[x.ApplicationId]])))],
            page.Value.NextCursor
        );
    }

    private static ConsensusMarkModel ToModel(ConsensusMark mark, bool isAgreed) =>
        new()
        {
            Id = mark.Id,
            ApplicationId = mark.ApplicationId,
            Criterion = mark.Criterion,
            Mark = mark.Value,
            MeetingId = mark.MeetingId,
            Reason = mark.Reason,
            RecordedAt = mark.RecordedAt,
            AgreedBy = [.. mark.Agreements.Select(x => x.UserId)],
            IsAgreed = isAgreed,
        };
}
