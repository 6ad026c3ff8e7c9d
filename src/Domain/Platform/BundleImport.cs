using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>What became of a bundle.</summary>
public enum ImportOutcome
{
    /// <summary>It waits or runs.</summary>
    Pending,

    /// <summary>All rows were sent; refusals stand in the report.</summary>
    Imported,

    /// <summary>The same bytes were imported before: nothing was changed.</summary>
    Unchanged,

    /// <summary>It has faults: nothing was imported.</summary>
    Faulty,
}

/// <summary>One bundle that was handed in, and what became of it row by row.</summary>
public sealed class BundleImport : AggregateRoot<ImportId>
{
    private BundleImport() { }

    public JobId JobId { get; private set; }

    public UserId RequestedBy { get; private set; }

    /// <summary>SHA-256 of the files' contents, hex; the order of the files in the zip does not count.</summary>
    public string Fingerprint { get; private set; } = null!;

    /// <summary>The zip; dropped when the import has ended.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>The call's reference, by which a bundle is known.</summary>
    public string? Reference { get; private set; }

    public ImportOutcome Outcome { get; private set; }

    /// <summary>Number of rows' steps that were carried out.</summary>
    public int Applied { get; private set; }

    public IReadOnlyList<ImportFault> Faults { get; private set; } = [];

    public DateTimeOffset ReceivedAt { get; private set; }

    public static BundleImport Receive(ImportId id, JobId jobId, UserId by, string fingerprint, byte[] content, DateTimeOffset at) =>
        new()
        {
            Id = id,
            JobId = jobId,
            RequestedBy = by,
            Fingerprint = fingerprint,
            Content = content,
            ReceivedAt = at,
        };

    /// <summary>Notes which bundle this is, once its call could be read.</summary>
    public void Identify(string reference) => Reference = reference;

    public void FindFaulty(IEnumerable<ImportFault> faults) => (Outcome, Faults, Content) = (ImportOutcome.Faulty, [.. faults], null);

    public void FindUnchanged() => (Outcome, Content) = (ImportOutcome.Unchanged, null);

    public void Complete(int applied) => (Outcome, Applied, Content) = (ImportOutcome.Imported, applied, null);
}

/// <summary>What is wrong with a bundle, and where.</summary>
/// <param name="File">Name of the file in the bundle.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1: of the character in JSON, of the field in CSV.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong, in English.</param>
public sealed record ImportFault(string File, int Line, int Column, string Code, string Message);
