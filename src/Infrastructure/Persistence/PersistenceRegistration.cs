using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Messaging;

namespace SocialInnovation.Infrastructure.Persistence;

internal static class PersistenceRegistration
{
    private const int MostPrepared = 200;

    private static DbContextOptions<AppDbContext> Options(string connectionString)
    {
        var builder = new DbContextOptionsBuilder<AppDbContext>();
        Configure(builder, connectionString);
        return builder.Options;
    }

    /// <summary>A context for the schema alone: nobody calls, no event is heard.</summary>
    public static AppDbContext CreateBare(string connectionString) =>
        new AppDbContext(Options(connectionString)).Serve(
            new RequestContext(),
            new NoEvents(),
            TimeProvider.System,
            new LastWrites(),
            new AuditWriter()
        );

    // A request awaits each command before the next, and no other request shares its context: what EF checks at each command can't happen.
    private static void Configure(DbContextOptionsBuilder builder, string connectionString) =>
        builder.UseNpgsql(Prepared(connectionString)).UseSnakeCaseNamingConvention().EnableThreadSafetyChecks(false);

    /// <summary>Lets PostgreSQL keep the plans of the commands that come again, unless the connection string says how many.</summary>
    private static string Prepared(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ShouldSerialize("Max Auto Prepare"))
        {
            builder.MaxAutoPrepare = MostPrepared;
        }

        return builder.ConnectionString;
    }

    public static IServiceCollection AddPersistence(this IServiceCollection services, string connectionString)
    {
        services.AddScoped(provider =>
            ((AppDbContext)provider.GetRequiredService<IRentedContext>()).Serve(
                provider.GetRequiredService<RequestContext>(),
                provider.GetRequiredService<IDomainEventDispatcher>(),
                provider.GetRequiredKeyedService<TimeProvider>(Clocks.Real),
                provider.GetRequiredService<LastWrites>(),
                provider.GetRequiredService<IAuditWriter>()
            )
        );
        // A scope disposes its context once for every name under which it was asked for. The pool's own lease takes the context
        // back after the last of them; a context rented from a factory would go back at the first, and serve two requests.
        services.AddDbContextPool<IRentedContext, AppDbContext>(builder => Configure(builder, connectionString));
        services.AddScoped<LastWrites>();
        services.AddSingleton<IAuditWriter, AuditWriter>();
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

/// <summary>The pooled context as its pool hands it out, before it is told whom it serves.</summary>
internal interface IRentedContext;

/// <summary>Lets <c>dotnet ef</c> make the context without starting the service.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext(string[] args) => PersistenceRegistration.CreateBare("Host=localhost");
}
