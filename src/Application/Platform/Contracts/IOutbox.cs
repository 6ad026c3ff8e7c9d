namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Takes what must leave the system; it is kept in the running transaction and sent after it.</summary>
public interface IOutbox
{
    /// <param name="type">What happened, such as <c>application.outcome-notified</c>.</param>
    /// <param name="payload">Ids and instants; personal data stays home.</param>
    void Add(string type, object payload);
}
