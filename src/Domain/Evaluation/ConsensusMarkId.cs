using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Identifies a consensus mark.</summary>
public readonly record struct ConsensusMarkId(Guid Value) : IEntityId<ConsensusMarkId>
{
    public static ConsensusMarkId From(Guid value) => new(value);

    public static bool operator <(ConsensusMarkId left, ConsensusMarkId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ConsensusMarkId left, ConsensusMarkId right) => left.Value.CompareTo(right.Value) > 0;
}
