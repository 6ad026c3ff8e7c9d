using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Where an API key stands.</summary>
public enum ApiKeyStatus
{
    /// <summary>It opens.</summary>
    Active,

    /// <summary>It still opens for the time of its overlap with the key that took its place.</summary>
    Replaced,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Revoked,
}

/// <summary>With which secret a machine calls: kept as a hash only.</summary>
/// <param name="Prefix">The first characters, by which a person tells keys apart.</param>
/// <param name="Hash">SHA-256 of the whole key.</param>
public sealed record ApiKeySecret(string Prefix, byte[] Hash);

/// <summary>What a key opens.</summary>
/// <param name="Scopes">The scopes to which it is restricted.</param>
/// <param name="AllowedNetworks">The networks from which it opens, as <c>address/length</c>; none for any.</param>
public sealed record ApiKeyReach(IReadOnlyList<string> Scopes, IReadOnlyList<string> AllowedNetworks);

/// <summary>A key with which a machine calls that can't sign in otherwise. All of its times are real ones, as those of tokens.</summary>
public sealed class ApiKey : AggregateRoot<ApiKeyId>
{
    /// <summary>The longest time for which a key opens.</summary>
    public const int MostYears = 2;

    /// <summary>The longest overlap of a key with the one that takes its place.</summary>
    public const int MostOverlapDays = 30;

    // Every other role decides, signs or administers: a person does so, with a second factor that no key replaces.
    private static readonly Role[] OfMachines = [Role.Applicant, Role.FinanceSystem, Role.Editor, Role.Auditor];

    private ApiKey() { }

    /// <summary>Whose rights it uses.</summary>
    public UserId UserId { get; private set; }

    public string Name { get; private set; } = null!;

    public string Prefix { get; private set; } = null!;

    /// <summary>SHA-256 of the key. The key is random and long, so that no slow hash is needed: nobody guesses it from this.</summary>
    public byte[] Hash { get; private set; } = null!;

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    public IReadOnlyList<string> AllowedNetworks { get; private set; } = [];

    public UserId IssuedBy { get; private set; }

    public DateTimeOffset IssuedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The key that takes its place.</summary>
    public ApiKeyId? ReplacedBy { get; private set; }

    /// <summary>When it opened last, to the minute; written beside the rules, so that use costs no version.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Whether a key may use the rights of this role.</summary>
    public static bool MayCarry(Role role) => OfMachines.Contains(role);

    public static Result<ApiKey> Issue(
        UserId user,
        string name,
        ApiKeySecret secret,
        ApiKeyReach reach,
        DateTimeOffset expiresAt,
        UserId by,
        DateTimeOffset now
    )
    {
        if (expiresAt <= now || expiresAt > now.AddYears(MostYears))
        {
            return ApiKeyErrors.ExpiryInvalid(MostYears);
        }

        return new ApiKey
        {
            Id = EntityId.New<ApiKeyId>(),
            UserId = user,
            Name = name,
            Prefix = secret.Prefix,
            Hash = secret.Hash,
            Scopes = [.. reach.Scopes.Distinct()],
            AllowedNetworks = [.. reach.AllowedNetworks.Distinct()],
            IssuedBy = by,
            IssuedAt = now,
            ExpiresAt = expiresAt,
        };
    }

    public ApiKeyStatus StatusAt(DateTimeOffset now) =>
        RevokedAt is not null ? ApiKeyStatus.Revoked
        : ExpiresAt <= now ? ApiKeyStatus.Expired
        : ReplacedBy is not null ? ApiKeyStatus.Replaced
        : ApiKeyStatus.Active;

    public Error? WhyNotRevoke(DateTimeOffset now) =>
        StatusAt(now) is ApiKeyStatus.Revoked or ApiKeyStatus.Expired ? ApiKeyErrors.Ended : null;

    public Error? WhyNotRotate(DateTimeOffset now) => WhyNotRevoke(now) ?? (ReplacedBy is not null ? ApiKeyErrors.ReplacedAlready : null);

    /// <summary>Takes the key back with its user, in whatever state it is.</summary>
    public void EndWithItsUser(DateTimeOffset now) => RevokedAt ??= now;

    public Result<ApiKey> Revoke(DateTimeOffset now)
    {
        if (WhyNotRevoke(now) is { } error)
        {
            return error;
        }

        RevokedAt = now;
        return this;
    }

    /// <summary>Makes the key that takes its place; this one opens for the overlap yet, and never longer than it would have.</summary>
    public Result<ApiKey> Rotate(ApiKeySecret secret, DateTimeOffset expiresAt, int overlapDays, UserId by, DateTimeOffset now)
    {
        if (WhyNotRotate(now) is { } error)
        {
            return error;
        }

        var next = Issue(UserId, Name, secret, new ApiKeyReach(Scopes, AllowedNetworks), expiresAt, by, now);
        if (next.IsFailure)
        {
            return next;
        }

        var end = now + new TimeSpan(overlapDays, 0, 0, 0);
        (ReplacedBy, ExpiresAt) = (next.Value.Id, end < ExpiresAt ? end : ExpiresAt);
        return next;
    }
}
