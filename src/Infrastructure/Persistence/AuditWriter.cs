using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>Makes the audit row of one changed aggregate.</summary>
internal static class AuditWriter
{
    public static AuditEntry Write(AggregateChange change, RequestContext context, DateTimeOffset recordedAt)
    {
        var caller = context.Caller;
        return new AuditEntry(
            EntityId.New<AuditEntryId>(),
            recordedAt,
            context.Now,
            caller?.PerformedBy ?? caller?.Id,
            caller?.PerformedBy is null ? null : caller.Id,
            context.Action ?? "unnamed",
            Naming.KebabCase(change.Root.Metadata.ClrType.Name),
            ReadId(change.Root.Property("Id").CurrentValue!),
            change.Before.Count == 0 ? null : change.Before.ToJsonString(),
            change.After.Count == 0 ? null : change.After.ToJsonString(),
            context.TraceId
        );
    }

    private static Guid ReadId(object id) => (Guid)id.GetType().GetProperty("Value")!.GetValue(id)!;
}
