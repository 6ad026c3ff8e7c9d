using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadInnovations;

/// <summary>Lists the published versions of an innovation, newest first.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Page">Which page.</param>
[Anonymous]
public sealed record ListInnovationVersions(InnovationId Id, PageRequest Page) : IQuery<Page<InnovationVersionSummary>>, IPagedQuery;

/// <summary>Reads a published version of an innovation as it was.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Number">Number of the version, from 1 on.</param>
[Anonymous]
public sealed record GetInnovationVersion(InnovationId Id, int Number) : IQuery<InnovationVersionModel>;

/// <summary>A published version in a list.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Title">Its title.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record InnovationVersionSummary(int Number, string Title, DateTimeOffset PublishedAt);

/// <summary>A published version.</summary>
/// <param name="InnovationId">The innovation.</param>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Content">What it says.</param>
/// <param name="Pictures">Its pictures in their order.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Credits">Whose adaptations were accepted into it, in the order of their proposal.</param>
public sealed record InnovationVersionModel(
    InnovationId InnovationId,
    int Number,
    InnovationContentBody Content,
    IReadOnlyList<ShownPictureModel> Pictures,
    DateTimeOffset PublishedAt,
    IReadOnlyList<AdaptationCreditModel> Credits
);

/// <summary>An adaptation that was accepted into a version.</summary>
/// <param name="AdaptationId">The adaptation.</param>
/// <param name="ReplicationId">The replication to which it is owed.</param>
public sealed record AdaptationCreditModel(AdaptationId AdaptationId, ReplicationId ReplicationId);

internal sealed class ListInnovationVersionsValidator : AbstractValidator<ListInnovationVersions>
{
    public ListInnovationVersionsValidator() => this.IsPaged();
}

// Whether the innovation exists for the caller was answered by its gate.
internal sealed class InnovationVersionReads(ICatalogueDbContext db, IPictures pictures)
    : IQueryHandler<ListInnovationVersions, Page<InnovationVersionSummary>>,
        IQueryHandler<GetInnovationVersion, InnovationVersionModel>
{
    public async Task<Result<Page<InnovationVersionSummary>>> Handle(ListInnovationVersions request, CancellationToken cancellationToken)
    {
        var page = await db
            .InnovationVersions.AsNoTracking()
            .Where(x => x.InnovationId == request.Id)
            .ToPageAsync(x => x.Number, x => x.Id, descending: true, request.Page, x => x, x => (x.Number, x.Id), cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<InnovationVersionSummary>(
                [.. page.Value.Items.Select(x => new InnovationVersionSummary(x.Number, x.Content.Title, x.PublishedAt))],
                page.Value.NextCursor
            );
    }

    public async Task<Result<InnovationVersionModel>> Handle(GetInnovationVersion request, CancellationToken cancellationToken)
    {
        var version = await db
            .InnovationVersions.AsNoTracking()
            .SingleOrDefaultAsync(x => x.InnovationId == request.Id && x.Number == request.Number, cancellationToken);
        if (version is null)
        {
            return InnovationErrors.VersionNotFound;
        }

        var credits = await db
            .Adaptations.Where(x => x.InnovationId == request.Id && x.IntoVersion == request.Number)
            .OrderBy(x => x.Id)
            .Select(x => new AdaptationCreditModel(x.Id, x.ReplicationId))
            .ToListAsync(cancellationToken);
        var sizes = await pictures.SizesOfAsync([.. version.Pictures.Select(x => x.Id)], cancellationToken);
        return new InnovationVersionModel(
            version.InnovationId,
            version.Number,
            InnovationContentBody.Of(version.Content),
            ShownPictureModel.Of(version.Pictures, sizes),
            version.PublishedAt,
            credits
        );
    }
}
