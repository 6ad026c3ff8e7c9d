namespace SocialInnovation.Domain.Calls;

/// <summary>Where a call for projects stands. <c>Closed</c> follows from time: read it through <see cref="CallForProjects.StatusAt(DateTimeOffset)"/>.</summary>
public enum CallStatus
{
    Draft,
    Published,
    Closed,
    Decided,
    Archived,
    Cancelled,
}

/// <summary>Why a call ends without a decision.</summary>
public enum CallCancellationReason
{
    /// <summary>Sans suite: the region gives the call up.</summary>
    Abandoned,

    /// <summary>Infructueux: nothing eligible came in.</summary>
    Unsuccessful,
}

/// <summary>When a document is due.</summary>
public enum DocumentDue
{
    /// <summary>The application can't be submitted without it.</summary>
    Submission,

    /// <summary>An instructor may ask for it later.</summary>
    Completion,
}

/// <summary>What breaking an eligibility rule leads to.</summary>
public enum EligibilityEffect
{
    /// <summary>The application can't be submitted.</summary>
    Blocking,

    /// <summary>The instructor decides.</summary>
    ForTheInstructor,
}

/// <summary>Under which state-aid regime the call's grants are given.</summary>
public enum StateAidBasis
{
    None,
    DeMinimis,
    SgeiDeMinimis,
    Exempted,
}
