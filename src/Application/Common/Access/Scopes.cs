using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Common.Access;

/// <summary>
/// To what a token or key may be restricted, beside the roles of its user: everything that they allow, or reading and writing of single
/// modules. Which scope a request needs follows from its type alone.
/// </summary>
public static class Scopes
{
    /// <summary>Everything that the caller's roles allow.</summary>
    public const string Everything = "api";

    /// <summary>The form of a scope.</summary>
    public const string Pattern = "^[a-z]+(-[a-z]+)*([.](read|write))?$";

    private const string Root = "SocialInnovation.Application.";

    private static readonly string[] Modules =
    [
        "platform",
        "calls",
        "applications",
        "evaluation",
        "budget",
        "working-group",
        "catalogue",
        "blog",
        "research",
    ];

    /// <summary>Every scope that there is.</summary>
    public static IReadOnlyList<string> All { get; } = [Everything, .. Modules.SelectMany(x => new[] { $"{x}.read", $"{x}.write" })];

    /// <summary>The scope that a request needs: the module from its namespace, <c>write</c> for a command.</summary>
    public static string Of(Type request)
    {
        var module =
            request.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true ? request.Namespace[Root.Length..].Split('.')[0] : "";
        var scope = $"{Naming.KebabCase(module)}.{(request.IsAssignableTo(typeof(ICommand)) ? "write" : "read")}";
        return All.Contains(scope) ? scope : throw new InvalidOperationException($"{request.Name} belongs to no module with a scope.");
    }

    /// <summary>Whether a caller with these scopes may use that one; without any restriction it may.</summary>
    public static bool Cover(IReadOnlySet<string>? scopes, string scope) =>
        scopes is null || scopes.Contains(Everything) || scopes.Contains(scope);
}
