using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications;

/// <summary>Where a grant application stands.</summary>
public enum ApplicationState
{
    Draft,
    Submitted,
    CompletionRequested,
    Admissible,
    Inadmissible,
    UnderEvaluation,
    Evaluated,
    Awarded,
    WaitingListed,
    Refused,
    Withdrawn,
    CallCancelled,
}

/// <summary>A transition that looks at nothing but the state.</summary>
/// <param name="From">The state in which it can be taken.</param>
/// <param name="To">The state after it.</param>
/// <param name="Refusal">What is said in any other state.</param>
public sealed record StateTransition(ApplicationState From, ApplicationState To, Error Refusal);

/// <summary>Who starts the project.</summary>
public enum Initiator
{
    Private,
    Public,
    PublicPrivate,
}

/// <summary>What the instructor decides.</summary>
public enum AdmissibilityOutcome
{
    Admissible,
    Inadmissible,
}

/// <summary>The kind of reason of an inadmissibility.</summary>
public enum InadmissibilityGround
{
    /// <summary>Incomplete or completed late (recevabilité).</summary>
    Completeness,

    /// <summary>Outside the rules (éligibilité).</summary>
    Eligibility,
}

/// <summary>What the decision says of an application.</summary>
public enum ApplicationOutcome
{
    Awarded,
    WaitingListed,
    Refused,
}
