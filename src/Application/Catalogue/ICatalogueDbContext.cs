using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>The tables of the module Catalogue.</summary>
public interface ICatalogueDbContext
{
    DbSet<Innovation> Innovations { get; }

    DbSet<InnovationVersion> InnovationVersions { get; }

    DbSet<Replication> Replications { get; }

    DbSet<ReplicationVersion> ReplicationVersions { get; }

    DbSet<Adaptation> Adaptations { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>The records that match.</summary>
    IQueryable<Innovation> RecordsOf(InnovationFilter filter);

    /// <summary>The newest version of each innovation that is public, those that match.</summary>
    IQueryable<InnovationVersion> PublicOf(InnovationFilter filter);
}

/// <summary>Which innovations are looked for; what is null leaves none out.</summary>
/// <param name="Theme">Code of a theme.</param>
/// <param name="Initiator">The wire's word for who started it.</param>
/// <param name="Department">Number of a département in which it takes place.</param>
public sealed record InnovationFilter(string? Theme, string? Initiator, string? Department);
