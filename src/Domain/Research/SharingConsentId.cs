using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>Identifies a consent to share a grant's data.</summary>
public readonly record struct SharingConsentId(Guid Value) : IEntityId<SharingConsentId>
{
    public static SharingConsentId From(Guid value) => new(value);

    public static bool operator <(SharingConsentId left, SharingConsentId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(SharingConsentId left, SharingConsentId right) => left.Value.CompareTo(right.Value) > 0;
}
