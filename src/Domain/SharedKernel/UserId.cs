namespace SocialInnovation.Domain.SharedKernel;

/// <summary>Identifies a person or machine that calls the service.</summary>
public readonly record struct UserId(Guid Value) : IEntityId<UserId>
{
    public static UserId From(Guid value) => new(value);

    public static bool operator <(UserId left, UserId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(UserId left, UserId right) => left.Value.CompareTo(right.Value) > 0;
}
