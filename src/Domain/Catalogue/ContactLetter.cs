using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Who is to answer a visitor.</summary>
public enum ContactRecipient
{
    /// <summary>The region's editors.</summary>
    Region,

    /// <summary>The organisation whose innovation it is.</summary>
    Holder,
}

/// <summary>What a visitor has in mind.</summary>
public enum ContactInterest
{
    /// <summary>It wants to know something.</summary>
    Question,

    /// <summary>It thinks of reproducing the innovation.</summary>
    WantsToReplicate,
}

/// <summary>The text that a visitor agrees to before it writes. Another text gets another version.</summary>
public static class ContactConsent
{
    public const string Version = "2026-11";
}

/// <summary>What a visitor writes.</summary>
/// <param name="Recipient">Who is to answer.</param>
/// <param name="Name">The visitor's name.</param>
/// <param name="Email">Where the answer is mailed.</param>
/// <param name="Organisation">For whom the visitor writes.</param>
/// <param name="CommuneCode">INSEE code of the commune from which it writes.</param>
/// <param name="Interest">What it has in mind.</param>
/// <param name="Message">The message, plain text.</param>
/// <param name="Language">Language of the answer's mail, <c>fr</c> or <c>en</c>.</param>
/// <param name="Consent">Whether the visitor agrees to what is done with all this.</param>
/// <param name="ConsentVersion">To which text.</param>
public sealed record ContactLetter(
    ContactRecipient Recipient,
    string Name,
    [property: NamesPerson] string Email,
    string? Organisation,
    string? CommuneCode,
    ContactInterest Interest,
    string Message,
    string Language,
    bool Consent,
    string ConsentVersion
);
