using Npgsql;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>
/// The two roles of the service and its database: the owner, as which migrations run, and the service's own, which owns
/// nothing and can create nothing. What it may read and write in each table is said by the migrations.
/// </summary>
public static class DatabaseRoles
{
    /// <summary>Owns the database and every object in it.</summary>
    public const string Owner = "social_innovation_owner";

    /// <summary>What the running service connects as.</summary>
    public const string Service = "social_innovation_service";

    /// <summary>The database of the service.</summary>
    public const string Database = "social_innovation";

    /// <summary>Makes the roles that are missing, with these passwords.</summary>
    /// <param name="admin">An open connection of a superuser.</param>
    /// <param name="passwords">Of the roles.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task EnsureRolesAsync(NpgsqlConnection admin, ServicePasswords passwords, CancellationToken cancellationToken)
    {
        await EnsureRoleAsync(admin, Owner, passwords.Owner, cancellationToken).ConfigureAwait(false);
        await EnsureRoleAsync(admin, Service, passwords.Service, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an empty database of the owner, which the service may only connect to, unless it is there.</summary>
    /// <param name="admin">An open connection of a superuser.</param>
    /// <param name="name">A plain lower-case identifier.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task EnsureDatabaseAsync(NpgsqlConnection admin, string name, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(admin, "SELECT 1 FROM pg_database WHERE datname = $1", name, cancellationToken).ConfigureAwait(false))
        {
            // The ICU root collation sorts alike on every system; the C library's does not.
            await ExecuteAsync(
                    admin,
                    $"CREATE DATABASE {name} OWNER {Owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'und'",
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        await RestrictAsync(admin, name, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves the service nothing but the right to connect. A copy of a database does not inherit this.</summary>
    /// <param name="admin">An open connection of a superuser.</param>
    /// <param name="name">The database.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task RestrictAsync(NpgsqlConnection admin, string name, CancellationToken cancellationToken) =>
        ExecuteAsync(admin, $"REVOKE ALL ON DATABASE {name} FROM PUBLIC; GRANT CONNECT ON DATABASE {name} TO {Service}", cancellationToken);

    /// <summary>Runs one or more statements that cannot take parameters.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="sql">Made of our own constants only.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);

#pragma warning disable CA2100 // Roles and databases cannot be parameters; their names and passwords are made here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task EnsureRoleAsync(NpgsqlConnection admin, string role, string password, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(admin, "SELECT 1 FROM pg_roles WHERE rolname = $1", role, cancellationToken).ConfigureAwait(false))
        {
            var rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
            await ExecuteAsync(admin, $"CREATE ROLE {role} {rights} PASSWORD '{password}'", cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection admin, string sql, string name, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The two queries of this class.
        await using var command = new NpgsqlCommand(sql, admin) { Parameters = { new() { Value = name } } };
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null;
    }
}
