using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies an API key; it is no secret.</summary>
public readonly record struct ApiKeyId(Guid Value) : IEntityId<ApiKeyId>
{
    public static ApiKeyId From(Guid value) => new(value);

    public static bool operator <(ApiKeyId left, ApiKeyId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ApiKeyId left, ApiKeyId right) => left.Value.CompareTo(right.Value) > 0;
}
