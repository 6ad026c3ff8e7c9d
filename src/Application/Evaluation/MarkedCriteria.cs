using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

public static class MarkedCriteria
{
    /// <summary>A call's criterion, as score sheets and rankings know it.</summary>
    public static MarkedCriterion Of(CallCriterion criterion) =>
        new(criterion.Code, criterion.Weight, criterion.ScaleMinimum, criterion.ScaleMaximum)
        {
            OnlyMarks = criterion.OnlyMarks,
            EliminatoryMinimum = criterion.EliminatoryMinimum,
            IsCommentRequired = criterion.IsCommentRequired,
            Method = criterion.Method,
        };
}
