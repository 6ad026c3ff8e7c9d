namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Takes a mail; it is kept in the running transaction and sent after it, once.</summary>
public interface IMailOutbox
{
    void Add(Mail mail);

    /// <summary>Sends nothing more to an address, and forgets what was sent; what is being handed over this moment is forgotten later.</summary>
    void Forget(string recipient);
}

/// <summary>A mail to one person.</summary>
/// <param name="Recipient">Address of the recipient.</param>
/// <param name="Template">Which text, such as <c>confirm-address</c>.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Values">What the text says of this very case, such as <c>link</c> and <c>name</c>.</param>
public sealed record Mail(string Recipient, string Template, string Language, IReadOnlyDictionary<string, string> Values);
