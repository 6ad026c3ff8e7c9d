using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>
/// Whoever explores the API in Swagger UI walks through it by choosing each step's example and pressing Execute: no id, no ETag, no key and
/// no token is copied by hand. It needs Debian's Chromium, which continuous integration has.
/// </summary>
public sealed class SwaggerUiTests : IAsyncLifetime
{
    /// <summary>The first step that needs a token, a key, an ETag and ids of earlier steps, in its path and its body: the member of an organisation.</summary>
    private const int FirstWithEverything = 10;

    private readonly List<string> complaints = [];
    private readonly List<string> elsewhere = [];
    private ApiFixture api = null!;
    private KestrelService service = null!;
    private IPlaywright? playwright;
    private IPage page = null!;

    public async ValueTask InitializeAsync()
    {
        Chromium.SkipWhenMissing();
        api = await ApiFixture.StartAsync();
        // The first users of a fresh database are made by its first instance.
        await api.SignInAsync("administrator");
        var address = $"http://127.0.0.1:{FreePort()}/";
        service = await KestrelService.StartAsync(api, settings: [("urls", address), ("Identity:Issuer", address)]);
        playwright = await Playwright.CreateAsync();
        var browser = await Chromium.LaunchAsync(playwright);
        page = await browser.NewPageAsync();
        page.Console += (_, message) => Complain(message);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => Note(request);
    }

    public async ValueTask DisposeAsync()
    {
        playwright?.Dispose();
        service?.Dispose();
        if (api is not null)
        {
            await api.DisposeAsync();
        }
    }

    [Fact]
    public async Task Walk_NeedsNothingCopiedByHand_AndTheAwardsOfTheExampleAreSeen()
    {
        await api.ImportAsync(new ExampleBundle("lorraine-2013").Zip());
        var document = JsonNode.Parse(await File.ReadAllTextAsync(DocumentPath, TestContext.Current.CancellationToken))!;
        await OpenAsync(document);

        var walked = new List<string>();
        foreach (var step in document["x-walk"]!["main-job"]!.AsArray().Take(FirstWithEverything + 1))
        {
            walked.Add(step!["operationId"]!.GetValue<string>());
            await ExecuteAsync(walked[^1], isOpen: walked.Count > 1 && walked[^2] == walked[^1], block => ChooseExampleAsync(block, step));
        }

        var calls = JsonNode.Parse(await ExecuteAsync("listCalls", isOpen: false, _ => Task.CompletedTask))!;
        var call = calls["items"]!.AsArray().Single()!["id"]!.GetValue<string>();
        await ExecuteAsync("listPublicAwards", isOpen: false, block => block.Locator("tr[data-param-name=id] input").FillAsync(call));

        Assert.Equal(["addMember", "issueDevelopmentToken", "registerOrganisation", "registerUser"], walked.Distinct().Order());
        var shown = await Operation("listPublicAwards").Locator(".live-responses-table .response .highlight-code").InnerTextAsync();
        Assert.Equal(14, shown.Split("\"projectTitle\"").Length - 1);
        Assert.Empty(complaints);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task Authorize_SignsInAtTheEmbeddedProvider_FromAFreshStart()
    {
        await api.RegisterAsync("paul", "applicant");
        await page.GotoAsync(new Uri(service.Address, "/swagger/index.html").ToString());
        await page.Locator(".auth-wrapper .authorize").First.ClickAsync(new() { Timeout = 60_000 });
        // The first flow is the authorization code with PKCE.
        var flow = page.Locator(".auth-container", new() { HasText = "/connect/authorize" });
        await flow.GetByText("select all").ClickAsync();
        var opened = page.WaitForPopupAsync();
        await flow.Locator("button.authorize").ClickAsync();
        var signIn = await opened;
        await signIn.FillAsync("#login", "paul");
        await signIn.FillAsync("#password", "development only");
        await signIn.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await Assertions.Expect(flow.Locator("button[aria-label='Remove authorization']")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await flow.Locator(".btn-done").ClickAsync();
        await page.Locator(".opblock-tag[data-tag=Platform]").ClickAsync();
        var me = await ExecuteAsync("getMe", isOpen: false, _ => Task.CompletedTask);
        Assert.Equal("paul", JsonNode.Parse(me)!["userName"]!.GetValue<string>());
        Assert.Empty(complaints);
    }

    private async Task OpenAsync(JsonNode document)
    {
        await page.GotoAsync(new Uri(service.Address, "/swagger/index.html").ToString());
        await Assertions.Expect(page.Locator(".opblock-tag").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Equal(
            document["tags"]!.AsArray().Select(x => x!["name"]!.GetValue<string>()),
            await page.Locator(".opblock-tag").EvaluateAllAsync<string[]>("tags => tags.map(x => x.dataset.tag)")
        );
        await Assertions.Expect(page.Locator(".info li").First).ToContainTextAsync("issueDevelopmentToken");
        foreach (var module in new[] { "Platform", "Calls", "Applications", "Development" })
        {
            await page.Locator($".opblock-tag[data-tag={module}]").ClickAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string DocumentPath => Path.Combine(Repository.Root, "build", "api", "openapi.json");

    private async Task<string> ExecuteAsync(string operation, bool isOpen, Func<ILocator, Task> fill)
    {
        var block = Operation(operation);
        if (!isOpen)
        {
            await block.Locator(".opblock-summary").ClickAsync();
        }

        await fill(block);
        var answered = page.WaitForResponseAsync(x => x.Request.ResourceType == "fetch");
        await block.Locator("button.execute").ClickAsync();
        var response = await answered;
        var text = await response.TextAsync();
        Assert.True(response.Ok, $"{operation}: {response.Request.Method} {response.Url} got {response.Status} {text}");
        await Assertions
            .Expect(block.Locator(".live-responses-table .response .response-col_status").First)
            .ToContainTextAsync($"{response.Status}");
        if (operation == "issueDevelopmentToken")
        {
            await Assertions.Expect(page.Locator(".auth-wrapper .authorize.locked")).ToBeVisibleAsync();
        }

        return text;
    }

    // Each part of a request that has examples has its own list of them.
    private static async Task ChooseExampleAsync(ILocator block, JsonNode step)
    {
        var name = step["example"]!.GetValue<string>();
        foreach (var list in await block.Locator(".opblock-section select.examples-select-element").AllAsync())
        {
            var values = await list.Locator("option").EvaluateAllAsync<string[]>("options => options.map(x => x.value)");
            if (values.Contains(name))
            {
                await list.SelectOptionAsync(name);
            }
        }
    }

    private ILocator Operation(string id) => page.Locator($".opblock[id$='-{id}']");

    private void Complain(IConsoleMessage message)
    {
        if (message.Type == "error")
        {
            complaints.Add(message.Text);
        }
    }

    private void Note(IRequest request)
    {
        if (new Uri(request.Url) is { Scheme: not "data" and not "blob" } address && address.Authority != service.Address.Authority)
        {
            elsewhere.Add(request.Url);
        }
    }
}
