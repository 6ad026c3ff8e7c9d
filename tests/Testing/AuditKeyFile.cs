using SocialInnovation.Infrastructure.Platform.Audit;

namespace SocialInnovation.Testing;

/// <summary>A key of this process for services that want one in a file.</summary>
public static class AuditKeyFile
{
    private static readonly Lazy<string> Made = new(Make);

    public static string Path => Made.Value;

    private static string Make()
    {
        var path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("social-innovation-audit-").FullName, "audit-key.pem");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(System.IO.Path.GetDirectoryName(path)!, recursive: true);
        AuditKeys.Ensure(path);
        return path;
    }
}
