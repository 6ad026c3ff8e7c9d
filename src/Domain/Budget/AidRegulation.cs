using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Over which time aid adds up.</summary>
public enum AidWindow
{
    /// <summary>The undertaking's fiscal year of the award and the two before it.</summary>
    FiscalYears,

    /// <summary>Three years back to the day, the same day of the calendar included.</summary>
    Rolling,
}

/// <summary>A regulation on de minimis aid: data of law, kept with the days on which awards fall under it.</summary>
/// <param name="Code">Its code, such as <c>eu-2023-2831</c>.</param>
/// <param name="Basis">The basis of the awards that it is about.</param>
/// <param name="Title">Its title.</param>
/// <param name="From">First day on which an award falls under it.</param>
/// <param name="To">Last day.</param>
/// <param name="Ceiling">The most that a single undertaking may receive in the window.</param>
/// <param name="Window">The kind of window.</param>
public sealed record AidRegulation(
    string Code,
    StateAidBasis Basis,
    string Title,
    DateOnly From,
    DateOnly To,
    Money Ceiling,
    AidWindow Window
)
{
    private const int Years = 3;

    public bool IsInForce(StateAidBasis basis, DateOnly on) => Basis == basis && From <= on && on <= To;

    /// <summary>First day of the window of an award.</summary>
    public DateOnly WindowStart(DateOnly on, FiscalYearEnd yearEnd) =>
        Window == AidWindow.Rolling ? on.AddYears(-Years) : yearEnd.YearStart(on, Years - 1);
}
