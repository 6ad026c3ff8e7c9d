using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications;

/// <summary>What the call asks of an application at its submission.</summary>
public sealed record SubmissionTerms(
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    Money GrantCeiling,
    Percentage MaximumAidRate,
    IReadOnlyList<string> DocumentsDue,
    IReadOnlyList<string> AnswersDue,
    IReadOnlyList<IReadOnlyList<string>> BlockingTerritories
);

/// <summary>The checks of a submission, in the order of the region's rules: in time, plan, ceiling, aid rate, documents, answers, territory.</summary>
public static class SubmissionPolicy
{
    public static Error? WhyNot(
        SubmissionTerms terms,
        ApplicationContent content,
        IReadOnlyCollection<ApplicationDocument> documents,
        DateTimeOffset now
    ) =>
        InTime(terms, now)
        ?? PlanBalances(content)
        ?? WithinCeiling(terms, content)
        ?? WithinAidRate(terms, content)
        ?? DocumentsAreThere(terms, documents)
        ?? AnswersAreThere(terms, content)
        ?? InTerritory(terms, content);

    /// <summary>All that stands against the submission but time, for an applicant who fills a draft.</summary>
    public static IReadOnlyList<Error> Missing(
        SubmissionTerms terms,
        ApplicationContent content,
        IReadOnlyCollection<ApplicationDocument> documents
    ) =>
        [
            .. new[]
            {
                PlanBalances(content),
                WithinCeiling(terms, content),
                WithinAidRate(terms, content),
                DocumentsAreThere(terms, documents),
                AnswersAreThere(terms, content),
                InTerritory(terms, content),
            }.OfType<Error>(),
        ];

    /// <summary>Kinds of documents that are due at submission and not there.</summary>
    public static IReadOnlyList<string> MissingDocuments(SubmissionTerms terms, IReadOnlyCollection<ApplicationDocument> documents) =>
        [.. terms.DocumentsDue.Where(kind => documents.All(x => x.Kind != kind))];

    /// <summary>Codes of required questions without an answer.</summary>
    public static IReadOnlyList<string> MissingAnswers(SubmissionTerms terms, ApplicationContent content) =>
        [.. terms.AnswersDue.Where(x => !content.Answers.TryGetValue(x, out var answer) || string.IsNullOrWhiteSpace(answer))];

    // Opening and closing instants themselves are in time.
    private static Error? InTime(SubmissionTerms terms, DateTimeOffset now) =>
        now > terms.ClosesAt ? GrantApplicationErrors.CallClosed(terms.ClosesAt)
        : now < terms.OpensAt ? GrantApplicationErrors.CallNotOpen(terms.OpensAt)
        : null;

    private static Error? PlanBalances(ApplicationContent content) =>
        content.Plan.IsBalanced ? null : GrantApplicationErrors.PlanUnbalanced(content.Plan.TotalCosts);

    private static Error? WithinCeiling(SubmissionTerms terms, ApplicationContent content) =>
        content.Plan.Requested > terms.GrantCeiling ? GrantApplicationErrors.AboveCeiling(terms.GrantCeiling) : null;

    private static Error? WithinAidRate(SubmissionTerms terms, ApplicationContent content) =>
        terms.MaximumAidRate.Covers(content.Plan.Requested, content.Plan.TotalCosts)
            ? null
            : GrantApplicationErrors.AboveAidRate(terms.MaximumAidRate);

    private static Error? DocumentsAreThere(SubmissionTerms terms, IReadOnlyCollection<ApplicationDocument> documents)
    {
        var missing = MissingDocuments(terms, documents);
        return missing.Count == 0 ? null : GrantApplicationErrors.DocumentMissing(missing);
    }

    private static Error? AnswersAreThere(SubmissionTerms terms, ApplicationContent content)
    {
        var missing = MissingAnswers(terms, content);
        return missing.Count == 0 ? null : GrantApplicationErrors.AnswerMissing(missing);
    }

    private static Error? InTerritory(SubmissionTerms terms, ApplicationContent content) =>
        terms.BlockingTerritories.All(x => x.Contains(content.Department))
            ? null
            : GrantApplicationErrors.OutsideTerritory(content.Department);
}
