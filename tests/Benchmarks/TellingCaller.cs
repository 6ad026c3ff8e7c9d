using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Benchmarks;

/// <summary>
/// Tells the database who calls, as policies need it: in a transaction for each use of a pooled connection, so that no later use of the
/// connection finds the setting. Only reads can pass: a command's own transaction would be a second one.
/// </summary>
internal sealed class TellingCaller(IHttpContextAccessor request) : DbConnectionInterceptor
{
    private readonly ConcurrentDictionary<DbConnection, NpgsqlTransaction> open = new();

    public static void AddTo(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<TellingCaller>();
        services.ConfigureDbContext<AppDbContext>(
            (provider, options) => options.AddInterceptors(provider.GetRequiredService<TellingCaller>())
        );
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (request.HttpContext?.User is not { Identity.IsAuthenticated: true } caller)
        {
            return;
        }

        // Npgsql sends BEGIN with the next command, COMMIT by itself.
        var transaction = await ((NpgsqlConnection)connection).BeginTransactionAsync(cancellationToken);
        open[connection] = transaction;
        await using var command = new NpgsqlCommand(
            "select set_config('app.user', $1, true), set_config('app.roles', $2, true)",
            transaction.Connection,
            transaction
        )
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = caller.FindFirst("sub")!.Value },
                new NpgsqlParameter<string> { TypedValue = string.Join(' ', caller.FindAll("roles").Select(x => x.Value)) },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result
    )
    {
        if (open.TryRemove(connection, out var transaction))
        {
            await transaction.CommitAsync();
            await transaction.DisposeAsync();
        }

        return result;
    }
}
