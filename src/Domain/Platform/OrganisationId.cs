using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies an applicant organisation.</summary>
public readonly record struct OrganisationId(Guid Value) : IEntityId<OrganisationId>
{
    public static OrganisationId From(Guid value) => new(value);

    public static bool operator <(OrganisationId left, OrganisationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(OrganisationId left, OrganisationId right) => left.Value.CompareTo(right.Value) > 0;
}
