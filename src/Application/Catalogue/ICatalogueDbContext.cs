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

    DbSet<ContactRequest> ContactRequests { get; }

    DbSet<SavedSearch> SavedSearches { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>Until the transaction ends nobody else looks for what has this content, or keeps it.</summary>
    Task LockContentAsync(byte[] contentHash, CancellationToken cancellationToken);

    /// <summary>The search one of whose links has this secret, which nobody else may change until the transaction ends.</summary>
    Task<SavedSearch?> LockSavedSearchAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>The confirmed searches that are due and that nobody else holds, the longest due first; nobody else gets them until the transaction ends.</summary>
    Task<IReadOnlyList<SavedSearch>> LockDueSearchesAsync(DateTimeOffset now, int most, CancellationToken cancellationToken);

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
