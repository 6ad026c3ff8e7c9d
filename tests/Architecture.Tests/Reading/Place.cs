using System.Text.RegularExpressions;

namespace SocialInnovation.Architecture.Tests.Reading;

/// <summary>Where a namespace stands. A fixture's namespace is read as if the code base began below it.</summary>
/// <param name="Layer">Domain, Application, Infrastructure or Api.</param>
/// <param name="Room">The first part after the layer: a module, or a room that no module owns.</param>
/// <param name="Inner">What follows.</param>
internal sealed partial record Place(string Layer, string Room, string Inner)
{
    public const string Domain = "Domain";

    public const string Application = "Application";

    public const string Infrastructure = "Infrastructure";

    public const string Api = "Api";

    public const string Contracts = "Contracts";

    /// <summary>The modules in their order: one may use the contracts of those before it.</summary>
    public static readonly IReadOnlyList<string> Modules =
    [
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

    /// <summary>The module; null in a room that no module owns.</summary>
    public string? Module => Modules.Contains(Room) ? Room : null;

    public bool IsContract => Layer == Application && (Inner == Contracts || Inner.StartsWith(Contracts + ".", StringComparison.Ordinal));

    public static Place? Of(string? space) =>
        Pattern().Match(space ?? string.Empty) is { Success: true } match
            ? new Place(match.Groups["layer"].Value, match.Groups["room"].Value, match.Groups["inner"].Value)
            : null;

    public static bool IsBefore(string module, string other) => Modules.Index(module) < Modules.Index(other);

    [GeneratedRegex(
        @"^SocialInnovation\.(?:Architecture\.Tests\.Fixtures\.Rule\d\d\.)?(?<layer>Domain|Application|Infrastructure|Api)(?:\.(?<room>[^.]+))?(?:\.(?<inner>.+))?$"
    )]
    private static partial Regex Pattern();
}

internal static class Lists
{
    public static int Index(this IReadOnlyList<string> list, string item) => list.TakeWhile(x => x != item).Count();
}
