namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>In whose name mails and letters go out.</summary>
public interface ILetterhead
{
    /// <summary>Name of the region.</summary>
    string Sender { get; }
}
