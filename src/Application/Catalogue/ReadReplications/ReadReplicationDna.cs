using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue.ReadDna;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadReplications;

/// <summary>Reads a replication's fork of the DNA.</summary>
/// <param name="Id">The replication.</param>
/// <param name="Version">Number of the fork's version that is wanted; the newest when not given.</param>
[Anonymous]
public sealed record GetReplicationDna(ReplicationId Id, int? Version) : IQuery<ReplicationDnaModel>;

/// <summary>Lists the versions of a replication's fork of the DNA, newest first.</summary>
/// <param name="Id">The replication.</param>
/// <param name="Page">Which page.</param>
[Anonymous]
public sealed record ListReplicationDnaVersions(ReplicationId Id, PageRequest Page) : IQuery<Page<DnaVersionSummary>>, IPagedQuery;

/// <summary>Compares a replication's fork of the DNA with the origin's version from which it began, part by part; the origin is first.</summary>
/// <param name="Id">The replication.</param>
/// <param name="Version">Number of the fork's version; the newest when not given.</param>
/// <param name="Limit">Number of items, 1 to 100; 20 when not given.</param>
/// <param name="After">The former page's <c>nextCursor</c>.</param>
[Anonymous]
public sealed record ListReplicationChanges(ReplicationId Id, int? Version, int? Limit, int? After) : IQuery<Page<DnaDifferenceModel>>;

/// <summary>How a replication is made.</summary>
/// <param name="ReplicationId">The replication.</param>
/// <param name="DnaVersion">Number of the fork's version.</param>
/// <param name="PublishedAt">When that version was published.</param>
/// <param name="Dna">The DNA.</param>
/// <param name="Version">Version of the replication, which is the ETag.</param>
public sealed record ReplicationDnaModel(
    ReplicationId ReplicationId,
    int DnaVersion,
    DateTimeOffset PublishedAt,
    InnovationDnaBody Dna,
    int Version
);

/// <summary>A version of a fork in a list.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="ChangeCount">How many elements it changed of the origin.</param>
/// <param name="PublishedAt">When it was published.</param>
public sealed record DnaVersionSummary(int Number, int ChangeCount, DateTimeOffset PublishedAt);

internal sealed class GetReplicationDnaValidator : AbstractValidator<GetReplicationDna>
{
    public GetReplicationDnaValidator() => RuleFor(x => x.Version).GreaterThan(0);
}

internal sealed class ListReplicationDnaVersionsValidator : AbstractValidator<ListReplicationDnaVersions>
{
    public ListReplicationDnaVersionsValidator() => this.IsPaged();
}

internal sealed class ListReplicationChangesValidator : AbstractValidator<ListReplicationChanges>
{
    public ListReplicationChangesValidator()
    {
        this.IsPagedBy(x => x.Limit, x => x.After);
        RuleFor(x => x.Version).GreaterThan(0);
    }
}

// Whether the replication exists for the caller was answered by its gate.
internal sealed class ReplicationDnaReads(ICatalogueDbContext db)
    : IQueryHandler<GetReplicationDna, ReplicationDnaModel>,
        IQueryHandler<ListReplicationDnaVersions, Page<DnaVersionSummary>>,
        IQueryHandler<ListReplicationChanges, Page<DnaDifferenceModel>>
{
    public async Task<Result<ReplicationDnaModel>> Handle(GetReplicationDna request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, request.Version, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (replication, fork) = found.Value;
        return new ReplicationDnaModel(replication.Id, fork.Number, fork.PublishedAt, InnovationDnaBody.Of(fork.Dna), replication.Version);
    }

    public async Task<Result<Page<DnaVersionSummary>>> Handle(ListReplicationDnaVersions request, CancellationToken cancellationToken)
    {
        var page = await db
            .ReplicationVersions.AsNoTracking()
            .Where(x => x.ReplicationId == request.Id)
            .ToPageAsync(
                x => x.Number,
                x => x.Id,
                descending: true,
                request.Page,
                x => x.Select(y => new VersionLine(y.Id, y.Number, y.ChangeCount, y.PublishedAt)),
                x => (x.Number, x.Id),
                cancellationToken
            );
        return page.IsFailure
            ? page.Error
            : new Page<DnaVersionSummary>(
                [.. page.Value.Items.Select(x => new DnaVersionSummary(x.Number, x.ChangeCount, x.PublishedAt))],
                page.Value.NextCursor
            );
    }

    public async Task<Result<Page<DnaDifferenceModel>>> Handle(ListReplicationChanges request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(request.Id, request.Version, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (replication, fork) = found.Value;
        var origin = await db
            .InnovationVersions.Where(x => x.InnovationId == replication.InnovationId && x.Number == replication.OriginVersion)
            .Select(x => x.Dna)
            .SingleAsync(cancellationToken);
        return origin is null
            ? DnaErrors.NotFound
            : ComputedPages.Of(
                DnaComparison.Of(origin, fork.Dna),
                request.Limit,
                request.After,
                x => new DnaDifferenceModel(x.Part, x.Key, x.Kind, x.Here, x.There, x.Members)
            );
    }

    private async Task<Result<(Replication Replication, ReplicationVersion Fork)>> FindAsync(
        ReplicationId id,
        int? number,
        CancellationToken cancellationToken
    )
    {
        var replication = await db.Replications.AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        var wanted = number ?? replication.DnaVersion;
        var fork = await db
            .ReplicationVersions.AsNoTracking()
            .SingleOrDefaultAsync(x => x.ReplicationId == id && x.Number == wanted, cancellationToken);
        return fork is not null ? (replication, fork)
            : number is null ? DnaErrors.NotFound
            : ReplicationErrors.DnaVersionNotFound;
    }

    private sealed record VersionLine(ReplicationVersionId Id, int Number, int ChangeCount, DateTimeOffset PublishedAt);
}
