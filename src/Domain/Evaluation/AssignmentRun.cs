using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>What became of an automatic assignment.</summary>
public enum AssignmentOutcome
{
    /// <summary>It waits, or is being computed.</summary>
    Pending,

    /// <summary>Every application has its evaluators.</summary>
    Assigned,

    /// <summary>A constraint can't be met; nothing was assigned.</summary>
    Infeasible,

    /// <summary>A rule refused it before it was computed, such as a ranking that was frozen meanwhile.</summary>
    Refused,
}

/// <summary>A constraint that can't be met, and for which applications.</summary>
public sealed record UnmetConstraint(AssignmentConstraint Constraint, IReadOnlyList<string> References);

/// <summary>An automatic assignment of a call's applications to its panel.</summary>
public sealed class AssignmentRun : AggregateRoot<AssignmentRunId>
{
    private AssignmentRun() { }

    public CallId CallId { get; private set; }

    public UserId RequestedBy { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public AssignmentOutcome Outcome { get; private set; }

    /// <summary>Number of score sheets that it made.</summary>
    public int Sheets { get; private set; }

    public IReadOnlyList<UnmetConstraint> Unmet { get; private set; } = [];

    public static AssignmentRun Request(AssignmentRunId id, CallId callId, UserId by, DateTimeOffset at) =>
        new()
        {
            Id = id,
            CallId = callId,
            RequestedBy = by,
            RequestedAt = at,
        };

    public void Assign(int sheets) => (Outcome, Sheets) = (AssignmentOutcome.Assigned, sheets);

    public void FindInfeasible(IReadOnlyList<UnmetConstraint> unmet) => (Outcome, Unmet) = (AssignmentOutcome.Infeasible, unmet);

    public void Refuse() => Outcome = AssignmentOutcome.Refused;
}
