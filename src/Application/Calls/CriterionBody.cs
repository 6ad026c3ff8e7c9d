using FluentValidation;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Calls;

/// <summary>A criterion.</summary>
/// <param name="Code">Unique within the call, kebab case.</param>
/// <param name="Title">What is judged, at most 200 characters.</param>
/// <param name="Weight">Share of the score in percent, 1 to 100; the weights of a call sum to 100 when it is published.</param>
/// <param name="MinimumMark">The lowest mark of the scale, 0 to 100.</param>
/// <param name="MaximumMark">The highest mark of the scale, 0 to 100, above the lowest.</param>
public sealed record CriterionBody(string Code, string Title, int Weight, int MinimumMark, int MaximumMark)
{
    /// <summary>
    /// What single marks mean: the rubric. Where the levels have names, no other mark is given: a scale of names, each of which stands for
    /// its number in the score.
    /// </summary>
    public IReadOnlyList<CriterionLevelBody> Levels { get; init; } = [];

    /// <summary>An application whose value on this criterion is lower is below the minimum, whatever its score; an equal one passes.</summary>
    public int? EliminatoryMinimum { get; init; }

    /// <summary>Whether a mark needs a comment before its score sheet can be submitted.</summary>
    public bool CommentRequired { get; init; }

    /// <summary>
    /// How the marks of several evaluators become one value: <c>mean</c>, Σ marks ÷ number of marks; <c>trimmed-mean</c>, the same without
    /// one highest and one lowest mark, from four marks on; <c>median</c>, the mark in the middle, or the mean of the two in the middle.
    /// All are exact fractions.
    /// </summary>
    public MarkMethod Method { get; init; }

    internal static CriterionBody Of(Criterion criterion) =>
        new(criterion.Code, criterion.Title, criterion.Weight, criterion.ScaleMinimum, criterion.ScaleMaximum)
        {
            Levels = [.. criterion.Levels.Select(x => new CriterionLevelBody(x.Mark, x.Name, x.Text))],
            EliminatoryMinimum = criterion.EliminatoryMinimum,
            CommentRequired = criterion.IsCommentRequired,
            Method = criterion.Method,
        };

    internal Criterion ToCriterion() =>
        new(Code, Title, Weight, MinimumMark, MaximumMark)
        {
            Levels = [.. Levels.Select(x => new CriterionLevel(x.Mark, x.Name, x.Text))],
            EliminatoryMinimum = EliminatoryMinimum,
            IsCommentRequired = CommentRequired,
            Method = Method,
        };
}

/// <summary>What a mark means.</summary>
/// <param name="Mark">The mark, on the criterion's scale; each once.</param>
/// <param name="Name">Its name, such as <c>good</c>, at most 200 characters; all levels of a criterion have one or none has.</param>
/// <param name="Text">When to give it, at most 2 000 characters.</param>
public sealed record CriterionLevelBody(int Mark, string? Name = null, string? Text = null);

internal sealed class CriterionBodyValidator : AbstractValidator<CriterionBody>
{
    private const int LongestRubric = 2_000;

    public CriterionBodyValidator()
    {
        RuleFor(x => x.Code).IsCode();
        RuleFor(x => x.Title).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Weight).InclusiveBetween(1, 100);
        RuleFor(x => x.MinimumMark).InclusiveBetween(0, Limits.Mark);
        RuleFor(x => x.MaximumMark).InclusiveBetween(0, Limits.Mark);
        RuleFor(x => x.Levels).HasAtMost(Limits.Mark + 1);
        RuleForEach(x => x.Levels)
            .NotNull()
            .ChildRules(level =>
            {
                level.RuleFor(x => x.Mark).InclusiveBetween(0, Limits.Mark);
                level.RuleFor(x => x.Name).MaximumLength(Limits.Title);
                level.RuleFor(x => x.Text).MaximumLength(LongestRubric);
            });
        RuleFor(x => x.EliminatoryMinimum).InclusiveBetween(0, Limits.Mark);
    }
}
