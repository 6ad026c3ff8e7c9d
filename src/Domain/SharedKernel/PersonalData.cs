namespace SocialInnovation.Domain.SharedKernel;

/// <summary>
/// States on a member that it says something of a person: what for, for how long, and by what right. The record of processing is read from it.
/// </summary>
/// <param name="purpose">What it is kept for.</param>
/// <param name="retention">How long it is kept.</param>
/// <param name="basis">By what right.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalDataAttribute(ProcessingPurpose purpose, Retention retention, LegalBasis basis) : Attribute
{
    public ProcessingPurpose Purpose { get; } = purpose;

    public Retention Retention { get; } = retention;

    public LegalBasis Basis { get; } = basis;
}

/// <summary>What personal data are kept for.</summary>
public enum ProcessingPurpose
{
    /// <summary>Knowing who calls the service.</summary>
    Accounts,

    /// <summary>Instructing applications.</summary>
    Applications,

    /// <summary>Evaluating applications independently.</summary>
    Evaluation,

    /// <summary>The working group and its opinions.</summary>
    WorkingGroup,

    /// <summary>The blog and what readers say on it.</summary>
    Blog,

    /// <summary>The network of those who do research with the region.</summary>
    Research,

    /// <summary>Accounting for what was done with public money.</summary>
    Accountability,

    /// <summary>Writing to people.</summary>
    Correspondence,

    /// <summary>Answering who asks about an innovation.</summary>
    Contact,

    /// <summary>Telling of new results of a search.</summary>
    SavedSearches,
}

/// <summary>How long personal data are kept.</summary>
public enum Retention
{
    /// <summary>As long as the account.</summary>
    Account,

    /// <summary>Ten fiscal years after the aid, as the records of de minimis aid.</summary>
    AidFile,

    /// <summary>For good, as public archives.</summary>
    Archive,

    /// <summary>Until it is sent.</summary>
    UntilSent,

    /// <summary>Thirty days after the end.</summary>
    ThirtyDays,

    /// <summary>A year after a contact request was received or answered; thirty days after it was found to be spam.</summary>
    ContactRequest,

    /// <summary>Until a search is cancelled; three days when nobody confirms it.</summary>
    SavedSearch,
}

/// <summary>By what right personal data are processed, of those that article 6(1) of the GDPR knows.</summary>
public enum LegalBasis
{
    /// <summary>The consent of the person (a).</summary>
    Consent,

    /// <summary>A legal obligation of the region (c).</summary>
    LegalObligation,

    /// <summary>A task in the public interest (e).</summary>
    PublicTask,
}
