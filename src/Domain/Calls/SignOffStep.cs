namespace SocialInnovation.Domain.Calls;

/// <summary>A step that a scenario goes through to its adoption, each by another person.</summary>
public enum SignOffStep
{
    /// <summary>The programme manager proposes it.</summary>
    ProgrammeManager,

    /// <summary>The working group gives its opinion at a meeting, and the secretary records it.</summary>
    WorkingGroupOpinion,

    /// <summary>Finance gives its budget visa.</summary>
    BudgetVisa,

    /// <summary>The deliberative body decides; its decision is recorded with number, date and document.</summary>
    Decision,
}
