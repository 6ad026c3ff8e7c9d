using System.Text.Json.Nodes;
using AutoMapper;
using AutoMapper.Internal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api;
using SocialInnovation.Api.Commands;
using SocialInnovation.Testing;

namespace SocialInnovation.Architecture.Tests;

/// <summary>What a reader meets: read models that are mapped whole, and members that say what they are.</summary>
public sealed class ReadModelTests
{
    [Fact]
    public async Task EveryMapping_IsComplete()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        await using var app = builder.BuildService(background: false);
        var configuration = app.Services.GetRequiredService<IMapper>().ConfigurationProvider;

        configuration.AssertConfigurationIsValid();
        Assert.NotEmpty(configuration.Internal().GetAllTypeMaps());
    }

    [Fact]
    public async Task OpenApiFile_IsTheDocumentThatIsServed()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        await using var app = builder.BuildService(background: false);
        await app.StartAsync(TestContext.Current.CancellationToken);

        var served = JsonNode.Parse(await OpenApiDocumentText.OfAsync(app.Services));

        Assert.True(
            JsonNode.DeepEquals(Document(), served),
            "build/api/openapi.json is not what the service serves: run build/openapi and look at what changed."
        );
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void EveryMemberOnTheWire_HasADescription()
    {
        var schemas = Document()["components"]!["schemas"]!.AsObject();
        var members = schemas
            .SelectMany(x => x.Value!["properties"]?.AsObject().Select(y => (Name: $"{x.Key}.{y.Key}", Schema: y.Value!)) ?? [])
            .ToList();

        Assert.NotEmpty(members);
        Assert.Empty(members.Where(x => string.IsNullOrWhiteSpace(x.Schema["description"]?.GetValue<string>())).Select(x => x.Name));
    }

    private static JsonNode Document() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "build", "api", "openapi.json")))!;
}
