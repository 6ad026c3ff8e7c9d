using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>Identifies a research subject.</summary>
public readonly record struct ResearchSubjectId(Guid Value) : IEntityId<ResearchSubjectId>
{
    public static ResearchSubjectId From(Guid value) => new(value);

    public static bool operator <(ResearchSubjectId left, ResearchSubjectId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ResearchSubjectId left, ResearchSubjectId right) => left.Value.CompareTo(right.Value) > 0;
}
