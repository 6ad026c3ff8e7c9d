using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>A criterion as score sheets and rankings know it.</summary>
public sealed record MarkedCriterion(string Code, int Weight, int Minimum, int Maximum)
{
    /// <summary>The only marks that are given, where the scale is one of names; else none stands here.</summary>
    public IReadOnlyList<int> OnlyMarks { get; init; } = [];

    public int? EliminatoryMinimum { get; init; }

    public bool IsCommentRequired { get; init; }

    public MarkMethod Method { get; init; }
}
