using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>Identifies an agreement with a research partner.</summary>
public readonly record struct ResearchAgreementId(Guid Value) : IEntityId<ResearchAgreementId>
{
    public static ResearchAgreementId From(Guid value) => new(value);

    public static bool operator <(ResearchAgreementId left, ResearchAgreementId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ResearchAgreementId left, ResearchAgreementId right) => left.Value.CompareTo(right.Value) > 0;
}
