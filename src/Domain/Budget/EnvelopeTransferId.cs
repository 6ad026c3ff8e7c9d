using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies a transfer between envelopes.</summary>
public readonly record struct EnvelopeTransferId(Guid Value) : IEntityId<EnvelopeTransferId>
{
    public static EnvelopeTransferId From(Guid value) => new(value);

    public static bool operator <(EnvelopeTransferId left, EnvelopeTransferId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(EnvelopeTransferId left, EnvelopeTransferId right) => left.Value.CompareTo(right.Value) > 0;
}
