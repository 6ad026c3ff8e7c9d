using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>Reads over all public replications of an innovation; those that an editor withdrew are left out.</summary>
public interface IReplicationReads
{
    /// <summary>The tree below an innovation, nearest to it first, by one recursive query whatever its depth.</summary>
    Task<IReadOnlyList<LineageRow>> LineageAsync(InnovationId id, int take, CancellationToken cancellationToken);

    /// <summary>Which elements the newest forks changed in the same manner, the most frequent first.</summary>
    Task<IReadOnlyList<PatternRow>> PatternsAsync(InnovationId id, int skip, int take, CancellationToken cancellationToken);

    /// <summary>The established replications, nearest first where coordinates are given, else the newest first.</summary>
    Task<IReadOnlyList<EstablishedRow>> EstablishedAsync(
        InnovationId id,
        decimal? latitude,
        decimal? longitude,
        int take,
        CancellationToken cancellationToken
    );
}

/// <summary>A replication in the lineage.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="ParentId">The nearest public replication that it follows; null when there is none between it and the innovation.</param>
/// <param name="Depth">How many steps it is below the innovation, from 1 on; what was withdrawn is no step.</param>
/// <param name="Status">The wire's word for its status.</param>
/// <param name="OrganisationId">Whose it is.</param>
/// <param name="CommuneCode">INSEE code of its commune.</param>
/// <param name="Commune">Its commune.</param>
/// <param name="Department">Its département.</param>
public sealed record LineageRow(
    Guid Id,
    Guid? ParentId,
    int Depth,
    string Status,
    Guid OrganisationId,
    string CommuneCode,
    string Commune,
    string Department
);

/// <summary>An adaptation that recurs.</summary>
/// <param name="Code">What was changed, as <see cref="DnaChange.ToCode"/> writes it.</param>
/// <param name="Replications">In how many replications.</param>
/// <param name="Ids">Their ids, at most 100, the oldest first.</param>
public sealed record PatternRow(string Code, int Replications, Guid[] Ids);

/// <summary>An established replication.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="OrganisationId">Whose it is.</param>
/// <param name="Commune">Its commune.</param>
/// <param name="Department">Its département.</param>
/// <param name="DistanceKm">Great-circle distance in whole kilometres; null where either place has no coordinates.</param>
public sealed record EstablishedRow(Guid Id, Guid OrganisationId, string Commune, string Department, int? DistanceKm);
