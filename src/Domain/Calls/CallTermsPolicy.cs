using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>What the terms of a call must satisfy already as a draft: that their parts fit each other.</summary>
internal static class CallTermsPolicy
{
    public static Error? WhyNotConsistent(CallTerms terms) =>
        WhyNotTimeZone(terms)
        ?? WhyNotCodes(terms)
        ?? WhyNotCriteria(terms.Criteria)
        ?? WhyNotTieBreaks(terms)
        ?? WhyNotPolicy(terms)
        ?? WhyNotSteps(terms.SignOffSteps)
        ?? WhyNotStateAid(terms);

    // Other systems' names are found too, but no front end knows them: only names of the IANA list are taken.
    private static Error? WhyNotTimeZone(CallTerms terms) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(terms.TimeZone, out var zone) && zone.HasIanaId
            ? null
            : CallErrors.UnknownTimeZone(terms.TimeZone);

    private static Error? WhyNotCodes(CallTerms terms) =>
        WhyNotUnique("expenseCategories", terms.ExpenseCategories)
        ?? WhyNotUnique("themes", terms.Themes)
        ?? WhyNotUnique("documents", terms.Documents.Select(x => x.Kind))
        ?? WhyNotUnique("questions", terms.Questions.Select(x => x.Code))
        ?? WhyNotUnique("eligibilityRules", terms.EligibilityRules.Select(x => x.Code))
        ?? WhyNotUnique("tieBreaks", terms.TieBreaks);

    private static Error? WhyNotUnique(string member, IEnumerable<string> codes) =>
        codes.GroupBy(x => x, StringComparer.Ordinal).FirstOrDefault(x => x.Count() > 1) is { } twice
            ? CallErrors.DuplicateCode(member, twice.Key)
            : null;

    /// <summary>What the criteria of a call or of a template must satisfy.</summary>
    public static Error? WhyNotCriteria(IReadOnlyList<Criterion> criteria) =>
        WhyNotUnique("criteria", criteria.Select(x => x.Code))
        ?? criteria
            .Index()
            .Where(x => x.Item.ScaleMaximum <= x.Item.ScaleMinimum)
            .Select(x => CallErrors.ScaleEmpty(x.Index))
            .Concat(criteria.Index().SelectMany(x => WhyNotLevels(x.Index, x.Item)))
            .FirstOrDefault();

    private static IEnumerable<Error> WhyNotLevels(int index, Criterion criterion)
    {
        foreach (var (place, level) in criterion.Levels.Index())
        {
            if (!IsOnScale(level.Mark, criterion))
            {
                yield return CallErrors.LevelOutsideScale(index, place);
            }

            if (criterion.Levels.Take(place).Any(x => x.Mark == level.Mark))
            {
                yield return CallErrors.LevelTwice(index, place);
            }

            if (level.Name is null != criterion.Levels[0].Name is null)
            {
                yield return CallErrors.LevelsPartlyNamed(index, place);
            }
        }

        if (criterion.EliminatoryMinimum is { } minimum && !IsOnScale(minimum, criterion))
        {
            yield return CallErrors.EliminatoryMinimumOutsideScale(index);
        }
    }

    private static bool IsOnScale(int mark, Criterion criterion) => mark >= criterion.ScaleMinimum && mark <= criterion.ScaleMaximum;

    private static Error? WhyNotTieBreaks(CallTerms terms) =>
        terms
            .TieBreaks.Index()
            .Where(x => x.Item is not (TieBreak.SubmittedAt or TieBreak.Reference) && terms.Criteria.All(y => y.Code != x.Item))
            .Select(x => CallErrors.UnknownTieBreak(x.Item, x.Index))
            .FirstOrDefault();

    private static Error? WhyNotPolicy(CallTerms terms) =>
        !AllocationPolicy.Adoptable.Contains(terms.AllocationPolicy.Name)
            ? CallErrors.UnknownPolicy(terms.AllocationPolicy.Name)
            : WhyNotBands(terms.AllocationPolicy);

    // Who proposes, who gives the budget visa and who records the decision are always three persons.
    private static Error? WhyNotSteps(IReadOnlyList<SignOffStep> steps) =>
        steps is [SignOffStep.ProgrammeManager, .., SignOffStep.Decision]
        && steps.Contains(SignOffStep.BudgetVisa)
        && steps.Distinct().Count() == steps.Count
            ? null
            : CallErrors.SignOffStepsInvalid;

    private static Error? WhyNotBands(AllocationPolicy policy) =>
        policy.Bands.Count > 0 != (policy.Name == AllocationPolicy.ByBands) ? CallErrors.BandsMisplaced
        : policy.Bands.DistinctBy(x => x.FromScore).Count() != policy.Bands.Count ? CallErrors.BandTwice
        : null;

    private static Error? WhyNotStateAid(CallTerms terms) =>
        (terms.StateAidBasis == StateAidBasis.Exempted, string.IsNullOrWhiteSpace(terms.StateAidReference)) switch
        {
            (true, true) => CallErrors.StateAidReferenceMissing,
            (false, _) when terms.StateAidReference is not null => CallErrors.StateAidReferenceUnwanted,
            _ => null,
        };
}
