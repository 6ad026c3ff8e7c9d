using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Messaging;

namespace SocialInnovation.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    private static DbContextOptions<AppDbContext> Options(string connectionString)
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        Configure(builder, connectionString);
        return builder.Options;
    }

    /// <summary>A context for the schema alone: nobody calls, no event is heard.</summary>
    public static AppDbContext CreateBare(string connectionString) =>
        new(Options(connectionString), new RequestContext(), new NoEvents(), TimeProvider.System);

    private static void Configure(DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(connectionString).UseSnakeCaseNamingConvention();

    public static IServiceCollection AddPersistence(this IServiceCollection services, string connectionString)
    {
        services.AddDbContext<AppDbContext>(builder => Configure(builder, connectionString));
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        services.AddScoped<IIdempotencyStore, IdempotencyStore>();

        // Every I<Module>DbContext is the one context of the scope.
        foreach (var module in typeof(AppDbContext).GetInterfaces().Where(x => x.Name.EndsWith("DbContext", StringComparison.Ordinal)))
        {
            services.AddScoped(module, provider => provider.GetRequiredService<AppDbContext>());
        }

        foreach (var type in typeof(AppDbContext).Assembly.GetTypes().Where(x => x.IsSubclassOf(typeof(ConstraintErrors))))
        {
            services.AddSingleton(typeof(IConstraintErrors), type);
        }

        return services;
    }

    private sealed class NoEvents : IDomainEventDispatcher
    {
        public Task DispatchAsync(IDomainEvent domainEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Lets <c>dotnet ef</c> make the context without starting the service.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) => PersistenceRegistration.CreateBare("Host=localhost");
}
