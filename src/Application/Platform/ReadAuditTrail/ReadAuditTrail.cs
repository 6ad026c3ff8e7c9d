using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ReadAuditTrail;

/// <summary>Reads the audit trail, oldest first: changes, and readings of personal data.</summary>
/// <param name="Page">Which page.</param>
/// <param name="EntityId">Only changes and readings of this resource.</param>
/// <param name="ActorId">Only changes and readings by this user.</param>
[Roles(Role.Auditor)]
public sealed record ReadAuditTrail(PageRequest Page, Guid? EntityId, Guid? ActorId) : IQuery<Page<AuditEntryModel>>, IPagedQuery;

internal sealed class ReadAuditTrailValidator : AbstractValidator<ReadAuditTrail>
{
    public ReadAuditTrailValidator() => this.IsPaged();
}

internal sealed class ReadAuditTrailHandler(IPlatformDbContext db) : IQueryHandler<ReadAuditTrail, Page<AuditEntryModel>>
{
    public async Task<Result<Page<AuditEntryModel>>> Handle(ReadAuditTrail query, CancellationToken cancellationToken)
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (query.EntityId is { } entity)
        {
            entries = entries.Where(x => x.EntityId == entity || x.ReadIds!.Contains(entity));
        }

        if (query.ActorId is { } actor)
        {
            var actorId = new UserId(actor);
            entries = entries.Where(x => x.ActorId == actorId);
        }

        var page = await entries.ToPageAsync(x => x.Id, descending: false, query.Page, x => x, x => x.Id, cancellationToken);
        if (page.IsFailure)
        {
            return page.Error;
        }

        var values = await ValuesAsync(page.Value.Items, cancellationToken);
        return new Page<AuditEntryModel>([.. page.Value.Items.Select(x => ToModel(x, values))], page.Value.NextCursor);
    }

    private async Task<IReadOnlyDictionary<string, string>> ValuesAsync(
        IReadOnlyList<AuditEntry> entries,
        CancellationToken cancellationToken
    )
    {
        var ids = entries.Where(x => AuditCommitments.Has(x.Before) || AuditCommitments.Has(x.After)).Select(x => x.Id).ToList();
        return ids.Count == 0
            ? new Dictionary<string, string>()
            : await db
                .AuditPersonalValues.AsNoTracking()
                .Where(x => ids.Contains(x.EntryId))
                .ToDictionaryAsync(x => x.Commitment, x => x.Value, cancellationToken);
    }

    private static AuditEntryModel ToModel(AuditEntry entry, IReadOnlyDictionary<string, string> values) =>
        new()
        {
            Id = entry.Id,
            RecordedAt = entry.RecordedAt,
            EffectiveAt = entry.EffectiveAt,
            ActorId = entry.ActorId,
            OnBehalfOfId = entry.OnBehalfOfId,
            Action = entry.Action,
            EntityType = entry.EntityType,
            EntityId = entry.EntityId,
            ReadIds = entry.ReadIds,
            Before = AuditCommitments.Open(entry.Before, values),
            After = AuditCommitments.Open(entry.After, values),
            TraceId = entry.TraceId,
            Origin = entry.Origin,
        };
}
