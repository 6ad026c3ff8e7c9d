using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Where a score sheet stands.</summary>
public enum ScoreSheetStatus
{
    Assigned,
    Draft,
    Submitted,
    Recused,
}

/// <summary>A mark on one criterion.</summary>
public sealed record Mark(
    string Criterion,
    int Value,
    [property: PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)] string? Comment
);

/// <summary>The marks of a sheet before it was reopened.</summary>
public sealed record FormerMarks(
    IReadOnlyList<Mark> Marks,
    DateTimeOffset SubmittedAt,
    [property: PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)] string ReopeningReason,
    UserId ReopenedBy,
    DateTimeOffset ReopenedAt
);

/// <summary>One evaluator's marks for one application (fiche d'évaluation).</summary>
public sealed class ScoreSheet : AggregateRoot<ScoreSheetId>
{
    private ScoreSheet() { }

    public CallId CallId { get; private set; }

    public GrantApplicationId ApplicationId { get; private set; }

    public UserId EvaluatorId { get; private set; }

    public ScoreSheetStatus Status { get; private set; }

    public IReadOnlyList<Mark> Marks { get; private set; } = [];

    public IReadOnlyList<FormerMarks> Former { get; private set; } = [];

    public DateTimeOffset AssignedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    public static ScoreSheet Assign(ScoreSheetId id, CallId callId, GrantApplicationId application, UserId evaluator, DateTimeOffset at) =>
        new()
        {
            Id = id,
            CallId = callId,
            ApplicationId = application,
            EvaluatorId = evaluator,
            AssignedAt = at,
        };

    public Error? WhyNotMark() => Status is ScoreSheetStatus.Assigned or ScoreSheetStatus.Draft ? null : ScoreSheetErrors.NotEditable;

    /// <summary>Replaces the marks; each fault is named at its place.</summary>
    public Result Mark(IReadOnlyList<Mark> marks, IReadOnlyList<MarkedCriterion> criteria)
    {
        if (WhyNotMark() is { } error)
        {
            return error;
        }

        var faults = marks.Index().Select(x => WhyNotMark(x.Index, marks, criteria)).OfType<Error>().ToList();
        if (faults.Count > 0)
        {
            return ScoreSheetErrors.MarksInvalid.Because(faults);
        }

        (Marks, Status) = (marks, ScoreSheetStatus.Draft);
        return Result.Success;
    }

    public Error? WhyNotSubmit(IReadOnlyList<MarkedCriterion> criteria)
    {
        if (Status is not (ScoreSheetStatus.Assigned or ScoreSheetStatus.Draft))
        {
            return ScoreSheetErrors.NotDrafted;
        }

        var missing = criteria.Select(x => x.Code).Where(x => Marks.All(y => y.Criterion != x)).ToList();
        if (missing.Count > 0)
        {
            return ScoreSheetErrors.MarkMissing(string.Join(", ", missing));
        }

        var commented = criteria.Where(x => x.IsCommentRequired).Select(x => x.Code).ToHashSet();
        var silent = Marks
            .Index()
            .Where(x => commented.Contains(x.Item.Criterion) && string.IsNullOrWhiteSpace(x.Item.Comment))
            .Select(x => ScoreSheetErrors.CommentMissing(x.Index))
            .ToList();
        return silent.Count == 0 ? null : ScoreSheetErrors.MarksInvalid.Because(silent);
    }

    public Result Submit(IReadOnlyList<MarkedCriterion> criteria, DateTimeOffset at)
    {
        if (WhyNotSubmit(criteria) is { } error)
        {
            return error;
        }

        (Status, SubmittedAt) = (ScoreSheetStatus.Submitted, at);
        return Result.Success;
    }

    public Error? WhyNotReopen() => Status == ScoreSheetStatus.Submitted ? null : ScoreSheetErrors.NotSubmitted;

    /// <summary>Gives the sheet back to its evaluator; the former marks are kept.</summary>
    public Result Reopen(string reason, UserId by, DateTimeOffset at)
    {
        if (WhyNotReopen() is { } error)
        {
            return error;
        }

        Former = [.. Former, new FormerMarks(Marks, SubmittedAt!.Value, reason, by, at)];
        (Status, SubmittedAt) = (ScoreSheetStatus.Draft, null);
        return Result.Success;
    }

    /// <summary>The evaluator is in conflict: its marks no longer count and stay readable.</summary>
    public void Recuse() => Status = ScoreSheetStatus.Recused;

    private static Error? WhyNotMark(int index, IReadOnlyList<Mark> marks, IReadOnlyList<MarkedCriterion> criteria)
    {
        var mark = marks[index];
        return criteria.FirstOrDefault(x => x.Code == mark.Criterion) is not { } criterion ? ScoreSheetErrors.UnknownCriterion(index)
            : marks.Take(index).Any(x => x.Criterion == mark.Criterion) ? ScoreSheetErrors.CriterionTwice(index)
            : mark.Value < criterion.Minimum || mark.Value > criterion.Maximum
                ? ScoreSheetErrors.OutsideScale(index, criterion.Minimum, criterion.Maximum)
            : criterion.OnlyMarks is { Count: > 0 } only && !only.Contains(mark.Value)
                ? ScoreSheetErrors.NotALevel(index, string.Join(", ", only))
            : null;
    }
}

/// <summary>The kind of a conflict of interest.</summary>
public enum ConflictKind
{
    Employment,
    Family,
    Financial,
    Mandate,
    Other,
}

/// <summary>That an evaluator is in conflict with an application.</summary>
public sealed class ConflictDeclaration : AggregateRoot<ConflictDeclarationId>
{
    private ConflictDeclaration() { }

    public GrantApplicationId ApplicationId { get; private set; }

    public UserId EvaluatorId { get; private set; }

    public ConflictKind Kind { get; private set; }

    [PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)]
    [NamesPerson(Of = nameof(EvaluatorId))]
    public string Text { get; private set; } = null!;

    public UserId DeclaredBy { get; private set; }

    public DateTimeOffset DeclaredAt { get; private set; }

    public static ConflictDeclaration Declare(
        ConflictDeclarationId id,
        GrantApplicationId application,
        UserId evaluator,
        ConflictKind kind,
        string text,
        UserId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            ApplicationId = application,
            EvaluatorId = evaluator,
            Kind = kind,
            Text = text,
            DeclaredBy = by,
            DeclaredAt = at,
        };

    /// <summary>Puts a pseudonym in the place of what was told.</summary>
    public void Forget(string pseudonym) => Text = pseudonym;
}
