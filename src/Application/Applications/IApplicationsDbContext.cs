using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Application.Applications;

/// <summary>The tables of the module Applications.</summary>
public interface IApplicationsDbContext
{
    DbSet<GrantApplication> GrantApplications { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}

/// <summary>Numbers that the database gives out.</summary>
public interface IApplicationNumbers
{
    /// <summary>The next number of a call's applications; gaps are allowed. Above <paramref name="atLeast"/>, when given.</summary>
    Task<int> NextReferenceAsync(Domain.Calls.CallId call, int? atLeast, CancellationToken cancellationToken);

    /// <summary>The next receipt number; without gaps, for it is given in the transaction that uses it.</summary>
    Task<long> NextReceiptAsync(CancellationToken cancellationToken);
}
