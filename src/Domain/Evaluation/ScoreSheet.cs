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

    /// <summary>Its evaluator is in conflict with the application.</summary>
    Recused,

    /// <summary>Its evaluator did not submit it in time, and another one reads the application.</summary>
    Replaced,
}

public static class ScoreSheetStatuses
{
    /// <summary>Whether the evaluator of such a sheet reads the application, or has read it.</summary>
    public static bool IsActive(this ScoreSheetStatus status) => status is not (ScoreSheetStatus.Recused or ScoreSheetStatus.Replaced);
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
    DateTimeOffset ReopenedAt,
    bool HadSeenOthers = false
);

/// <summary>Why a sheet no longer counts, and which one takes its place.</summary>
/// <param name="Reason">Why, in words; null for a conflict, which says it itself.</param>
/// <param name="By">Who ended it.</param>
/// <param name="At">When.</param>
/// <param name="Successor">The sheet that takes its place; null while there is none.</param>
public sealed record SheetEnd(
    [property: PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)] string? Reason,
    UserId By,
    DateTimeOffset At,
    ScoreSheetId? Successor
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

    /// <summary>When its evaluator first saw what others gave the application; null when it has not.</summary>
    public DateTimeOffset? OthersSeenAt { get; private set; }

    public SheetEnd? End { get; private set; }

    /// <summary>Whether its evaluator reads the application, or has read it.</summary>
    public bool IsActive => Status.IsActive();

    /// <summary>Whether its evaluator had seen what others gave before it marked anew.</summary>
    public bool IsFlagged => Former.Any(x => x.HadSeenOthers);

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

    /// <summary>Gives the sheet back to its evaluator; the former marks are kept, and flagged when it had seen what others gave.</summary>
    public Result Reopen(string reason, UserId by, DateTimeOffset at)
    {
        if (WhyNotReopen() is { } error)
        {
            return error;
        }

        Former = [.. Former, new FormerMarks(Marks, SubmittedAt!.Value, reason, by, at, OthersSeenAt is not null)];
        (Status, SubmittedAt) = (ScoreSheetStatus.Draft, null);
        return Result.Success;
    }

    /// <summary>The evaluator is in conflict: its marks no longer count and stay readable.</summary>
    public void Recuse(UserId by, DateTimeOffset at, ScoreSheetId? successor) =>
        (Status, End) = (ScoreSheetStatus.Recused, new SheetEnd(null, by, at, successor));

    /// <summary>The evaluator kept silent beyond the due date: another one reads the application.</summary>
    public void Replace(string reason, UserId by, DateTimeOffset at, ScoreSheetId? successor) =>
        (Status, End) = (ScoreSheetStatus.Replaced, new SheetEnd(reason, by, at, successor));

    private static Error? WhyNotMark(int index, IReadOnlyList<Mark> marks, IReadOnlyList<MarkedCriterion> criteria)
    {
        var mark = marks[index];
        return criteria.FirstOrDefault(x => x.Code == mark.Criterion) is not { } criterion ? ScoreSheetErrors.UnknownCriterion(index)
            : marks.Take(index).Any(x => x.Criterion == mark.Criterion) ? ScoreSheetErrors.CriterionTwice(index)
            : WhyNotMark(index, mark.Value, criterion);
    }

    /// <summary>Why a mark can't be given on a criterion.</summary>
    internal static Error? WhyNotMark(int index, int value, MarkedCriterion criterion) =>
        value < criterion.Minimum || value > criterion.Maximum ? ScoreSheetErrors.OutsideScale(index, criterion.Minimum, criterion.Maximum)
        : criterion.OnlyMarks is { Count: > 0 } only && !only.Contains(value) ? ScoreSheetErrors.NotALevel(index, string.Join(", ", only))
        : null;
}
