using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>Identifies a call for projects.</summary>
public readonly record struct CallId(Guid Value) : IEntityId<CallId>
{
    public static CallId From(Guid value) => new(value);

    public static bool operator <(CallId left, CallId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(CallId left, CallId right) => left.Value.CompareTo(right.Value) > 0;
}
