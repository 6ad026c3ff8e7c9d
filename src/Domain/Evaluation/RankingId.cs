using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Identifies a ranking.</summary>
public readonly record struct RankingId(Guid Value) : IEntityId<RankingId>
{
    public static RankingId From(Guid value) => new(value);

    public static bool operator <(RankingId left, RankingId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(RankingId left, RankingId right) => left.Value.CompareTo(right.Value) > 0;
}
