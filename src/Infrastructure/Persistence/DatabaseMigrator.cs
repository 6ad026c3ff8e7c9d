using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>Applies the migrations as the owner and grants the service's role what it needs. Run by a command, never by a start in production.</summary>
public static class DatabaseMigrator
{
    /// <summary>Builds the model, which takes the better part of a second, before there is a database.</summary>
    public static void WarmUp()
    {
        using var db = PersistenceRegistration.CreateBare("Host=localhost");
        _ = db.Model;
    }

    public static async Task MigrateAsync(string ownerConnectionString, string serviceRole, CancellationToken cancellationToken)
    {
        await using var db = PersistenceRegistration.CreateBare(ownerConnectionString);
        await db.Database.MigrateAsync(cancellationToken);
        var grants = SqlScript
            .Text("SocialInnovation.Infrastructure.Persistence.Sql.grants.sql")
            .Replace("{service_role}", serviceRole.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal);
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(grants, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
