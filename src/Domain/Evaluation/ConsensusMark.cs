using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>That a reader agrees with a consensus mark.</summary>
public sealed record ConsensusAgreement(UserId UserId, DateTimeOffset At);

/// <summary>
/// A mark on one criterion that the readers of an application found in a discussion. Once all whose sheets count agree, it takes the place of
/// what their marks give, in rankings that are computed from then on; the marks stay.
/// </summary>
public sealed class ConsensusMark : AggregateRoot<ConsensusMarkId>
{
    private ConsensusMark() { }

    public CallId CallId { get; private set; }

    public GrantApplicationId ApplicationId { get; private set; }

    public string Criterion { get; private set; } = null!;

    public int Value { get; private set; }

    public MeetingId MeetingId { get; private set; }

    [PersonalData(ProcessingPurpose.Evaluation, Retention.AidFile, LegalBasis.PublicTask)]
    public string Reason { get; private set; } = null!;

    public UserId RecordedBy { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public IReadOnlyList<ConsensusAgreement> Agreements { get; private set; } = [];

    /// <summary>Records what was found; each fault is named at its place.</summary>
    public static Result<ConsensusMark> Record(
        ConsensusMarkId id,
        ProposedConsensus proposed,
        IReadOnlyList<MarkedCriterion> criteria,
        UserId by,
        DateTimeOffset at
    )
    {
        if (WhyNot(proposed, criteria) is { } error)
        {
            return ScoreSheetErrors.MarksInvalid.Because([error]);
        }

        return new ConsensusMark
        {
            Id = id,
            CallId = proposed.CallId,
            ApplicationId = proposed.ApplicationId,
            Criterion = proposed.Criterion,
            Value = proposed.Value,
            MeetingId = proposed.MeetingId,
            Reason = proposed.Reason,
            RecordedBy = by,
            RecordedAt = at,
        };
    }

    /// <summary>Whether everybody whose sheet counts agrees.</summary>
    public bool IsAgreedBy(IReadOnlyCollection<UserId> readers) =>
        readers.Count > 0 && readers.All(x => Agreements.Any(y => y.UserId == x));

    public Error? WhyNotAgree(UserId reader) => Agreements.Any(x => x.UserId == reader) ? ConsensusErrors.AgreedAlready : null;

    public Result Agree(UserId reader, DateTimeOffset at)
    {
        if (WhyNotAgree(reader) is { } error)
        {
            return error;
        }

        Agreements = [.. Agreements, new ConsensusAgreement(reader, at)];
        return Result.Success;
    }

    /// <summary>Of each criterion, the newest mark on which all readers agree.</summary>
    public static IReadOnlyDictionary<string, int> Counting(IEnumerable<ConsensusMark> marks, IReadOnlyCollection<UserId> readers) =>
        marks
            .Where(x => x.IsAgreedBy(readers))
            .GroupBy(x => x.Criterion)
            .ToDictionary(x => x.Key, x => x.OrderBy(y => y.Id.Value).Last().Value);

    private static Error? WhyNot(ProposedConsensus proposed, IReadOnlyList<MarkedCriterion> criteria) =>
        criteria.FirstOrDefault(x => x.Code == proposed.Criterion) is not { } criterion
            ? ScoreSheetErrors.UnknownCriterion(0).At("#/criterion")
            : ScoreSheet.WhyNotMark(0, proposed.Value, criterion)?.At("#/value");
}

/// <summary>What readers found in a discussion.</summary>
public sealed record ProposedConsensus(
    CallId CallId,
    GrantApplicationId ApplicationId,
    string Criterion,
    int Value,
    MeetingId MeetingId,
    string Reason
);
