using System.Data.Common;
using SocialInnovation.Infrastructure.Identity;

namespace SocialInnovation.Api.Security;

/// <summary>Where secrets come from, and the values that are none.</summary>
internal static class Secrets
{
    public const string DirectoryKey = "Secrets:Directory";

    private const string ConnectionStrings = "ConnectionStrings:";

    private static readonly string[] SecretWords = ["Password", "Secret", "Key"];

    /// <summary>What this repository, an example or an image gives to everybody.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ProviderSettings.DevelopmentPassword,
        "admin",
        "change-me",
        "changeme",
        "development",
        "password",
        "postgres",
        "secret",
        "test",
    };

    /// <summary>
    /// Reads each file of the configured directory as the value of the key that it is named after, <c>Mail__Smtp__Password</c> for
    /// <c>Mail:Smtp:Password</c>, as orchestrators mount secrets. A file holds over every other source.
    /// </summary>
    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        // A directory that is missing is told by WhyNotStart.
        if (DirectoryOf(builder.Configuration) is { } directory && Directory.Exists(directory))
        {
            builder.Configuration.AddKeyPerFile(directory, optional: false);
        }
    }

    /// <summary>What of it keeps the service from starting, without any value; null when it can start.</summary>
    public static string? WhyNotStart(IConfiguration configuration, bool isDevelopment) =>
        DirectoryOf(configuration) is { } directory && !Directory.Exists(directory)
            ? $"{DirectoryKey} names {directory}: there is no such directory."
        : isDevelopment ? null
        : configuration.AsEnumerable().Where(x => IsKnown(x.Key, x.Value)).Select(x => x.Key).Order(StringComparer.Ordinal).FirstOrDefault()
            is { } key
            ? $"{key} holds what everybody knows: outside of Development the service starts only with a secret of its own."
        : null;

    private static string? DirectoryOf(IConfiguration configuration) =>
        configuration[DirectoryKey] is { Length: > 0 } directory ? Path.GetFullPath(directory) : null;

    private static bool IsKnown(string key, string? value) =>
        key.StartsWith(ConnectionStrings, StringComparison.OrdinalIgnoreCase)
            ? Known.Contains(PasswordIn(value))
            // Every key of the service has a section; other programs' variables have none.
            : key.Contains(':', StringComparison.Ordinal)
                && SecretWords.Any(x => key.EndsWith(x, StringComparison.OrdinalIgnoreCase))
                && Known.Contains(value?.Trim() ?? "");

    private static string PasswordIn(string? connection)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            // Whoever connects says what is wrong with it.
            return "";
        }

        return (parts.TryGetValue("Password", out var password) || parts.TryGetValue("Pwd", out password)) && password is string text
            ? text.Trim()
            : "";
    }
}
