using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Identifies the panel of a call.</summary>
public readonly record struct EvaluationPanelId(Guid Value) : IEntityId<EvaluationPanelId>
{
    public static EvaluationPanelId From(Guid value) => new(value);

    public static bool operator <(EvaluationPanelId left, EvaluationPanelId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(EvaluationPanelId left, EvaluationPanelId right) => left.Value.CompareTo(right.Value) > 0;
}
