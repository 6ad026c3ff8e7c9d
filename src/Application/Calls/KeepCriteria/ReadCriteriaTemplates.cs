using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.KeepCriteria;

/// <summary>Reads a template of criteria.</summary>
[Roles(Role.ProgrammeManager, Role.Auditor)]
public sealed record GetCriteriaTemplate(CriteriaTemplateId Id) : IQuery<CriteriaTemplateModel>;

/// <summary>Lists the templates of criteria; the region's four of 2013 are the first.</summary>
/// <param name="Page">Which page.</param>
[Roles(Role.ProgrammeManager, Role.Auditor)]
public sealed record ListCriteriaTemplates(PageRequest Page) : IQuery<Page<CriteriaTemplateSummary>>, IPagedQuery;

/// <summary>A template of criteria as a list shows it.</summary>
public record CriteriaTemplateSummary
{
    /// <summary>Identifier.</summary>
    public required CriteriaTemplateId Id { get; init; }

    /// <summary>Unique name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>A template of criteria.</summary>
public sealed record CriteriaTemplateModel : CriteriaTemplateSummary
{
    /// <summary>The criteria, in the shape in which a call takes them.</summary>
    public required IReadOnlyList<CriterionBody> Criteria { get; init; }
}

internal sealed class ListCriteriaTemplatesValidator : AbstractValidator<ListCriteriaTemplates>
{
    public ListCriteriaTemplatesValidator() => this.IsPaged();
}

/// <summary>Whether a template of criteria exists for the caller.</summary>
public sealed class CriteriaTemplateGate(ICallsDbContext db, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var templateId = new CriteriaTemplateId(id);
        return
            user.HasAny(Role.ProgrammeManager, Role.Auditor)
            && await db.CriteriaTemplates.AnyAsync(x => x.Id == templateId, cancellationToken)
            ? null
            : CriteriaTemplateErrors.NotFound;
    }
}

internal sealed class CriteriaTemplateReads(ICallsDbContext db)
    : IQueryHandler<GetCriteriaTemplate, CriteriaTemplateModel>,
        IQueryHandler<ListCriteriaTemplates, Page<CriteriaTemplateSummary>>
{
    public async Task<Result<CriteriaTemplateModel>> Handle(GetCriteriaTemplate request, CancellationToken cancellationToken) =>
        await db.CriteriaTemplates.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } template
            ? new CriteriaTemplateModel
            {
                Id = template.Id,
                Name = template.Name,
                Description = template.Description,
                Version = template.Version,
                Criteria = [.. template.Criteria.Select(CriterionBody.Of)],
            }
            : CriteriaTemplateErrors.NotFound;

    public Task<Result<Page<CriteriaTemplateSummary>>> Handle(ListCriteriaTemplates request, CancellationToken cancellationToken) =>
        db
            .CriteriaTemplates.AsNoTracking()
            .ToPageAsync(
                x => x.Id,
                descending: false,
                request.Page,
                x =>
                    x.Select(y => new CriteriaTemplateSummary
                    {
                        Id = y.Id,
                        Name = y.Name,
                        Description = y.Description,
                        Version = y.Version,
                    }),
                x => x.Id,
                cancellationToken
            );
}
