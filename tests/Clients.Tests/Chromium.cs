using Microsoft.Playwright;

namespace SocialInnovation.Clients.Tests;

/// <summary>Debian's Chromium, which continuous integration has; elsewhere a test that wants it is skipped where it is missing.</summary>
internal static class Chromium
{
    private const string Program = "/usr/bin/chromium";

    public static void SkipWhenMissing() =>
        Assert.SkipWhen(!File.Exists(Program) && Environment.GetEnvironmentVariable("CI") is null, $"There is no browser at {Program}.");

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--headless", "--no-sandbox"] });
}
