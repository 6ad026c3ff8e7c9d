using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls.Contracts;

/// <summary>A criterion by which applications are marked.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">What is judged.</param>
/// <param name="Weight">Share of the score in percent.</param>
/// <param name="ScaleMinimum">The lowest mark.</param>
/// <param name="ScaleMaximum">The highest mark.</param>
/// <param name="OnlyMarks">The only marks that are given, where the scale is one of names; else empty.</param>
/// <param name="EliminatoryMinimum">The criterion's own minimum.</param>
/// <param name="IsCommentRequired">Whether a mark needs a comment.</param>
/// <param name="Method">How several marks become one value.</param>
public sealed record CallCriterion(
    string Code,
    string Title,
    int Weight,
    int ScaleMinimum,
    int ScaleMaximum,
    IReadOnlyList<int> OnlyMarks,
    int? EliminatoryMinimum,
    bool IsCommentRequired,
    MarkMethod Method
)
{
    public static CallCriterion Of(Criterion criterion) =>
        new(
            criterion.Code,
            criterion.Title,
            criterion.Weight,
            criterion.ScaleMinimum,
            criterion.ScaleMaximum,
            [.. criterion.Levels.Where(x => x.Name is not null).Select(x => x.Mark).Order()],
            criterion.EliminatoryMinimum,
            criterion.IsCommentRequired,
            criterion.Method
        );
}
