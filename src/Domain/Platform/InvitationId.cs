using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies an invitation to an organisation.</summary>
public readonly record struct InvitationId(Guid Value) : IEntityId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);

    public static bool operator <(InvitationId left, InvitationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(InvitationId left, InvitationId right) => left.Value.CompareTo(right.Value) > 0;
}
