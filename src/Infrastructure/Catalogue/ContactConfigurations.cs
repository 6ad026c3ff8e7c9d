using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Infrastructure.Catalogue;

internal sealed class ContactRequestConfiguration : IEntityTypeConfiguration<ContactRequest>
{
    public void Configure(EntityTypeBuilder<ContactRequest> builder)
    {
        builder.ToTable(
            "contact_requests",
            InnovationConfiguration.Schema,
            table =>
            {
                table.HasCheckConstraint(
                    "ck_contact_requests_holder",
                    "recipient = 'region' and handler = 'region' or organisation_id is not null"
                );
                table.HasCheckConstraint(
                    "ck_contact_requests_ended",
                    "(status in ('answered', 'closed', 'expired')) = (ended_at is not null) and (status = 'closed') = (closing is not null)"
                );
                // Nothing of a visitor stays by chance.
                table.HasCheckConstraint(
                    "ck_contact_requests_forgotten",
                    """
                    forgotten_at is null and email is not null and message is not null
                    or forgotten_at is not null and coalesce(
                        name, email, organisation, commune_code, message, answer, closing_reason, encode(content_hash, 'hex')
                    ) is null
                    """
                );
            }
        );
        builder.Property(x => x.Name).HasMaxLength(Limits.Title);
        builder.Property(x => x.Email).HasMaxLength(Limits.Email);
        builder.Property(x => x.Organisation).HasMaxLength(Limits.Title);
        builder.Property(x => x.CommuneCode).HasMaxLength(CatalogueLimits.CommuneCode);
        builder.Property(x => x.Department).HasMaxLength(3);
        builder.Property(x => x.Message).HasMaxLength(CatalogueLimits.ContactMessage);
        builder.Property(x => x.Language).HasMaxLength(2);
        builder.Property(x => x.ConsentVersion).HasMaxLength(CatalogueLimits.ConsentVersion);
        builder.Property(x => x.Answer).HasMaxLength(CatalogueLimits.ContactMessage);
        builder.Property(x => x.ClosingReason).HasMaxLength(CatalogueLimits.ContactReason);
        builder.HasIndex(x => x.ContentHash).IsUnique().HasDatabaseName("ux_contact_requests_content");
        builder.HasIndex(x => new { x.InnovationId, x.Id });
        builder.HasIndex(x => new { x.Status, x.Id });
        builder.HasIndex(x => new { x.AssigneeId, x.Id });
        builder.HasIndex(x => new { x.OrganisationId, x.Id });
        builder.HasIndex(x => x.KeptUntil).HasFilter("forgotten_at is null").HasDatabaseName("ix_contact_requests_kept_until");
        builder
            .HasIndex(x => x.InnovationId)
            .HasFilter("interest = 'wants-to-replicate'")
            .HasDatabaseName("ix_contact_requests_wanting_to_replicate");
        builder.HasOne<Innovation>().WithMany().HasForeignKey(x => x.InnovationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
