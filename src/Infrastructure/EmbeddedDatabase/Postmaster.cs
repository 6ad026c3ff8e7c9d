using System.Diagnostics;
using System.Globalization;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>The server process that holds a cluster, as its <c>postmaster.pid</c> tells.</summary>
/// <param name="ProcessId">The server's process.</param>
/// <param name="Identity">Process and second of its start: tells it from any other server of this cluster.</param>
/// <param name="Port">The loopback port that it listens on.</param>
internal sealed record Postmaster(int ProcessId, string Identity, int Port)
{
    /// <summary>The living server of the cluster; null when there is none, or only the file of one that was killed.</summary>
    public static Postmaster? Find(string cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PidFile(cluster));
        }
        catch (IOException)
        {
            return null;
        }

        return
            lines.Length > 3
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)
            && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            && Serves(processId, cluster)
            ? new Postmaster(processId, $"{lines[0].Trim()} {lines[2].Trim()}", port)
            : null;
    }

    /// <summary>
    /// Takes away the file that a killed server left. PostgreSQL does so itself, unless the number of the dead process
    /// has meanwhile been given to another one.
    /// </summary>
    public static void RemoveStaleFile(string cluster) => File.Delete(PidFile(cluster));

    private static string PidFile(string cluster) => Path.Combine(cluster, "postmaster.pid");

    private static bool Serves(int processId, string cluster)
    {
        try
        {
            using var process = Process.GetProcessById(processId);

            // A server's working folder is its cluster, which tells it from a newer process of the same number.
            return OperatingSystem.IsLinux()
                ? new FileInfo($"/proc/{processId}/cwd").LinkTarget == RealPath(cluster)
                : process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static string RealPath(string directory)
    {
        var real = Path.GetPathRoot(directory)!;
        foreach (var segment in directory[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, segment);
            var target = Directory.ResolveLinkTarget(next, returnFinalTarget: true);
            real = target is null ? next : RealPath(target.FullName);
        }

        return real;
    }
}
