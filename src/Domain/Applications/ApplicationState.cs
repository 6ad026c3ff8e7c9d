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
