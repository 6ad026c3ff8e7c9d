using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>Identifies a template of criteria.</summary>
public readonly record struct CriteriaTemplateId(Guid Value) : IEntityId<CriteriaTemplateId>
{
    public static CriteriaTemplateId From(Guid value) => new(value);

    public static bool operator <(CriteriaTemplateId left, CriteriaTemplateId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(CriteriaTemplateId left, CriteriaTemplateId right) => left.Value.CompareTo(right.Value) > 0;
}
