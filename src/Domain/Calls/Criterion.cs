namespace SocialInnovation.Domain.Calls;

/// <summary>How the marks of several evaluators become one value of a criterion.</summary>
public enum MarkMethod
{
    /// <summary>Their mean: Σ marks ÷ number of marks.</summary>
    Mean,

    /// <summary>Their mean without the highest and the lowest, from four marks on; below that their mean.</summary>
    TrimmedMean,

    /// <summary>The one in the middle, or the mean of the two in the middle.</summary>
    Median,
}

/// <summary>A criterion with its weight, its scale and what a mark on it means.</summary>
/// <param name="Code">Unique within the call.</param>
/// <param name="Title">What is judged.</param>
/// <param name="Weight">Share of the score in percent; all weights of a call sum to 100.</param>
/// <param name="ScaleMinimum">The lowest mark.</param>
/// <param name="ScaleMaximum">The highest mark.</param>
public sealed record Criterion(string Code, string Title, int Weight, int ScaleMinimum, int ScaleMaximum)
{
    /// <summary>What single marks mean; where they have names, no other mark is given.</summary>
    public IReadOnlyList<CriterionLevel> Levels { get; init; } = [];

    /// <summary>An application whose value is lower is below the minimum, whatever its score.</summary>
    public int? EliminatoryMinimum { get; init; }

    public bool IsCommentRequired { get; init; }

    public MarkMethod Method { get; init; }
}

/// <summary>What a mark means.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Name">Its name, such as <c>good</c>, where the scale is one of names.</param>
/// <param name="Text">The rubric: when to give it.</param>
public sealed record CriterionLevel(int Mark, string? Name, string? Text);
