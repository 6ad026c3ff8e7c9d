using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform;

internal sealed class ApiKeyReads(AppDbContext db) : IApiKeyReads
{
    private const string Find = """
        select k.id, k.user_id, u.roles, k.scopes, k.allowed_networks, k.expires_at, k.revoked_at is not null, k.last_used_at
        from platform.api_keys k join platform.users u on u.id = k.user_id
        where k.hash = $1
        """;

    public async Task<KnownApiKey?> FindAsync(byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Find) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = hash } } };
        var found = await db.ListAsync(command, Read, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    // Another instance may have written a later use, and one within the same minute is no news.
    public Task<int> WriteUsesAsync(IReadOnlyDictionary<ApiKeyId, DateTimeOffset> uses, CancellationToken cancellationToken)
    {
        var (ids, instants) = (uses.Keys.Select(x => x.Value).ToArray(), uses.Values.Select(x => x.ToUniversalTime()).ToArray());
        return db.Database.ExecuteSqlAsync(
            $"""
            update platform.api_keys k set last_used_at = u.used_at
            from unnest({ids}, {instants}) as u (id, used_at)
            where k.id = u.id and (k.last_used_at is null or k.last_used_at <= u.used_at - interval '1 minute')
            """,
            cancellationToken
        );
    }

    private static KnownApiKey Read(NpgsqlDataReader row) =>
        new(
            new ApiKeyId(row.GetGuid(0)),
            new UserId(row.GetGuid(1)),
            [.. row.GetFieldValue<string[]>(2).Select(x => Naming.Parse<Role>(x)!.Value)],
            row.GetFieldValue<string[]>(3),
            row.GetFieldValue<string[]>(4),
            row.GetFieldValue<DateTimeOffset>(5),
            row.GetBoolean(6),
            row.Instant(7)
        );
}
