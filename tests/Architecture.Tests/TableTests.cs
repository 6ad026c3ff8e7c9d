using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api;
using SocialInnovation.Architecture.Tests.Reading;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Architecture.Tests;

/// <summary>Rule 18: every table's schema is its module's, and no navigation crosses schemas.</summary>
public sealed class TableTests
{
    [Fact]
    public async Task EveryTable_StandsInItsModulesSchema_AndNoNavigationLeavesIt()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = "Host=localhost";
        await using var app = builder.BuildService(background: false);
        using var scope = app.Services.CreateScope();
        var model = scope.ServiceProvider.GetRequiredService<AppDbContext>().Model;

        Assert.NotEmpty(model.GetEntityTypes());
        Assert.Empty(Faults(model));
    }

    [Fact]
    public void AStrayTable_AndANavigationOverSchemas_AreReported()
    {
        using var context = new StrayContext();

        Assert.Equal(["Envelope.Call leaves its schema", "Envelope stands in calls"], Faults(context.Model).Order().Reverse());
    }

    private static IEnumerable<string> Faults(IModel model) =>
        model
            .GetEntityTypes()
            .SelectMany(type =>
                type.GetNavigations()
                    .Where(x => SchemaOf(x.TargetEntityType) != SchemaOf(type) || ModuleOf(x.TargetEntityType) != ModuleOf(type))
                    .Select(x => $"{type.ClrType.Name}.{x.Name} leaves its schema")
                    .Concat(SchemaOf(type) == SchemaOf(ModuleOf(type)) ? [] : [$"{type.ClrType.Name} stands in {SchemaOf(type)}"])
            );

    // A row that is only read has its table as a view.
    private static string? SchemaOf(IReadOnlyEntityType type) => type.GetSchema() ?? type.GetViewSchema();

    // What no business module owns is Platform's; what the identity provider and its libraries keep has a schema of its own.
    private static string ModuleOf(IEntityType type) =>
        type.ClrType.Namespace is not { } name
        || !name.StartsWith("SocialInnovation", StringComparison.Ordinal)
        || name.EndsWith(".Identity", StringComparison.Ordinal)
            ? "Identity"
            : Place.Of(name)?.Module ?? "Platform";

    private static string SchemaOf(string module) =>
        string.Concat(module.Select((x, i) => i > 0 && char.IsUpper(x) ? $"_{x}" : $"{x}")).ToLowerInvariant();

    private sealed class StrayContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=localhost");

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Fixtures.Rule18.Domain.Calls.Call>().ToTable("calls", "calls");
            model.Entity<Fixtures.Rule18.Domain.Budget.Envelope>().ToTable("envelopes", "calls");
        }
    }
}
