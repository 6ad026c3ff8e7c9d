namespace SocialInnovation.Domain.Platform;

/// <summary>One step of an import that was carried out or refused; written with its effect, so that a restart neither loses nor doubles it.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Number">Its place in the replay, from 0.</param>
/// <param name="File">The file of its row.</param>
/// <param name="Line">The line of its row.</param>
/// <param name="Subject">What the row is about, such as an application's reference.</param>
/// <param name="Action">The command that was sent.</param>
/// <param name="RefusalCode">The code with which a rule refused it; null when it was carried out.</param>
/// <param name="Key">Name under which later steps find what it created.</param>
/// <param name="CreatedId">What it created or changed.</param>
public sealed record ImportStep(
    ImportId ImportId,
    int Number,
    string File,
    int Line,
    string? Subject,
    string Action,
    string? RefusalCode,
    string? Key,
    Guid? CreatedId
);
