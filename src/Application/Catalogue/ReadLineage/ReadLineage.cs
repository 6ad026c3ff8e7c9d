using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Catalogue.ReadLineage;

/// <summary>
/// Reads who reproduced an innovation, and after whom: the tree of its public replications, of any depth. At most 10 000 are told, those
/// nearest to the innovation.
/// </summary>
[Anonymous]
public sealed record GetLineage(InnovationId Id) : IQuery<LineageModel>;

/// <summary>The same as a GraphML file, for programs that draw and measure graphs.</summary>
[Anonymous]
public sealed record GetLineageGraph(InnovationId Id) : IQuery<LineageModel>;

/// <summary>The same drawn as an SVG picture in French or English, by <c>Accept-Language</c>: one column a depth, one row a leaf.</summary>
[Anonymous]
public sealed record GetLineageDrawing(InnovationId Id) : IQuery<LineageModel>;

/// <summary>The replications of an innovation as a tree.</summary>
/// <param name="InnovationId">The innovation, the tree's root.</param>
/// <param name="Title">Its title.</param>
/// <param name="Depth">How many steps the farthest replication is below it; 0 without any.</param>
/// <param name="IsComplete">False when there are more than 10 000, of which the farthest are left out.</param>
/// <param name="Nodes">The replications, by depth.</param>
/// <param name="Edges">Who follows whom; each replication follows one.</param>
public sealed record LineageModel(
    InnovationId InnovationId,
    string Title,
    int Depth,
    bool IsComplete,
    IReadOnlyList<LineageNodeModel> Nodes,
    IReadOnlyList<LineageEdgeModel> Edges
);

/// <summary>A replication in the tree.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Depth">How many steps it is below the innovation, from 1 on.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="OrganisationName">Who replicates.</param>
/// <param name="CommuneCode">INSEE code of its commune.</param>
/// <param name="Commune">Its commune.</param>
/// <param name="Department">Its département.</param>
public sealed record LineageNodeModel(
    Guid Id,
    int Depth,
    ReplicationStatus Status,
    string? OrganisationName,
    string CommuneCode,
    string Commune,
    string Department
);

/// <summary>Who follows whom.</summary>
/// <param name="From">The innovation, or the replication that is followed.</param>
/// <param name="To">The replication that follows.</param>
public sealed record LineageEdgeModel(Guid From, Guid To);

// Whether the innovation exists for the caller was answered by its gate. Each representation is of what everybody sees.
internal sealed class LineageReads(ICatalogueDbContext db, IReplicationReads reads, IOrganisationLookup organisations)
    : IQueryHandler<GetLineage, LineageModel>,
        IQueryHandler<GetLineageGraph, LineageModel>,
        IQueryHandler<GetLineageDrawing, LineageModel>
{
    public Task<Result<LineageModel>> Handle(GetLineage request, CancellationToken cancellationToken) =>
        ReadAsync(request.Id, cancellationToken);

    public Task<Result<LineageModel>> Handle(GetLineageGraph request, CancellationToken cancellationToken) =>
        ReadAsync(request.Id, cancellationToken);

    public Task<Result<LineageModel>> Handle(GetLineageDrawing request, CancellationToken cancellationToken) =>
        ReadAsync(request.Id, cancellationToken);

    private async Task<Result<LineageModel>> ReadAsync(InnovationId id, CancellationToken cancellationToken)
    {
        var innovation = await db.Innovations.AsNoTracking().SingleAsync(x => x.Id == id, cancellationToken);
        var published = await db
            .InnovationVersions.AsNoTracking()
            .SingleOrDefaultAsync(x => x.InnovationId == id && x.Number == innovation.PublishedVersion, cancellationToken);
        var rows = await reads.LineageAsync(id, CatalogueLimits.LineageNodes + 1, cancellationToken);
        var shown = rows.Take(CatalogueLimits.LineageNodes).ToList();
        var names = await organisations.NamesAsync(
            [.. shown.Select(x => new OrganisationId(x.OrganisationId)).Distinct()],
            cancellationToken
        );
        return new LineageModel(
            id,
            (published?.Content ?? innovation.Content).Title,
            shown.Count == 0 ? 0 : shown[^1].Depth,
            rows.Count == shown.Count,
            [
                .. shown.Select(x => new LineageNodeModel(
                    x.Id,
                    x.Depth,
                    Naming.Parse<ReplicationStatus>(x.Status)!.Value,
                    names.GetValueOrDefault(new OrganisationId(x.OrganisationId)),
                    x.CommuneCode,
                    x.Commune,
                    x.Department
                )),
            ],
            [.. shown.Select(x => new LineageEdgeModel(x.ParentId ?? id.Value, x.Id))]
        );
    }
}
