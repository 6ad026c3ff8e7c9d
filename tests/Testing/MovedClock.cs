namespace SocialInnovation.Testing;

/// <summary>A real clock that is ahead of this machine's, and may run faster: its timers with it.</summary>
public sealed class MovedClock(TimeSpan ahead, int speed = 1) : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        var now = System.GetUtcNow();
        return now + ahead + ((now - start) * (speed - 1));
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Faster(dueTime), Faster(period));

    private TimeSpan Faster(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / speed;
}
