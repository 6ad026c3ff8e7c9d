using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Identifies a run of the automatic assignment.</summary>
public readonly record struct AssignmentRunId(Guid Value) : IEntityId<AssignmentRunId>
{
    public static AssignmentRunId From(Guid value) => new(value);

    public static bool operator <(AssignmentRunId left, AssignmentRunId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(AssignmentRunId left, AssignmentRunId right) => left.Value.CompareTo(right.Value) > 0;
}
