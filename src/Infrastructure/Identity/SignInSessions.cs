using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>Sessions of browsers, and the authorizations that were given in them.</summary>
internal sealed class SignInSessions(
    AppDbContext db,
    IOpenIddictApplicationManager clients,
    IOpenIddictAuthorizationManager authorizations,
    IOpenIddictTokenManager tokens,
    AccountTrail trail,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : ISignInSessions
{
    /// <summary>The property of an authorization that names the session in which it was given.</summary>
    public const string SessionProperty = "session";

    private const int LongestBrowser = 300;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);
    private static readonly TimeSpan SessionsShown = TimeSpan.FromDays(30);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private IQueryable<BrowserSession> Open
    {
        get
        {
            var oldest = clock.GetUtcNow() - Longest;
            return db.Set<BrowserSession>().Where(x => x.EndedAt == null && x.BeganAt > oldest);
        }
    }

    public async Task<Guid> BeginAsync(
        UserId user,
        string? address,
        string? browser,
        bool hasSecondFactor,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var session = new BrowserSession
        {
            Id = Uuid.Next(),
            AccountId = user.Value,
            BeganAt = now,
            LastSeenAt = now,
            Address = address,
            Browser = browser is { Length: > LongestBrowser } ? browser[..LongestBrowser] : browser,
            HasSecondFactor = hasSecondFactor,
        };
        db.Add(session);
        trail.Note("session", session.Id, user);
        await db.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    public async Task<bool> IsOpenAsync(Guid session, CancellationToken cancellationToken)
    {
        if (await Open.AsNoTracking().SingleOrDefaultAsync(x => x.Id == session, cancellationToken) is not { } open)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        if (open.LastSeenAt < now - SeenEvery)
        {
            await Open.Where(x => x.Id == session).ExecuteUpdateAsync(x => x.SetProperty(y => y.LastSeenAt, now), cancellationToken);
        }

        return true;
    }

    public async Task<IReadOnlyList<SignInSession>> ListAsync(UserId user, CancellationToken cancellationToken) =>
        await Open.AsNoTracking()
            .Where(x => x.AccountId == user.Value)
            .OrderByDescending(x => x.LastSeenAt)
            .Select(x => new SignInSession(x.Id, x.BeganAt, x.LastSeenAt, x.Address, x.Browser, x.HasSecondFactor))
            .ToListAsync(cancellationToken);

    public async Task<bool> EndAsync(UserId user, Guid session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = await Open.Where(x => x.Id == session && x.AccountId == user.Value)
            .ExecuteUpdateAsync(x => x.SetProperty(y => y.EndedAt, now), cancellationToken);
        if (ended == 0)
        {
            return false;
        }

        await trail.KeepAsync("session", session, user, cancellationToken);
        foreach (var authorization in await FindAsync(user, AuthorizationTypes.AdHoc, cancellationToken))
        {
            if (await IsOfAsync(authorization, session, cancellationToken))
            {
                await RevokeAsync(authorization, cancellationToken);
            }
        }

        return true;
    }

    public async Task EndAllAsync(UserId user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await Open.Where(x => x.AccountId == user.Value).ExecuteUpdateAsync(x => x.SetProperty(y => y.EndedAt, now), cancellationToken);
        await authorizations.RevokeAsync(user.Value.ToString(), null, Statuses.Valid, AuthorizationTypes.AdHoc, cancellationToken);
        await tokens.RevokeBySubjectAsync(user.Value.ToString(), cancellationToken);
        await trail.KeepAsync("session", user.Value, user, cancellationToken);
    }

    public async Task<IReadOnlyList<Consent>> ListConsentsAsync(UserId user, CancellationToken cancellationToken)
    {
        var consents = new List<Consent>();
        foreach (var (authorization, client) in await ReadConsentsAsync(user, cancellationToken))
        {
            consents.Add(
                new Consent(
                    (await clients.GetClientIdAsync(client, cancellationToken))!,
                    await clients.GetDisplayNameAsync(client, cancellationToken),
                    await authorizations.GetScopesAsync(authorization, cancellationToken),
                    await authorizations.GetCreationDateAsync(authorization, cancellationToken)
                )
            );
        }

        return consents;
    }

    public async Task<bool> HasConsentedAsync(
        UserId user,
        string clientId,
        IReadOnlyList<string> scopes,
        CancellationToken cancellationToken
    )
    {
        var client = (await clients.FindByClientIdAsync(clientId, cancellationToken))!;
        return await clients.HasConsentTypeAsync(client, ConsentTypes.Implicit, cancellationToken)
            || await authorizations
                .FindAsync(
                    user.Value.ToString(),
                    await clients.GetIdAsync(client, cancellationToken),
                    Statuses.Valid,
                    AuthorizationTypes.Permanent,
                    [.. scopes],
                    cancellationToken
                )
                .AnyAsync(cancellationToken);
    }

    public async Task ConsentAsync(UserId user, string clientId, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        var id = (await clients.GetIdAsync((await clients.FindByClientIdAsync(clientId, cancellationToken))!, cancellationToken))!;
        var consent = new OpenIddictAuthorizationDescriptor
        {
            ApplicationId = id,
            CreationDate = clock.GetUtcNow(),
            Status = Statuses.Valid,
            Subject = user.Value.ToString(),
            Type = AuthorizationTypes.Permanent,
        };
        consent.Scopes.UnionWith(scopes);
        trail.Note("consent", Guid.Parse(id), user);
        await authorizations.CreateAsync(consent, cancellationToken);
    }

    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        // A refresh token that was used is known until its end, so that a second use is seen.
        var (ended, oldest) = ((clock.GetUtcNow() - Remembered).UtcDateTime, clock.GetUtcNow() - SessionsShown);
        var dropped = await db.Set<OpenIddictEntityFrameworkCoreToken<Guid>>()
            .Where(x => x.ExpirationDate < ended)
            .ExecuteDeleteAsync(cancellationToken);
        dropped += await db.Set<OpenIddictEntityFrameworkCoreAuthorization<Guid>>()
            .Where(x => x.Type == AuthorizationTypes.AdHoc && x.CreationDate < ended && !x.Tokens.Any())
            .ExecuteDeleteAsync(cancellationToken);
        return dropped + await db.Set<BrowserSession>().Where(x => x.BeganAt < oldest).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task<int> WithdrawConsentsAsync(UserId user, string? clientId, CancellationToken cancellationToken)
    {
        var (subject, withdrawn) = (user.Value.ToString(), 0);
        foreach (var (_, client) in await ReadConsentsAsync(user, cancellationToken))
        {
            if (clientId is null || clientId == await clients.GetClientIdAsync(client, cancellationToken))
            {
                var id = await clients.GetIdAsync(client, cancellationToken);
                await authorizations.RevokeAsync(subject, id, Statuses.Valid, null, cancellationToken);
                await tokens.RevokeAsync(subject, id, Statuses.Valid, null, cancellationToken);
                await trail.KeepAsync("consent", Guid.Parse(id!), user, cancellationToken);
                withdrawn++;
            }
        }

        return withdrawn;
    }

    private async Task<List<(object Authorization, object Client)>> ReadConsentsAsync(UserId user, CancellationToken cancellationToken)
    {
        var consents = new List<(object, object)>();
        foreach (var authorization in await FindAsync(user, AuthorizationTypes.Permanent, cancellationToken))
        {
            var client = await authorizations.GetApplicationIdAsync(authorization, cancellationToken);
            consents.Add((authorization, (await clients.FindByIdAsync(client!, cancellationToken))!));
        }

        return consents;
    }

    // All at once: the connection is needed for what is done with each.
    private async Task<List<object>> FindAsync(UserId user, string type, CancellationToken cancellationToken) =>
        await authorizations
            .FindAsync(user.Value.ToString(), null, Statuses.Valid, type, null, cancellationToken)
            .ToListAsync(cancellationToken);

    private async Task<bool> IsOfAsync(object authorization, Guid session, CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, JsonElement> properties = await authorizations.GetPropertiesAsync(authorization, cancellationToken);
        return properties.TryGetValue(SessionProperty, out var value) && value.GetString() == session.ToString();
    }

    private async Task RevokeAsync(object authorization, CancellationToken cancellationToken)
    {
        await authorizations.TryRevokeAsync(authorization, cancellationToken);
        var id = await authorizations.GetIdAsync(authorization, cancellationToken);
        await tokens.RevokeByAuthorizationIdAsync(id!, cancellationToken);
    }
}
