using AutoMapper;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;

namespace SocialInnovation.Application.Platform.ReadAuditTrail;

/// <summary>Reads the audit trail, oldest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="EntityId">Only changes of this resource.</param>
/// <param name="ActorId">Only changes by this user.</param>
[Roles(Role.Auditor)]
public sealed record ReadAuditTrail(PageRequest Page, Guid? EntityId, Guid? ActorId) : IQuery<Page<AuditEntryModel>>, IPagedQuery;

internal sealed class ReadAuditTrailValidator : AbstractValidator<ReadAuditTrail>
{
    public ReadAuditTrailValidator() => this.IsPaged();
}

internal sealed class ReadAuditTrailHandler(IPlatformDbContext db, IMapper mapper) : IQueryHandler<ReadAuditTrail, Page<AuditEntryModel>>
{
    public Task<Result<Page<AuditEntryModel>>> Handle(ReadAuditTrail query, CancellationToken cancellationToken)
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (query.EntityId is { } entity)
        {
            entries = entries.Where(x => x.EntityId == entity);
        }

        if (query.ActorId is { } actor)
        {
            var actorId = new UserId(actor);
            entries = entries.Where(x => x.ActorId == actorId);
        }

        return entries.ToPageAsync(
            x => x.Id,
            descending: false,
            query.Page,
            x => x.ProjectTo<AuditEntryModel>(mapper.ConfigurationProvider),
            x => x.Id,
            cancellationToken
        );
    }
}
