using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies an envelope.</summary>
public readonly record struct EnvelopeId(Guid Value) : IEntityId<EnvelopeId>
{
    public static EnvelopeId From(Guid value) => new(value);

    public static bool operator <(EnvelopeId left, EnvelopeId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(EnvelopeId left, EnvelopeId right) => left.Value.CompareTo(right.Value) > 0;
}
