using System.Text.Json;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>A call of 1 000.00 EUR before its adoption: 600 of 100 points, 500 of 80, 300 of 60, and one below the minimum.</summary>
public sealed class OpenCall : IAsyncLifetime
{
    /// <summary>In order until one does not fit, which gets what is left.</summary>
    public static readonly object PartialLast = new
    {
        name = "ranked",
        whenExceeded = "stop",
        partialLast = true,
    };

    public BudgetScene Scene { get; private set; } = null!;

    public string Path => $"/api/v1/calls/{Scene.CallId}";

    public async ValueTask InitializeAsync() =>
        Scene = await BudgetScene.StartAsync(
            new BudgetBundle(
                1000,
                new BundledApplication(600),
                new BundledApplication(500, Mark: 4),
                new BundledApplication(300, Mark: 3),
                new BundledApplication(10, Mark: 2)
            )
            {
                IsAdopted = false,
            }
        );

    public ValueTask DisposeAsync() => Scene.DisposeAsync();

    /// <summary>The body of a scenario on the frozen ranking.</summary>
    public JsonObject Body(object more)
    {
        var body = JsonSerializer.SerializeToNode(more)!.AsObject();
        body["rankingId"] = Scene.RankingId;
        return body;
    }

    public async Task<Guid> SimulateAsync(object more) =>
        (await Scene.Manager.PostAsync($"{Path}/allocation-scenarios", Body(more))).Expect(201).Id;
}
