using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>
/// De minimis aid to a single undertaking, for services of general economic interest apart from all other. The regulation in force on the day
/// of the award says the ceiling and the window. Aid counts when it is granted ((EU) 2023/2831 art. 3(3)), up to the ceiling itself; aid of
/// all who are linked on that day counts, whenever they received it.
/// <para>
/// The statement in the application covers what its undertaking had received before its day, from all granters. What is known of that time
/// (our grants, and aid that was declared one by one) is part of it; where more is known, that counts. What is of its day or later, or was
/// received by somebody who was linked only afterwards, comes on top. So nothing is counted twice.
/// </para>
/// <para>
/// What linked applicants of the same call state counts too: of statements that speak for the same undertaking the one that leads to more, and
/// of somebody who was linked only after the statement what it had beyond the aid that is known.
/// </para>
/// </summary>
public static class DeMinimis
{
    /// <summary>Why a grant may not be so large; null when it may.</summary>
    /// <param name="file">What is known of the undertaking.</param>
    /// <param name="siren">Who receives it.</param>
    /// <param name="amount">The new aid.</param>
    /// <param name="on">The day of the award.</param>
    /// <param name="statement">What its application states.</param>
    /// <param name="also">What the same decision awards to the undertaking beside it.</param>
    public static Error? WhyNot(AidFile file, Siren siren, Money amount, DateOnly on, AidStatement statement, Money also) =>
        !file.IsLimited ? null
        : file.RegulationOn(on) is null ? StateAidErrors.NoRegulation(on)
        : Tightest(file, siren, on, statement, also) is var room && amount > room.Left
            ? StateAidErrors.DeMinimisExceeded(room.Ceiling, room.Received, room.Left)
        : null;

    /// <summary>
    /// The largest amount that may still be awarded: on the day of the award, and on each later day on which aid was recorded already whose
    /// window reaches back to it. Zero where no regulation allows any; null where the basis does not limit it.
    /// </summary>
    /// <param name="file">What is known of the undertaking.</param>
    /// <param name="siren">Who receives it.</param>
    /// <param name="on">The day of the award.</param>
    /// <param name="statement">What its application states.</param>
    /// <param name="also">What the same decision awards to the undertaking beside it.</param>
    public static Money? Left(AidFile file, Siren siren, DateOnly on, AidStatement statement, Money also) =>
        !file.IsLimited ? null
        : file.RegulationOn(on) is null ? Money.Zero
        : Tightest(file, siren, on, statement, also).Left;

    private static Room Tightest(AidFile file, Siren siren, DateOnly on, AidStatement statement, Money also) =>
        file.LaterDays(siren, on)
            .Append(on)
            .Order()
            .Select(day => RoomOn(file, siren, on, day, statement, also))
            .OfType<Room>()
            .MinBy(x => x.Left)!;

    private static Room? RoomOn(AidFile file, Siren siren, DateOnly on, DateOnly day, AidStatement statement, Money also)
    {
        var yearEnd = file.UndertakingOf(siren, day)?.FiscalYearEnd ?? FiscalYearEnd.CalendarYear;
        if (file.RegulationOn(day) is not { } regulation || regulation.WindowStart(day, yearEnd) is var start && start > on)
        {
            return null;
        }

        var linked = file.LinkedOn(siren, day);
        var inWindow = file.Of(linked).Where(x => x.GrantedOn >= start && x.GrantedOn <= day).ToList();
        var stated = file.StatedBy(linked.Where(x => x != siren)).Prepend(new StatedAid(siren, statement)).ToList();
        return new Room(regulation.Ceiling, stated.Select(x => Received(file, x, stated, inWindow)).Max() + also);
    }

    /// <summary>What was received if a statement holds: what it covers, what came on top, and what is stated by those it does not speak for.</summary>
    private static Money Received(AidFile file, StatedAid by, IReadOnlyList<StatedAid> stated, IReadOnlyList<ReceivedAid> inWindow)
    {
        var declarers = file.LinkedOn(by.Siren, by.Statement.On);
        var beyond = stated.Where(x => !declarers.Contains(x.Siren)).Select(x => BeyondKnown(file, x, inWindow));
        return Money.Sum(inWindow.Select(x => x.Amount)) + BeyondKnown(file, by, inWindow) + Money.Sum(beyond);
    }

    private static Money BeyondKnown(AidFile file, StatedAid by, IReadOnlyList<ReceivedAid> inWindow)
    {
        var declarers = file.LinkedOn(by.Siren, by.Statement.On);
        var covered = Money.Sum(inWindow.Where(x => x.GrantedOn < by.Statement.On && declarers.Contains(x.Siren)).Select(x => x.Amount));
        return by.Statement.Amount > covered ? by.Statement.Amount - covered : Money.Zero;
    }

    /// <summary>What the ceiling of a day leaves.</summary>
    private sealed record Room(Money Ceiling, Money Received)
    {
        public Money Left => Received >= Ceiling ? Money.Zero : Ceiling - Received;
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
