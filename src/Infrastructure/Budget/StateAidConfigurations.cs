using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Infrastructure.Budget;

internal sealed class AidRegulationConfiguration : IEntityTypeConfiguration<AidRegulation>
{
    public void Configure(EntityTypeBuilder<AidRegulation> builder)
    {
        builder.ToTable("aid_regulations", BudgetSchema.Name);
        builder.HasKey(x => x.Code);
        builder.Property(x => x.Code).HasMaxLength(Limits.Code);
        builder.Property(x => x.Title).HasMaxLength(Limits.Title);
    }
}

internal sealed class UndertakingConfiguration : IEntityTypeConfiguration<Undertaking>
{
    public void Configure(EntityTypeBuilder<Undertaking> builder)
    {
        builder.ToTable("undertakings", BudgetSchema.Name);
        builder.Property(x => x.Name).HasMaxLength(Limits.Title);
        builder
            .Property(x => x.FiscalYearEnd)
            .HasConversion(x => x.ToString(), x => FiscalYearEnd.FromTrusted(x))
            .HasMaxLength(FiscalYearEnd.Length);
        builder.OwnsMany(
            x => x.Members,
            members =>
            {
                members.ToTable("undertaking_members", BudgetSchema.Name);
                members.WithOwner().HasForeignKey("UndertakingId");
                members.HasKey("UndertakingId", nameof(UndertakingMember.Siren), nameof(UndertakingMember.From));
                members.HasIndex(x => x.Siren);
            }
        );
    }
}

internal sealed class AidDeclarationConfiguration : IEntityTypeConfiguration<AidDeclaration>
{
    public void Configure(EntityTypeBuilder<AidDeclaration> builder)
    {
        builder.ToTable(
            "aid_declarations",
            BudgetSchema.Name,
            table => table.HasCheckConstraint("ck_aid_declarations_amount", "amount > 0")
        );
        builder.Property(x => x.Granter).HasMaxLength(Limits.Title);
        builder.Property(x => x.Regulation).HasMaxLength(Limits.Code);
        builder.HasIndex(x => new { x.Siren, x.GrantedOn });
        builder.HasOne<AidRegulation>().WithMany().HasForeignKey(x => x.Regulation).OnDelete(DeleteBehavior.Restrict);
    }
}
