using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Identity;

public static class IdentityRegistration
{
    private const int HashIterations = 210_000;

    private static readonly TimeSpan LinkLives = TimeSpan.FromHours(24);

    /// <summary>Registers accounts, keys, clients and tokens of the embedded identity provider, all kept in the database.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="settings">How the provider is set up.</param>
    /// <param name="certificates">The first encrypts the keys, each decrypts what it encrypted; none in Development.</param>
    public static IServiceCollection AddIdentityStores(
        this IServiceCollection services,
        ProviderSettings settings,
        IReadOnlyList<KeyCertificate> certificates
    )
    {
        services.AddSingleton(settings);
        var keys = services.AddDataProtection().SetApplicationName("SocialInnovation").PersistKeysToDbContext<AppDbContext>();
        var loaded = certificates.Select(x => X509CertificateLoader.LoadPkcs12FromFile(x.Path, x.Password)).ToArray();
        if (loaded.Length > 0)
        {
            keys.ProtectKeysWithCertificate(loaded[0]).UnprotectKeysWithAnyCertificate(loaded);
        }

        services
            .AddIdentityCore<Account>(options => options.Tokens.EmailConfirmationTokenProvider = TokenOptions.DefaultProvider)
            .AddEntityFrameworkStores<AppDbContext>()
            .AddTokenProvider<DataProtectorTokenProvider<Account>>(TokenOptions.DefaultProvider);
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = LinkLives);
        services
            .AddOpenIddict()
            .AddCore(options => options.UseEntityFrameworkCore().UseDbContext<AppDbContext>().ReplaceDefaultEntities<Guid>());
        services.AddSingleton<KeyRing>();
        services.AddSingleton<WithdrawnTokens>();
        services.AddSingleton<OneTimeCodes>();
        services.AddScoped<AccountMails>();
        services.AddScoped<AccountTrail>();
        services.AddScoped<IAccounts, Accounts>();
        services.AddScoped<ISignInSessions, SignInSessions>();
        return services;
    }
}
