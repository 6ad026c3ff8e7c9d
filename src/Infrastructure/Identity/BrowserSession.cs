using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>That somebody is signed in at the identity provider in one browser.</summary>
internal sealed class BrowserSession
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public string? Address { get; init; }

    [PersonalData(ProcessingPurpose.Accounts, Retention.Account, LegalBasis.PublicTask)]
    public string? Browser { get; init; }

    public bool HasSecondFactor { get; init; }
}
