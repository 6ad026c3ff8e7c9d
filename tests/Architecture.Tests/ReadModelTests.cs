using System.Text.Json.Nodes;
using AutoMapper;
using AutoMapper.Internal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api;

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
    public void EveryMemberOnTheWire_HasADescription()
    {
        var schemas = Document()["components"]!["schemas"]!.AsObject();
        var members = schemas
            .SelectMany(x => x.Value!["properties"]?.AsObject().Select(y => (Name: $"{x.Key}.{y.Key}", Schema: y.Value!)) ?? [])
            .ToList();

        Assert.NotEmpty(members);
        Assert.Empty(members.Where(x => string.IsNullOrWhiteSpace(x.Schema["description"]?.GetValue<string>())).Select(x => x.Name));
    }

    private static JsonNode Document()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SocialInnovation.sln")))
        {
            folder = folder.Parent!;
        }

        return JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "build", "api", "openapi.json")))!;
    }
}
