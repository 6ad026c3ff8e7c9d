using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api;

namespace SocialInnovation.Architecture.Tests;

/// <summary>Rule 17: every route has a policy or says that it is for everybody.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task EveryRoute_HasAPolicy_OrIsForEverybody()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        await using var app = builder.BuildService(background: false);

        var routes = Routes(app);

        Assert.NotEmpty(routes);
        Assert.Empty(Unguarded(routes));
    }

    [Fact]
    public async Task ARouteWithoutPolicy_IsReported()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthorization();
        await using var app = builder.Build();
        app.MapGet("/for-everybody", () => 1).AllowAnonymous();
        app.MapGet("/for-some", () => 1).RequireAuthorization();
        app.MapGet("/forgotten", () => 1);

        Assert.Equal(["/forgotten"], Unguarded(Routes(app)));
    }

    private static List<RouteEndpoint> Routes(IEndpointRouteBuilder app) =>
        [.. app.DataSources.SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()];

    private static IEnumerable<string?> Unguarded(IEnumerable<RouteEndpoint> routes) =>
        routes
            .Where(x => x.Metadata.GetMetadata<IAllowAnonymous>() is null && x.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(x => x.RoutePattern.RawText);
}
