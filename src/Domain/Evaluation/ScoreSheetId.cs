using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Identifies a score sheet.</summary>
public readonly record struct ScoreSheetId(Guid Value) : IEntityId<ScoreSheetId>
{
    public static ScoreSheetId From(Guid value) => new(value);

    public static bool operator <(ScoreSheetId left, ScoreSheetId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ScoreSheetId left, ScoreSheetId right) => left.Value.CompareTo(right.Value) > 0;
}
