using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research;

/// <summary>The tables of the module Research.</summary>
public interface IResearchDbContext
{
    DbSet<ResearchPartner> ResearchPartners { get; }

    DbSet<ResearchSubject> ResearchSubjects { get; }

    DbSet<SharingConsent> SharingConsents { get; }

    DbSet<ResearchAgreement> ResearchAgreements { get; }

    DbSet<ResearchPublication> ResearchPublications { get; }

    /// <summary>Partners with a theme, if one is given.</summary>
    IQueryable<ResearchPartner> PartnersWith(string? theme);

    /// <summary>Subjects with a theme, if one is given.</summary>
    IQueryable<ResearchSubject> SubjectsWith(string? theme);

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
