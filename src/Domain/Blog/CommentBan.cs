using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>That a person may not comment for a time, and why.</summary>
public sealed class CommentBan : AggregateRoot<CommentBanId>
{
    private CommentBan() { }

    public UserId UserId { get; private set; }

    [PersonalData(ProcessingPurpose.Blog, Retention.Account, LegalBasis.PublicTask), NamesPerson(Of = nameof(UserId))]
    public string Reason { get; private set; } = null!;

    public UserId ImposedBy { get; private set; }

    public DateTimeOffset ImposedAt { get; private set; }

    /// <summary>The person may comment again from this instant on.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When an editor ended it before its time.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public static Result<CommentBan> Impose(
        CommentBanId id,
        UserId user,
        string reason,
        DateTimeOffset endsAt,
        UserId by,
        DateTimeOffset now
    ) =>
        endsAt <= now
            ? CommentErrors.BanEndsInThePast
            : new CommentBan
            {
                Id = id,
                UserId = user,
                Reason = reason,
                EndsAt = endsAt,
                ImposedBy = by,
                ImposedAt = now,
            };

    public bool HoldsAt(DateTimeOffset now) => LiftedAt is null && now < EndsAt;

    public Error? WhyNotLift(DateTimeOffset now) => HoldsAt(now) ? null : CommentErrors.BanOver;

    public Result Lift(DateTimeOffset now)
    {
        if (WhyNotLift(now) is { } error)
        {
            return error;
        }

        LiftedAt = now;
        return Result.Success;
    }

    public void Forget() => Reason = PostComment.Erased;
}
