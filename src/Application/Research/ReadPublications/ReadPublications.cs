using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Research.RecordPublication;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.ReadPublications;

/// <summary>Reads a publication.</summary>
[Anonymous]
public sealed record GetPublication(ResearchPublicationId Id) : IQuery<PublicationModel>;

/// <summary>Exports a publication as CSL JSON, which citation managers read.</summary>
[Anonymous]
public sealed record GetPublicationCsl(ResearchPublicationId Id) : IQuery<IReadOnlyList<CslItem>>;

/// <summary>Exports a publication as BibTeX, in which accents and special characters are LaTeX.</summary>
[Anonymous]
public sealed record GetPublicationBibtex(ResearchPublicationId Id) : IQuery<PublicationModel>;

/// <summary>What lists and exports of publications can be narrowed to.</summary>
public interface IPublicationFilter
{
    /// <summary>Only those about this innovation.</summary>
    Guid? InnovationId { get; }

    /// <summary>Only those of this year.</summary>
    int? IssuedYear { get; }
}

/// <summary>Lists the publications, last recorded first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="InnovationId">Only those about this innovation.</param>
/// <param name="IssuedYear">Only those of this year.</param>
[Anonymous]
public sealed record ListPublications(PageRequest Page, Guid? InnovationId, int? IssuedYear)
    : IQuery<Page<PublicationModel>>,
        IPagedQuery,
        IPublicationFilter;

/// <summary>Exports the publications as CSL JSON, which citation managers read: the 1 000 last recorded of those that are asked for.</summary>
/// <param name="InnovationId">Only those about this innovation.</param>
/// <param name="IssuedYear">Only those of this year.</param>
[Anonymous]
public sealed record ExportPublicationsCsl(Guid? InnovationId, int? IssuedYear) : IQuery<IReadOnlyList<CslItem>>, IPublicationFilter;

/// <summary>
/// Exports the publications as BibTeX, in which accents and special characters are LaTeX: the 1 000 last recorded of those that are asked for.
/// </summary>
/// <param name="InnovationId">Only those about this innovation.</param>
/// <param name="IssuedYear">Only those of this year.</param>
[Anonymous]
public sealed record ExportPublicationsBibtex(Guid? InnovationId, int? IssuedYear)
    : IQuery<IReadOnlyList<PublicationModel>>,
        IPublicationFilter;

/// <summary>What research published.</summary>
public sealed record PublicationModel
{
    /// <summary>Identifier.</summary>
    public required ResearchPublicationId Id { get; init; }

    /// <summary>In what form it was published.</summary>
    public required PublicationKind Kind { get; init; }

    /// <summary>Title.</summary>
    public required string PublicationTitle { get; init; }

    /// <summary>Its authors in their order.</summary>
    public required IReadOnlyList<PublicationAuthorBody> Authors { get; init; }

    /// <summary>Year of publication.</summary>
    public required int IssuedYear { get; init; }

    /// <summary>Its DOI, without the resolver's address.</summary>
    public string? Doi { get; init; }

    /// <summary>The journal, the proceedings or the series.</summary>
    public string? ContainerTitle { get; init; }

    /// <summary>The innovation that it is about.</summary>
    public InnovationId? InnovationId { get; init; }

    /// <summary>The research subject out of which it came.</summary>
    public ResearchSubjectId? SubjectId { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    internal static PublicationModel Of(ResearchPublication publication) =>
        new()
        {
            Id = publication.Id,
            Kind = publication.Kind,
            PublicationTitle = publication.Title,
            Authors = [.. publication.Authors.Select(x => new PublicationAuthorBody(x.FamilyName, x.GivenName))],
            IssuedYear = publication.IssuedYear,
            Doi = publication.Doi,
            ContainerTitle = publication.ContainerTitle,
            InnovationId = publication.InnovationId,
            SubjectId = publication.SubjectId,
            Version = publication.Version,
        };
}

internal sealed class ListPublicationsValidator : AbstractValidator<ListPublications>
{
    public ListPublicationsValidator()
    {
        this.IsPaged();
        this.IsOfAYear();
    }
}

internal sealed class ExportPublicationsCslValidator : AbstractValidator<ExportPublicationsCsl>
{
    public ExportPublicationsCslValidator() => this.IsOfAYear();
}

internal sealed class ExportPublicationsBibtexValidator : AbstractValidator<ExportPublicationsBibtex>
{
    public ExportPublicationsBibtexValidator() => this.IsOfAYear();
}

internal static class PublicationFilters
{
    public static void IsOfAYear<TQuery>(this AbstractValidator<TQuery> validator)
        where TQuery : IPublicationFilter =>
        validator.RuleFor(x => x.IssuedYear).InclusiveBetween(ResearchLimits.FirstYear, ResearchLimits.LastYear);

    public static IQueryable<ResearchPublication> Narrowed(this IQueryable<ResearchPublication> publications, IPublicationFilter filter)
    {
        if (filter.InnovationId is { } innovation)
        {
            var innovationId = new InnovationId(innovation);
            publications = publications.Where(x => x.InnovationId == innovationId);
        }

        return filter.IssuedYear is { } year ? publications.Where(x => x.IssuedYear == year) : publications;
    }
}

internal sealed class PublicationReads(IResearchDbContext db)
    : IQueryHandler<GetPublication, PublicationModel>,
        IQueryHandler<GetPublicationCsl, IReadOnlyList<CslItem>>,
        IQueryHandler<GetPublicationBibtex, PublicationModel>,
        IQueryHandler<ListPublications, Page<PublicationModel>>,
        IQueryHandler<ExportPublicationsCsl, IReadOnlyList<CslItem>>,
        IQueryHandler<ExportPublicationsBibtex, IReadOnlyList<PublicationModel>>
{
    public Task<Result<PublicationModel>> Handle(GetPublication request, CancellationToken cancellationToken) =>
        FindAsync(request.Id, PublicationModel.Of, cancellationToken);

    public Task<Result<IReadOnlyList<CslItem>>> Handle(GetPublicationCsl request, CancellationToken cancellationToken) =>
        FindAsync<IReadOnlyList<CslItem>>(request.Id, x => [CslItem.Of(x)], cancellationToken);

    public Task<Result<PublicationModel>> Handle(GetPublicationBibtex request, CancellationToken cancellationToken) =>
        FindAsync(request.Id, PublicationModel.Of, cancellationToken);

    public async Task<Result<Page<PublicationModel>>> Handle(ListPublications request, CancellationToken cancellationToken)
    {
        var page = await db
            .ResearchPublications.AsNoTracking()
            .Narrowed(request)
            .ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<PublicationModel>([.. page.Value.Items.Select(PublicationModel.Of)], page.Value.NextCursor);
    }

    public Task<Result<IReadOnlyList<CslItem>>> Handle(ExportPublicationsCsl request, CancellationToken cancellationToken) =>
        ExportAsync(request, CslItem.Of, cancellationToken);

    public Task<Result<IReadOnlyList<PublicationModel>>> Handle(ExportPublicationsBibtex request, CancellationToken cancellationToken) =>
        ExportAsync(request, PublicationModel.Of, cancellationToken);

    private async Task<Result<TModel>> FindAsync<TModel>(
        ResearchPublicationId id,
        Func<ResearchPublication, TModel> toModel,
        CancellationToken cancellationToken
    ) =>
        await db.ResearchPublications.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } publication
            ? toModel(publication)
            : PublicationErrors.NotFound;

    private async Task<Result<IReadOnlyList<TModel>>> ExportAsync<TModel>(
        IPublicationFilter filter,
        Func<ResearchPublication, TModel> toModel,
        CancellationToken cancellationToken
    )
    {
        var publications = await db
            .ResearchPublications.AsNoTracking()
            .Narrowed(filter)
            .OrderByDescending(x => x.Id)
            .Take(ResearchLimits.Exported)
            .ToListAsync(cancellationToken);
        return publications.ConvertAll(x => toModel(x));
    }
}
