using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>An award that counts as de minimis aid, on the day on which the legal right was conferred.</summary>
public sealed record AidAward(DateOnly AwardedOn, Money Amount);

/// <summary>
/// De minimis aid to a single undertaking. Ceilings and windows: (EC) 1998/2006 and (EU) 1407/2013, 200 000 EUR over three fiscal years;
/// (EU) 2023/2831, 300 000 EUR over three years back to the day, from 2024. For services of general economic interest (EU) 360/2012,
/// 500 000 EUR, and (EU) 2023/2832, 750 000 EUR. Aid counts when it is granted (2023/2831 art. 3(3)), up to the ceiling itself.
/// </summary>
public static class DeMinimis
{
    private static readonly DateOnly RollingSince = new(2024, 1, 1);

    public static Money Ceiling(StateAidBasis basis, DateOnly on) =>
        (basis, on >= RollingSince) switch
        {
            (StateAidBasis.SgeiDeMinimis, true) => new Money(750_000),
            (StateAidBasis.SgeiDeMinimis, false) => new Money(500_000),
            (_, true) => new Money(300_000),
            _ => new Money(200_000),
        };

    /// <summary>First day of the window: of the second fiscal year before (the calendar year), or the same day three years back.</summary>
    public static DateOnly WindowStart(DateOnly on) => on >= RollingSince ? on.AddYears(-3) : new DateOnly(on.Year - 2, 1, 1);

    /// <param name="basis">The grant's state-aid basis; others than de minimis are not limited here.</param>
    /// <param name="amount">The new aid.</param>
    /// <param name="on">The day of the award.</param>
    /// <param name="declared">What the undertaking declared of all granters.</param>
    /// <param name="declaredOn">The day of its declaration.</param>
    /// <param name="own">
    /// Our own awards to it. Those before the declaration are part of it; when they are more, they count. An award that was recorded first
    /// though it is of a later day must keep within its own ceiling too.
    /// </param>
    public static Error? WhyNot(
        StateAidBasis basis,
        Money amount,
        DateOnly on,
        Money declared,
        DateOnly declaredOn,
        IReadOnlyCollection<AidAward> own
    )
    {
        if (basis is not (StateAidBasis.DeMinimis or StateAidBasis.SgeiDeMinimis))
        {
            return null;
        }

        return Rooms(basis, on, declared, declaredOn, own)
            .Where(x => x.Received + amount > x.Ceiling)
            .Select(x => GrantErrors.DeMinimisExceeded(x.Ceiling, x.Received))
            .FirstOrDefault();
    }

    /// <summary>The most that may still be awarded on a day; null when the basis has no ceiling.</summary>
    public static Money? Left(StateAidBasis basis, DateOnly on, Money declared, DateOnly declaredOn, IReadOnlyCollection<AidAward> own) =>
        basis is StateAidBasis.DeMinimis or StateAidBasis.SgeiDeMinimis
            ? Rooms(basis, on, declared, declaredOn, own).Min(x => x.Received < x.Ceiling ? x.Ceiling - x.Received : Money.Zero)
            : null;

    private static IEnumerable<(Money Ceiling, Money Received)> Rooms(
        StateAidBasis basis,
        DateOnly on,
        Money declared,
        DateOnly declaredOn,
        IReadOnlyCollection<AidAward> own
    ) =>
        own.Select(x => x.AwardedOn)
            .Where(x => x > on && WindowStart(x) <= on)
            .Append(on)
            .Distinct()
            .Order()
            .Select(day => (Ceiling(basis, day), Received(day, declared, declaredOn, own)));

    private static Money Received(DateOnly on, Money declared, DateOnly declaredOn, IReadOnlyCollection<AidAward> own)
    {
        var start = WindowStart(on);
        var inWindow = own.Where(x => x.AwardedOn >= start && x.AwardedOn <= on).ToList();
        var before = Money.Sum(inWindow.Where(x => x.AwardedOn < declaredOn).Select(x => x.Amount));
        var after = Money.Sum(inWindow.Where(x => x.AwardedOn >= declaredOn).Select(x => x.Amount));
        return (declared > before ? declared : before) + after;
    }
}

/// <summary>No grant is above the call's ceiling, the request, or the aid rate of its eligible costs.</summary>
public static class GrantLimits
{
    public static Error? WhyNot(Money amount, Money requested, Money ceiling, Percentage maximumAidRate, Money eligibleCosts) =>
        amount > ceiling ? GrantErrors.AboveCeiling(ceiling)
        : amount > requested ? GrantErrors.AboveRequest(requested)
        : !maximumAidRate.Covers(amount, eligibleCosts) ? GrantErrors.AboveAidRate(maximumAidRate)
        : null;
}
