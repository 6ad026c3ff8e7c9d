using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies a contact request.</summary>
public readonly record struct ContactRequestId(Guid Value) : IEntityId<ContactRequestId>
{
    public static ContactRequestId From(Guid value) => new(value);

    public static bool operator <(ContactRequestId left, ContactRequestId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ContactRequestId left, ContactRequestId right) => left.Value.CompareTo(right.Value) > 0;
}
