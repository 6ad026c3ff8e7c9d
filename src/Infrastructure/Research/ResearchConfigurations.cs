using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Research;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.Research;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Research;

internal sealed class ResearchConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["ux_consents_current"] = ConsentErrors.InForce,
            ["ux_agreements_reference"] = AgreementErrors.ReferenceTaken,
            ["ux_publications_doi"] = PublicationErrors.DoiTaken,
        }
    );

internal sealed class ResearchPartnerConfiguration : IEntityTypeConfiguration<ResearchPartner>
{
    public const string Schema = "research";

    public void Configure(EntityTypeBuilder<ResearchPartner> builder)
    {
        builder.ToTable(
            "partners",
            Schema,
            table =>
            {
                table.HasCheckConstraint("ck_partners_parent", "parent_id <> id and (parent_id is null or kind <> 'university')");
                table.HasCheckConstraint(
                    "ck_partners_identifiers",
                    "(ror is null or kind <> 'researcher') and (orcid is null or kind = 'researcher')"
                );
            }
        );
        builder.Property(x => x.Name).HasMaxLength(ResearchLimits.Name);
        builder.Property(x => x.Website).HasMaxLength(ResearchLimits.Url);
        builder.Property(x => x.Place).IsJson();
        builder.Property(x => x.Description).HasMaxLength(ResearchLimits.Description);
        builder.Property(x => x.Ror).HasMaxLength(Ror.Length);
        builder.Property(x => x.Orcid).HasMaxLength(Orcid.Length);
        builder.HasIndex(x => new { x.Kind, x.Id });
        builder.HasIndex(x => x.ParentId);
        builder.HasIndex(x => x.Themes).HasMethod("gin").HasDatabaseName("ix_partners_themes");
        builder.HasOne<ResearchPartner>().WithMany().HasForeignKey(x => x.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ResearchSubjectConfiguration : IEntityTypeConfiguration<ResearchSubject>
{
    public void Configure(EntityTypeBuilder<ResearchSubject> builder)
    {
        builder.ToTable(
            "subjects",
            ResearchPartnerConfiguration.Schema,
            table =>
            {
                table.HasCheckConstraint("ck_subjects_period", "until >= \"from\"");
                table.HasCheckConstraint("ck_subjects_published", "(status = 'draft') = (published_at is null)");
                table.HasCheckConstraint("ck_subjects_innovation", "kind <> 'innovation-evaluation' or innovation_id is not null");
            }
        );
        builder.Property(x => x.Title).HasMaxLength(Limits.Title);
        builder.Property(x => x.Text).HasMaxLength(ResearchLimits.Text);
        builder.HasIndex(x => new { x.Status, x.Id });
        builder.HasIndex(x => new { x.Direction, x.Id });
        builder.HasIndex(x => new { x.Kind, x.Id });
        builder.HasIndex(x => x.PartnerId);
        builder.HasIndex(x => x.InnovationId);
        builder.HasIndex(x => x.Themes).HasMethod("gin").HasDatabaseName("ix_subjects_themes");
        builder.HasOne<ResearchPartner>().WithMany().HasForeignKey(x => x.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Innovation>().WithMany().HasForeignKey(x => x.InnovationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SharingConsentConfiguration : IEntityTypeConfiguration<SharingConsent>
{
    public void Configure(EntityTypeBuilder<SharingConsent> builder)
    {
        builder.ToTable(
            "consents",
            ResearchPartnerConfiguration.Schema,
            table =>
                table.HasCheckConstraint(
                    "ck_consents_withdrawn",
                    "(withdrawn_by is null) = (withdrawn_at is null) and (withdrawn_at is null or not is_current)"
                )
        );
        builder.Property(x => x.Data).IsJson();
        builder.HasIndex(x => x.GrantId).IsUnique().HasFilter("is_current").HasDatabaseName("ux_consents_current");
        builder.HasIndex(x => new { x.GrantId, x.Id });
        builder.HasIndex(x => x.OrganisationId);
        builder.HasIndex(x => x.Id).IsDescending().HasFilter("is_current").HasDatabaseName("ix_consents_newest");
        builder.HasOne<Grant>().WithMany().HasForeignKey(x => x.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ResearchAgreementConfiguration : IEntityTypeConfiguration<ResearchAgreement>
{
    public void Configure(EntityTypeBuilder<ResearchAgreement> builder)
    {
        builder.ToTable(
            "agreements",
            ResearchPartnerConfiguration.Schema,
            table =>
            {
                table.HasCheckConstraint("ck_agreements_object", "num_nonnulls(subject_id, innovation_id, grant_id) = 1");
                table.HasCheckConstraint("ck_agreements_period", "until >= \"from\"");
            }
        );
        builder.Property(x => x.Reference).HasMaxLength(Limits.Reference);
        builder.HasIndex(x => x.Reference).IsUnique().HasDatabaseName("ux_agreements_reference");
        builder.HasIndex(x => new { x.PartnerId, x.Id });
        builder.HasIndex(x => x.OrganisationId);
        builder.HasIndex(x => x.SubjectId);
        builder.HasIndex(x => x.InnovationId);
        builder.HasIndex(x => x.GrantId);
        builder.HasOne<ResearchPartner>().WithMany().HasForeignKey(x => x.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ResearchSubject>().WithMany().HasForeignKey(x => x.SubjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Innovation>().WithMany().HasForeignKey(x => x.InnovationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Grant>().WithMany().HasForeignKey(x => x.GrantId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ResearchPublicationConfiguration : IEntityTypeConfiguration<ResearchPublication>
{
    public void Configure(EntityTypeBuilder<ResearchPublication> builder)
    {
        builder.ToTable(
            "publications",
            ResearchPartnerConfiguration.Schema,
            table =>
            {
                table.HasCheckConstraint("ck_publications_doi", "doi = lower(doi) and doi like '10.%/%'");
                table.HasCheckConstraint("ck_publications_year", "issued_year between 1900 and 2100");
            }
        );
        builder.Property(x => x.Title).HasMaxLength(ResearchLimits.Title);
        builder.Property(x => x.ContainerTitle).HasMaxLength(ResearchLimits.Title);
        builder.Property(x => x.Doi).HasMaxLength(Doi.MaxLength);
        builder.Property(x => x.Authors).IsJson();
        builder.HasIndex(x => x.Doi).IsUnique().HasDatabaseName("ux_publications_doi");
        builder.HasIndex(x => new { x.IssuedYear, x.Id });
        builder.HasIndex(x => new { x.InnovationId, x.Id });
        builder.HasIndex(x => x.SubjectId);
        builder.HasOne<Innovation>().WithMany().HasForeignKey(x => x.InnovationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ResearchSubject>().WithMany().HasForeignKey(x => x.SubjectId).OnDelete(DeleteBehavior.Restrict);
    }
}
