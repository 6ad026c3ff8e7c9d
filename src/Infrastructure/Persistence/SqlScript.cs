using System.Reflection;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>SQL that EF can't express: it stands in the folder of its module and is run by a migration.</summary>
internal static class SqlScript
{
    private static readonly Assembly Assembly = typeof(SqlScript).Assembly;

    private static readonly string[] Modules =
    [
        "Persistence",
        "Platform",
        "Calls",
        "Applications",
        "Evaluation",
        "Budget",
        "WorkingGroup",
        "Catalogue",
        "Blog",
        "Research",
    ];

    /// <summary>The scripts whose number lies in a range, module by module in the modules' order, then by name.</summary>
    public static IEnumerable<string> Read(int first, int last) =>
        from module in Modules
        let prefix = $"SocialInnovation.Infrastructure.{module}.Sql."
        from name in Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        where name.StartsWith(prefix, StringComparison.Ordinal)
        let number = int.TryParse(name.AsSpan(prefix.Length, 4), out var parsed) ? parsed : -1
        where number >= first && number <= last
        select Text(name);

    public static string Text(string resource)
    {
        using var reader = new StreamReader(Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
