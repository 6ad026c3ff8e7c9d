using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>The tables of the module Calls.</summary>
public interface ICallsDbContext
{
    DbSet<CallForProjects> Calls { get; }

    DbSet<CriteriaTemplate> CriteriaTemplates { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
