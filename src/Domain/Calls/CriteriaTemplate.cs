using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>Criteria that are kept to be used in several calls. A call holds its own copy, so a changed template changes no call.</summary>
public sealed class CriteriaTemplate : AggregateRoot<CriteriaTemplateId>
{
    private CriteriaTemplate() { }

    /// <summary>Unique.</summary>
    public string Name { get; private set; } = null!;

    public string? Description { get; private set; }

    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    /// <summary>Who kept it and may replace it; null for those that come with the service, which nobody replaces.</summary>
    public UserId? KeptBy { get; private set; }

    public static Result<CriteriaTemplate> Keep(
        CriteriaTemplateId id,
        string name,
        string? description,
        IReadOnlyList<Criterion> criteria,
        UserId by
    )
    {
        var template = new CriteriaTemplate { Id = id, KeptBy = by };
        var replaced = template.Replace(name, description, criteria);
        return replaced.IsFailure ? replaced.Error : template;
    }

    public Error? WhyNotReplace(UserId by) => KeptBy == by ? null : CriteriaTemplateErrors.NotOwn;

    public Result Replace(string name, string? description, IReadOnlyList<Criterion> criteria)
    {
        if (CallTermsPolicy.WhyNotCriteria(criteria) is { } error)
        {
            return error;
        }

        (Name, Description, Criteria) = (name, description, criteria);
        return Result.Success;
    }
}
