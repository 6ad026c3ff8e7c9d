using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;

namespace SocialInnovation.Domain.Budget;

/// <summary>What a person said of a scenario at one step: approved, or returned for revision with a reason.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsApproved">False returns the scenario.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why it is returned.</param>
public sealed record SignOff(SignOffStep Step, bool IsApproved, UserId By, DateTimeOffset At, string? Reason)
{
    /// <summary>Of the working group's opinion: its meeting.</summary>
    public MeetingId? MeetingId { get; init; }
}

/// <summary>The history of a scenario's sign-off; what stands is what was approved since it was last returned.</summary>
public static class SignOffHistory
{
    public static IReadOnlyList<SignOff> Standing(this IReadOnlyList<SignOff> history) =>
        [.. history.Reverse().TakeWhile(x => x.IsApproved).Reverse()];

    /// <summary>The approval of a step that stands; null when it is still to come.</summary>
    public static SignOff? Standing(this IReadOnlyList<SignOff> history, SignOffStep step) =>
        history.Standing().FirstOrDefault(x => x.Step == step);

    /// <summary>The first of a call's steps that is still to come; null when there is none.</summary>
    public static SignOffStep? Next(this IReadOnlyList<SignOff> history, IReadOnlyList<SignOffStep> steps)
    {
        foreach (var step in steps)
        {
            if (history.Standing(step) is null)
            {
                return step;
            }
        }

        return null;
    }
}
