using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Files;

namespace SocialInnovation.Infrastructure.Files;

public static class FilesRegistration
{
    /// <summary>The folder in which files are kept.</summary>
    public const string FolderKey = "Files:Folder";

    private static readonly string DevelopmentFolder = Path.Combine(".data", "files");

    /// <summary>What of the configuration is missing, in words for who starts the service; null when it can start.</summary>
    public static string? WhyNotStart(IConfiguration configuration, bool isDevelopment) =>
        isDevelopment || !string.IsNullOrWhiteSpace(configuration[FolderKey])
            ? null
            : $"{FolderKey} is not set: outside of Development the service starts only with the folder in which it keeps files; all instances share one.";

    /// <summary>Registers where files are kept.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = configuration[FolderKey] is { } set && !string.IsNullOrWhiteSpace(set) ? set : DevelopmentFolder;
        return services.AddSingleton<IFileStore>(new FolderFileStore(Path.GetFullPath(folder)));
    }
}
