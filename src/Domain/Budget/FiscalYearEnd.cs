using System.Globalization;

namespace SocialInnovation.Domain.Budget;

/// <summary>The last day of an undertaking's fiscal years, whatever the year; 29 February stands for the last of that month.</summary>
public readonly record struct FiscalYearEnd(int Month, int Day)
{
    public const int Length = 5;

    /// <summary>Month and day of a day that there is in some year.</summary>
    public const string Pattern = @"^((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|[12]\d))$";

    private const int DayAt = 3;

    /// <summary>Of whom no other end is known.</summary>
    public static FiscalYearEnd CalendarYear => new(12, 31);

    /// <summary>Reads a text that satisfies <see cref="Pattern"/>.</summary>
    public static FiscalYearEnd FromTrusted(string text) =>
        new(int.Parse(text[..(DayAt - 1)], CultureInfo.InvariantCulture), int.Parse(text[DayAt..], CultureInfo.InvariantCulture));

    /// <summary>First day of the fiscal year of a day.</summary>
    public DateOnly YearStart(DateOnly on)
    {
        var end = EndIn(on.Year);
        return (on <= end ? EndIn(on.Year - 1) : end).AddDays(1);
    }

    /// <summary>First day of the fiscal year that lies so many before that of a day.</summary>
    public DateOnly YearStart(DateOnly on, int before)
    {
        var last = YearStart(on).AddDays(-1);
        return EndIn(last.Year - before).AddDays(1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");

    private DateOnly EndIn(int year) => new(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));
}
