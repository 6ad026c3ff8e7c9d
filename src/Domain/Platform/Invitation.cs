using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>
/// That somebody who is known by an e-mail address only may become a member of an organisation. It exists until it is accepted or withdrawn;
/// its secret is known to the mail alone.
/// </summary>
public sealed class Invitation : AggregateRoot<InvitationId>
{
    /// <summary>How long an invitation can be accepted.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(14);

    private Invitation() { }

    public OrganisationId OrganisationId { get; private set; }

    [NamesPerson]
    [PersonalData(ProcessingPurpose.Correspondence, Retention.ThirtyDays, LegalBasis.PublicTask)]
    public string Email { get; private set; } = null!;

    public MembershipRole Role { get; private set; }

    /// <summary>Hash of the secret.</summary>
    public byte[] TokenHash { get; private set; } = [];

    public UserId InvitedBy { get; private set; }

    public DateTimeOffset InvitedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public static Invitation Send(
        InvitationId id,
        OrganisationId organisation,
        string email,
        MembershipRole role,
        byte[] tokenHash,
        UserId by,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            OrganisationId = organisation,
            Email = email,
            Role = role,
            TokenHash = tokenHash,
            InvitedBy = by,
            InvitedAt = now,
            ExpiresAt = now + Validity,
        };

    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;

    /// <summary>Sends an expired invitation once more, with another secret.</summary>
    public Result Renew(MembershipRole role, byte[] tokenHash, UserId by, DateTimeOffset now)
    {
        if (!IsExpired(now))
        {
            return InvitationErrors.Pending;
        }

        (Role, TokenHash, InvitedBy, InvitedAt, ExpiresAt) = (role, tokenHash, by, now, now + Validity);
        return Result.Success;
    }
}
