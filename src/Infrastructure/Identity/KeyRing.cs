using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>
/// The keys of the embedded identity provider, the same for all instances: kept encrypted in the database, each signs for ninety days, is
/// published two weeks before and believed a month after. An instance reads them at its first use and when it lacks one.
/// </summary>
public sealed class KeyRing(
    IServiceScopeFactory scopes,
    IDataProtectionProvider protection,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : IDisposable
{
    private const string LockOfRotation = "select pg_advisory_xact_lock(hashtextextended('identity.signing_keys', 0))";

    private static readonly TimeSpan Signs = TimeSpan.FromDays(90);
    private static readonly TimeSpan PublishedBefore = TimeSpan.FromDays(14);
    private static readonly TimeSpan TrustedAfter = TimeSpan.FromDays(30);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim oneReader = new(1);
    private readonly IDataProtector protector = protection.CreateProtector("identity.signing-keys");
    private CancellationTokenSource changed = new();
    private volatile Keys? current;

    /// <summary>What was read last; empty before the first read.</summary>
    public Keys Last { get; private set; } = Keys.None;

    /// <summary>Signals that there are other keys than before.</summary>
    public IChangeToken Changed => new CancellationChangeToken(changed.Token);

    /// <summary>The keys of this instant; the database is asked only when it is time for another one.</summary>
    public ValueTask<Keys> GetAsync(CancellationToken cancellationToken) =>
        current is { } keys && clock.GetUtcNow() < keys.GoodUntil ? new(keys) : new(ReadAsync(cancellationToken));

    /// <summary>Somebody met a key that is not among them: another instance may have made it. They are read anew, if they were not just now.</summary>
    public void Doubt()
    {
        if (current is { } keys && clock.GetUtcNow() > keys.ReadAt + ShortestPause)
        {
            current = null;
        }
    }

    public void Dispose()
    {
        oneReader.Dispose();
        changed.Dispose();
    }

    private async Task<Keys> ReadAsync(CancellationToken cancellationToken)
    {
        await oneReader.WaitAsync(cancellationToken);
        try
        {
            if (current is { } read && clock.GetUtcNow() < read.GoodUntil)
            {
                return read;
            }

            current = Last = Open(await ReadRowsAsync(cancellationToken), clock.GetUtcNow());
            var former = Interlocked.Exchange(ref changed, new CancellationTokenSource());
            await former.CancelAsync();
            former.Dispose();
            return Last;
        }
        finally
        {
            oneReader.Release();
        }
    }

    private async Task<List<SigningKey>> ReadRowsAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = clock.GetUtcNow();
        var rows = await TrustedAsync(db, now, cancellationToken);
        if (!IsNextDue(rows, now))
        {
            return rows;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(LockOfRotation, cancellationToken);
        rows = await TrustedAsync(db, now, cancellationToken);
        while (IsNextDue(rows, now))
        {
            var from = rows.Count == 0 || rows[^1].SignsFrom + Signs < now ? now : rows[^1].SignsFrom + Signs;
            var row = Create(now, from);
            db.Add(row);
            rows.Add(row);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    private static Task<List<SigningKey>> TrustedAsync(AppDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Set<SigningKey>().AsNoTracking().Where(x => x.TrustedUntil > now).OrderBy(x => x.SignsFrom).ToListAsync(cancellationToken);

    private static bool IsNextDue(List<SigningKey> rows, DateTimeOffset now) =>
        rows.Count == 0 || rows[^1].SignsFrom + Signs - PublishedBefore <= now;

    private SigningKey Create(DateTimeOffset now, DateTimeOffset from)
    {
        using var rsa = RSA.Create(2048);
        byte[] secret = [.. RandomNumberGenerator.GetBytes(Keys.HidingBytes), .. rsa.ExportPkcs8PrivateKey()];
        return new SigningKey
        {
            Id = Uuid.Next(),
            Secret = Convert.ToBase64String(protector.Protect(secret)),
            CreatedAt = now,
            SignsFrom = from,
            TrustedUntil = from + Signs + TrustedAfter,
        };
    }

    private Keys Open(List<SigningKey> rows, DateTimeOffset now)
    {
        var opened = rows.ConvertAll(x => new OpenedKey(x.Id, x.SignsFrom, protector.Unprotect(Convert.FromBase64String(x.Secret))));
        // The first key of all may be dated by an instance whose clock is ahead.
        var active = Math.Max(0, opened.FindLastIndex(x => x.SignsFrom <= now));
        var last = rows[^1].SignsFrom;
        var next = last > now ? last : last + Signs - PublishedBefore;
        var end = rows[0].TrustedUntil;
        // The one that signs comes first; the others are published with it.
        return new Keys([opened[active], .. opened.Where((_, i) => i != active)], now, end < next ? end : next);
    }
}

/// <summary>The keys that are believed at one instant.</summary>
public sealed class Keys
{
    internal const int HidingBytes = 32;

    internal static readonly Keys None = new([], default, default);

    internal Keys(IReadOnlyList<OpenedKey> keys, DateTimeOffset readAt, DateTimeOffset goodUntil)
    {
        Signing = [.. keys.Select(x => new SigningCredentials(x.Rsa, SecurityAlgorithms.RsaSha256))];
        Hiding =
        [
            .. keys.Select(x => new EncryptingCredentials(x.Hiding, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512)),
        ];
        (ReadAt, GoodUntil) = (readAt, goodUntil);
    }

    /// <summary>Those that sign tokens; the first one is in use.</summary>
    public IReadOnlyList<SigningCredentials> Signing { get; }

    /// <summary>Those that encrypt what only the provider reads.</summary>
    public IReadOnlyList<EncryptingCredentials> Hiding { get; }

    internal DateTimeOffset ReadAt { get; }

    internal DateTimeOffset GoodUntil { get; }
}

internal sealed class OpenedKey
{
    public OpenedKey(Guid id, DateTimeOffset signsFrom, byte[] secret)
    {
        SignsFrom = signsFrom;
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(secret.AsSpan(Keys.HidingBytes), out _);
        Rsa = new RsaSecurityKey(rsa) { KeyId = id.ToString("N") };
        Hiding = new SymmetricSecurityKey(secret[..Keys.HidingBytes]) { KeyId = $"{id:N}-hiding" };
    }

    public DateTimeOffset SignsFrom { get; }

    public RsaSecurityKey Rsa { get; }

    public SymmetricSecurityKey Hiding { get; }
}
