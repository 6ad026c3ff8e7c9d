using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Security;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>A decided call with a resource of every kind, behind a real server, and every operation of the document.</summary>
public sealed class FuzzScene : IAsyncLifetime
{
    private readonly PermissionScene scene = new();
    private readonly Dictionary<ApiClient, string> tokens = [];
    private readonly Dictionary<(string, string), ApiClient> insiders = [];
    private KestrelService service = null!;

    public Uri Address => service.Address;

    internal static JsonNode Document { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "build", "api", "openapi.json")))!;

    internal IReadOnlyList<FuzzedOperation> Operations { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await scene.InitializeAsync();
        service = await KestrelService.StartAsync(scene.Api);
        var operations = new List<FuzzedOperation>();
        foreach (var (path, methods) in Document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                operations.Add(await ReadAsync(path, method.ToUpperInvariant(), operation!));
            }
        }

        Operations = operations;
    }

    public ValueTask DisposeAsync()
    {
        service.Dispose();
        return scene.DisposeAsync();
    }

    /// <summary>Puts the clock back where the scene is.</summary>
    /// <returns>Whether the service could still tell the time before.</returns>
    public async Task<bool> ResetClockAsync()
    {
        var told = await scene.Api.Anonymous().GetAsync("/api/v1/calls");
        await scene.Api.MoveClockAsync(BudgetScene.Now);
        return told.Status == 200;
    }

    private async Task<FuzzedOperation> ReadAsync(string path, string method, JsonNode operation)
    {
        var id = operation["operationId"]!.GetValue<string>();
        var content = operation["requestBody"]?["content"]?.AsObject().First();
        return new FuzzedOperation(
            id,
            method,
            path.StartsWith("/development", StringComparison.Ordinal)
                ? path
                : scene.Fill(path).Replace($"{Guid.Empty}", $"{Guid.CreateVersion7()}", StringComparison.Ordinal)
                    + (content?.Key is null or "application/json" ? string.Empty : Mechanisms.ReachableScene.FileQuery(path, method)),
            content?.Key,
            content?.Value?["schema"],
            [.. (operation["parameters"]?.AsArray() ?? []).Where(x => x!["in"]!.GetValue<string>() == "query").Select(x => x!)],
            content?.Value?["examples"] is null ? [] : [.. scene.Examples(content.Value.Value!)],
            content?.Key switch
            {
                null or "application/json" => [],
                "application/zip" => new BudgetBundle(1000, new BundledApplication(600)).Zip(),
                var type => SampleFiles.Of(type),
            },
            await TokensAsync(id)
        );
    }

    private async Task<IReadOnlyList<string?>> TokensAsync(string operation)
    {
        if (scene.Permissions.FirstOrDefault(x => x.Operation == operation) is not { } line)
        {
            return [null];
        }

        var callers = new List<string?>();
        foreach (var (role, relation) in line.Admitted)
        {
            callers.Add(await TokenAsync(relation is null ? scene.Strangers[role] : await InsiderAsync(role, relation)));
        }

        return line.IsAnonymous ? [null, .. callers] : callers;
    }

    private async Task<ApiClient> InsiderAsync(string role, string relation)
    {
        if (!insiders.TryGetValue((role, relation), out var insider))
        {
            insiders[(role, relation)] = insider = await scene.InsiderAsync(role, relation);
        }

        return insider;
    }

    // Each instance signs its own tokens.
    private async Task<string> TokenAsync(ApiClient caller)
    {
        if (!tokens.TryGetValue(caller, out var token))
        {
            var name = (await caller.GetAsync("/api/v1/me")).Expect(200).Body["userName"]!.GetValue<string>();
            tokens[caller] = token = (await service.SignInAsync(name)).Parameter!;
        }

        return token;
    }
}
