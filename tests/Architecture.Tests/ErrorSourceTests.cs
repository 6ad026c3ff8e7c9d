using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api;
using SocialInnovation.Api.Http;
using SocialInnovation.Architecture.Tests.Reading;

namespace SocialInnovation.Architecture.Tests;

/// <summary>The catalogue says of each code where it can come from: what the code of the use cases says must be among it.</summary>
public sealed class ErrorSourceTests
{
    /// <summary>
    /// What the code names without refusing: a draft's completeness and a waiting list list codes as their answer, the index leaves out what is
    /// refused, a new call is a draft, strangers do not pass a grant's gate, and a scenario's ranking and limits were found when it was simulated.
    /// </summary>
    private static readonly Dictionary<string, Func<CataloguedError, bool>> Told = new()
    {
        ["getCompleteness"] = x => x.Status == 422,
        ["readIndex"] = x => x.Code is "access.role-missing" or "access.scope-missing",
        ["draftCall"] = x => x.Code == "calls.not-a-draft",
        ["draftGrantInnovation"] = x => x.Code == "catalogue.not-a-member",
        ["getWaitingList"] = x => x.Status == 422,
        ["awardFromWaitingList"] = x => x.Code == "budget.unknown-limit-key",
        ["simulateScenario"] = x => x.Code == "evaluation.ranking-not-found",
        ["listScenarioSensitivity"] = x => x.Code is "budget.unknown-limit-key" or "evaluation.ranking-not-found",
        ["getDecisionSheet"] = x => x.Code is "budget.unknown-limit-key" or "evaluation.ranking-not-found",
        // What it copies was held to these rules when it was published, and it has not been withdrawn yet.
        ["declareReplication"] = x =>
            x.Code is "catalogue.dna-key-repeated" or "catalogue.dna-amount-misplaced" or "catalogue.replication-withdrawn",
        // It changes nothing of the replication, so its guard is asked for any version.
        ["proposeAdaptation"] = x => x.Code is "request.version-stale",
        ["getDecisionSheetDocument"] = x => x.Code is "budget.unknown-limit-key" or "evaluation.ranking-not-found",
    };

    [Fact]
    public async Task EveryRefusalOfAUseCase_IsListedForItsOperation()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        await using var app = builder.BuildService(background: false);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var sources = app.Services.GetRequiredService<ErrorSources>();
        var catalogue = app.Services.GetRequiredService<ErrorCatalogue>();
        var refusals = new Refusals();
        var operations = app
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Where(x => x.Metadata.GetMetadata<OperationMetadata>() is not null)
            .ToDictionary(
                x => x.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName,
                x =>
                    refusals
                        .Of(x.Metadata.GetRequiredMetadata<OperationMetadata>().Request, x.Metadata.GetMetadata<GateMetadata>()?.Gate)
                        .Except(sources.Of(x.Metadata).Select(y => y.Code))
                        .Where(y => !IsTold(x.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName, catalogue.Find(y)!))
                        .Order(StringComparer.Ordinal)
                        .ToList()
            );

        Assert.Contains(operations, x => x.Key == "draftCall");
        Assert.Equal([], operations.Where(x => x.Value.Count > 0).Select(x => $"{x.Key}: {string.Join(", ", x.Value)}"));
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static bool IsTold(string operation, CataloguedError error) => Told.TryGetValue(operation, out var told) && told(error);
}
