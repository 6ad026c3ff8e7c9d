using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadDna;

/// <summary>The DNA that a caller sees of an innovation.</summary>
internal sealed record ShownDna(Innovation Innovation, InnovationVersion? Published, InnovationDna Dna);

/// <summary>Finds the DNA that a caller sees of an innovation.</summary>
internal sealed class ShownDnas(ICatalogueDbContext db, InnovationAccess access) : ISharedRule
{
    /// <summary>Of a published version; without a number, what is being written for whoever sees that, the newest version for all others.</summary>
    public async Task<Result<ShownDna>> FindAsync(InnovationId id, int? number, bool isPublic, CancellationToken cancellationToken)
    {
        var visible = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } innovation)
        {
            return InnovationErrors.NotFound;
        }

        if (number is null && !isPublic && await access.SeesDraftAsync(innovation, cancellationToken))
        {
            return innovation.Dna is { } written ? new ShownDna(innovation, null, written) : DnaErrors.NotFound;
        }

        var wanted = number ?? innovation.PublishedVersion;
        var version = await db
            .InnovationVersions.AsNoTracking()
            .SingleOrDefaultAsync(x => x.InnovationId == id && x.Number == wanted, cancellationToken);
        return version is null ? InnovationErrors.VersionNotFound
            : version.Dna is { } dna ? new ShownDna(innovation, version, dna)
            : DnaErrors.NotFound;
    }
}

internal sealed class DnaReads(ShownDnas shown)
    : IQueryHandler<GetDna, DnaModel>,
        IQueryHandler<ExportDna, DnaExportModel>,
        IQueryHandler<ListDnaDifferences, Page<DnaDifferenceModel>>
{
    public async Task<Result<DnaModel>> Handle(GetDna request, CancellationToken cancellationToken)
    {
        var found = await shown.FindAsync(request.Id, request.Version, isPublic: false, cancellationToken);
        return found.IsFailure
            ? found.Error
            : new DnaModel(
                request.Id,
                found.Value.Published?.Number,
                InnovationDnaBody.Of(found.Value.Dna),
                found.Value.Innovation.Version
            );
    }

    public async Task<Result<DnaExportModel>> Handle(ExportDna request, CancellationToken cancellationToken)
    {
        var found = await shown.FindAsync(request.Id, request.Version, isPublic: true, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var version = found.Value.Published!;
        return new DnaExportModel(
            request.Service + request.Schema,
            request.Id,
            version.Content.Title,
            version.Number,
            version.PublishedAt,
            InnovationDnaBody.Of(DocumentAddress.Resolve(found.Value.Dna, request.Service))
        );
    }

    public async Task<Result<Page<DnaDifferenceModel>>> Handle(ListDnaDifferences request, CancellationToken cancellationToken)
    {
        var here = await shown.FindAsync(request.Id, request.Version, isPublic: false, cancellationToken);
        if (here.IsFailure)
        {
            return here.Error;
        }

        var there = await shown.FindAsync(new InnovationId(request.With), request.WithVersion, isPublic: false, cancellationToken);
        return there.IsFailure
            ? DnaErrors.UnknownOther
            : ComputedPages.Of(
                DnaComparison.Of(here.Value.Dna, there.Value.Dna),
                request.Limit,
                request.After,
                x => new DnaDifferenceModel(x.Part, x.Key, x.Kind, x.Here, x.There, x.Members)
            );
    }
}
