using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenIddict.EntityFrameworkCore.Models;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Identity;

internal static class IdentitySchema
{
    public const string Name = "identity";

    /// <summary>The tables of the libraries, which bring entities of their own.</summary>
    public static void Apply(ModelBuilder builder)
    {
        builder.UseOpenIddict<Guid>();
        builder.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>().ToTable("clients", Name);
        builder.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().ToTable("authorizations", Name).HasIndex(x => x.Subject);
        builder.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>().ToTable("scopes", Name);
        builder.Entity<OpenIddictEntityFrameworkCoreToken<Guid>>(tokens =>
        {
            tokens.ToTable("tokens", Name);
            tokens.HasIndex(x => x.Subject);
            tokens
                .HasIndex(x => x.ExpirationDate)
                .HasFilter("type = 'access_token' and status <> 'valid'")
                .HasDatabaseName("ix_tokens_withdrawn");
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys", Name);
        builder.Entity<IdentityUserLogin<Guid>>(logins =>
        {
            logins.ToTable("external_logins", Name);
            logins.HasKey(x => new { x.LoginProvider, x.ProviderKey });
            logins.HasOne<Account>().WithMany().HasForeignKey(x => x.UserId);
        });
    }
}

internal sealed class IdentityConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["pk_accounts"] = AccountErrors.AccountExists,
            ["ux_accounts_user_name"] = AccountErrors.AccountExists,
            ["ux_accounts_email"] = AccountErrors.EmailTaken,
        }
    );

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts", IdentitySchema.Name);
        builder.Property(x => x.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(x => x.UserName).HasMaxLength(256);
        builder.Property(x => x.NormalizedUserName).HasMaxLength(256);
        builder.Property(x => x.Email).HasMaxLength(256);
        builder.Property(x => x.NormalizedEmail).HasMaxLength(256);
        builder.Property(x => x.Language).HasMaxLength(2);
        builder.Ignore(x => x.PhoneNumber).Ignore(x => x.PhoneNumberConfirmed);
        builder.HasIndex(x => x.NormalizedUserName).IsUnique().HasDatabaseName("ux_accounts_user_name");
        builder.HasIndex(x => x.NormalizedEmail).IsUnique().HasDatabaseName("ux_accounts_email");
    }
}

internal sealed class BrowserSessionConfiguration : IEntityTypeConfiguration<BrowserSession>
{
    public void Configure(EntityTypeBuilder<BrowserSession> builder)
    {
        builder.ToTable("sessions", IdentitySchema.Name);
        builder.Property(x => x.Address).HasMaxLength(45);
        builder.Property(x => x.Browser).HasMaxLength(300);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId);
        builder.HasIndex(x => x.AccountId).HasFilter("ended_at is null").HasDatabaseName("ix_sessions_open");
    }
}

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys", IdentitySchema.Name);
        builder.HasIndex(x => x.SignsFrom).IsUnique();
    }
}
