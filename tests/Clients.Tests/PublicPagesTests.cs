using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace SocialInnovation.Clients.Tests;

/// <summary>The public pages in a browser: by the rules of axe, on a narrow screen, and with JavaScript off.</summary>
public sealed class PublicPagesTests(PublicSite site) : IClassFixture<PublicSite>
{
    // Experimental rules and those of level AAA apart, all of them.
    private const string Check = "async () => JSON.stringify(await axe.run(document, { rules: { 'target-size': { enabled: true } } }))";

    private const string Broken =
        """<html lang="fr"><title>A</title><main><h1>A</h1><img src="x.png"><p style="color:#bbb">Hardly to be read</p></main></html>""";

    [Fact]
    public async Task Pages_AreFreeOfViolations_OfTheRulesOfAxe()
    {
        var found = new List<string>();
        var passed = new HashSet<string>();
        foreach (var path in site.Pages.Keys)
        {
            await using var context = await site.Browser.NewContextAsync();
            var page = await OpenAsync(context, path, found);
            var report = await CheckAsync(page);
            found.AddRange(Violations(report).Select(x => $"{path}: {x}"));
            passed.UnionWith(report["passes"]!.AsArray().Select(x => x!["id"]!.GetValue<string>()));
        }

        Assert.Empty(found);
        // They are about what these pages have.
        Assert.Superset(new HashSet<string> { "image-alt", "color-contrast", "html-has-lang", "heading-order", "target-size" }, passed);
    }

    [Fact]
    public async Task APage_WithFaults_DoesNotPass()
    {
        await using var context = await site.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync(Broken);

        var report = await CheckAsync(page);

        Assert.Equal(["color-contrast", "image-alt"], Violations(report).Select(x => x.Split(' ')[0]).Order().Distinct());
    }

    [Fact]
    public async Task Pages_AreReadWithoutJavaScript_AndEachPictureHasItsText()
    {
        var found = new List<string>();
        await using var context = await site.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        foreach (var (path, text) in site.Pages)
        {
            var page = await OpenAsync(context, path, found);

            await Assertions.Expect(page.Locator("main")).ToContainTextAsync(text);
            foreach (var picture in await page.Locator("img").AllAsync())
            {
                Assert.NotEmpty((await picture.GetAttributeAsync("alt"))!);
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task Pages_FitTheNarrowestScreen()
    {
        // WCAG 2.2, 1.4.10: 320 CSS pixels without scrolling sideways.
        await using var context = await site.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 320, Height = 640 },
            }
        );
        foreach (var path in site.Pages.Keys)
        {
            var page = await OpenAsync(context, path, []);

            Assert.Equal(320, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        }
    }

    private async Task<IPage> OpenAsync(IBrowserContext context, string path, List<string> complaints)
    {
        var page = await context.NewPageAsync();
        var isMissing = path.StartsWith("/blog/nothing", StringComparison.Ordinal);
        page.Console += (_, message) =>
        {
            // Browsers ask for an icon of their own accord.
            if (message.Type == "error" && !isMissing && !message.Location.Contains("/favicon.ico", StringComparison.Ordinal))
            {
                complaints.Add($"{path}: {message.Text}");
            }
        };
        var response = await page.GotoAsync(new Uri(site.Address, path).ToString());
        Assert.Equal(isMissing ? 404 : 200, response!.Status);
        return page;
    }

    // Evaluated by the browser itself, which the pages' content security policy does not hold.
    private async Task<JsonNode> CheckAsync(IPage page)
    {
        await page.EvaluateAsync(site.Axe);
        return JsonNode.Parse(await page.EvaluateAsync<string>(Check))!;
    }

    private static IEnumerable<string> Violations(JsonNode report) =>
        report["violations"]!
            .AsArray()
            .Select(x => $"{x!["id"]} {x["help"]} {string.Join(' ', x["nodes"]!.AsArray().Select(y => y!["html"]))}");
}
