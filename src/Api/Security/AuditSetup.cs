using SocialInnovation.Infrastructure.Platform.Audit;

namespace SocialInnovation.Api.Security;

/// <summary>The key that signs the audit trail.</summary>
internal static class AuditSetup
{
    public const string SigningKey = "Audit:SigningKey";

    private const string FormerKeys = "Audit:FormerKeys";

    /// <summary>What of the configuration is missing or can't be used, in words for who starts the service; null when it can start.</summary>
    public static string? WhyNotStart(IConfiguration configuration, bool isDevelopment) =>
        configuration[SigningKey] is not { Length: > 0 } path
            ? isDevelopment
                ? null
                : $"{SigningKey} is not set: outside of Development the service starts only with a PEM file of the private key that signs the audit trail."
            : AuditKeys.WhyNot(path, isPrivate: true) is { } unfit
                ? $"{SigningKey}: {unfit}."
                : Former(configuration).Select(x => AuditKeys.WhyNot(x, isPrivate: false)).FirstOrDefault(x => x is not null) is { } former
                    ? $"{FormerKeys}: {former}."
                    : null;

    public static void AddAuditKeys(this WebApplicationBuilder builder)
    {
        // Made when it is asked for: the container disposes of what it makes itself.
        if (builder.Configuration[SigningKey] is { Length: > 0 } path)
        {
            builder.Services.AddSingleton(_ => AuditKeys.Load(path, Former(builder.Configuration)));
        }
        else
        {
            builder.Services.AddSingleton(_ => AuditKeys.OfThisProcess);
        }
    }

    private static string[] Former(IConfiguration configuration) => configuration.GetSection(FormerKeys).Get<string[]>() ?? [];
}
