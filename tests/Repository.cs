namespace SocialInnovation.Testing;

/// <summary>Where the sources stand that a test reads: examples, README, the OpenAPI file.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SocialInnovation.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
