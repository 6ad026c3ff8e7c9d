namespace SocialInnovation.Api.Identity;

/// <summary>What a token may be restricted to.</summary>
internal static class ApiScopes
{
    public const string Api = "api";

    private static readonly string[] Modules = ["platform", "calls", "applications", "evaluation", "budget", "working-group"];

    public static IReadOnlyList<string> All { get; } = [Api, .. Modules.SelectMany(x => new[] { $"{x}.read", $"{x}.write" })];
}
