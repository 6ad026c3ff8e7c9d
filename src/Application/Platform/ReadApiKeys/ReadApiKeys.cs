using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ReadApiKeys;

/// <summary>Reads a key, without its secret.</summary>
[Roles(Role.Administrator, Role.Auditor)]
public sealed record GetApiKey(ApiKeyId Id) : IQuery<ApiKeyModel>;

/// <summary>Lists keys, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="UserId">Only the keys of this user.</param>
[Roles(Role.Administrator, Role.Auditor)]
public sealed record ListApiKeys(PageRequest Page, Guid? UserId) : IQuery<Page<ApiKeyModel>>, IPagedQuery;

/// <summary>A key with which a machine calls.</summary>
public sealed record ApiKeyModel
{
    /// <summary>Identifier, which is no secret.</summary>
    public required ApiKeyId Id { get; init; }

    /// <summary>Whose rights it uses.</summary>
    public required UserId UserId { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Its first characters, by which to tell it from others.</summary>
    public required string Prefix { get; init; }

    /// <summary>To what it is restricted beside the roles of its user.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>From where it may be used; empty for anywhere.</summary>
    public required IReadOnlyList<string> AllowedNetworks { get; init; }

    /// <summary>Where it stands now.</summary>
    public required ApiKeyStatus Status { get; init; }

    /// <summary>Who issued it.</summary>
    public required UserId IssuedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it may be used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used last, told within two minutes; null when never.</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was taken back.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The key that takes its place.</summary>
    public required ApiKeyId? ReplacedBy { get; init; }

    /// <summary>What this caller may do with it now; absent in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }

    /// <summary>The version, as in the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>Whether a key exists; who may not read keys is refused before.</summary>
public sealed class ApiKeyGate(IPlatformDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var keyId = new ApiKeyId(id);
        return await db.ApiKeys.AnyAsync(x => x.Id == keyId, cancellationToken) ? null : ApiKeyErrors.NotFound;
    }
}

internal sealed class ListApiKeysValidator : AbstractValidator<ListApiKeys>
{
    public ListApiKeysValidator() => this.IsPaged();
}

internal sealed class ApiKeyReading(
    IPlatformDbContext db,
    AllowedActions<ApiKey> actions,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock
) : IQueryHandler<GetApiKey, ApiKeyModel>, IQueryHandler<ListApiKeys, Page<ApiKeyModel>>
{
    public async Task<Result<ApiKeyModel>> Handle(GetApiKey request, CancellationToken cancellationToken) =>
        await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } key
            ? ToModel(key, clock.GetUtcNow()) with
            {
                AllowedActions = await actions.ForAsync(key, key.Id.Value, cancellationToken),
            }
            : ApiKeyErrors.NotFound;

    public async Task<Result<Page<ApiKeyModel>>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var keys = db.ApiKeys.AsNoTracking();
        if (request.UserId is { } user)
        {
            var userId = new UserId(user);
            keys = keys.Where(x => x.UserId == userId);
        }

        var now = clock.GetUtcNow();
        var page = await keys.ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure
            ? page.Error
            : new Page<ApiKeyModel>([.. page.Value.Items.Select(x => ToModel(x, now))], page.Value.NextCursor);
    }

    private static ApiKeyModel ToModel(ApiKey key, DateTimeOffset now) =>
        new()
        {
            Id = key.Id,
            UserId = key.UserId,
            Name = key.Name,
            Prefix = key.Prefix,
            Scopes = key.Scopes,
            AllowedNetworks = key.AllowedNetworks,
            Status = key.StatusAt(now),
            IssuedBy = key.IssuedBy,
            IssuedAt = key.IssuedAt,
            ExpiresAt = key.ExpiresAt,
            LastUsedAt = key.LastUsedAt,
            RevokedAt = key.RevokedAt,
            ReplacedBy = key.ReplacedBy,
            Version = key.Version,
        };
}
