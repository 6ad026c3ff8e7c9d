namespace SocialInnovation.Domain.SharedKernel;

/// <summary>What a caller may be; a caller may have several.</summary>
public enum Role
{
    /// <summary>Acts for its own organisation's applications.</summary>
    Applicant,

    /// <summary>Checks admissibility.</summary>
    Instructor,

    /// <summary>Marks assigned applications.</summary>
    Evaluator,

    /// <summary>Creates calls; on those they are named on: panels, rankings, scenarios.</summary>
    ProgrammeManager,

    /// <summary>Keeps funds and envelopes, gives the budget visa.</summary>
    BudgetOfficer,

    /// <summary>Records the deliberative body's decision: adoption, awards, notification.</summary>
    DecisionRecorder,

    /// <summary>Keeps members, meetings and minutes of the working group.</summary>
    WorkingGroupSecretary,

    /// <summary>Certifies payment requests.</summary>
    FinanceCertifier,

    /// <summary>Orders payments.</summary>
    FinanceOrderer,

    /// <summary>The region's finance system: orders out, settlements in, ledger read.</summary>
    FinanceSystem,

    /// <summary>Keeps blog, catalogue and network.</summary>
    Editor,

    /// <summary>Keeps users, clients, keys and imports; takes no business decision.</summary>
    Administrator,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,
}
