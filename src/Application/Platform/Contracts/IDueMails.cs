namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Sends the mails that are kept; any number of instances may do so at once.</summary>
public interface IDueMails
{
    /// <summary>Sends the mail that is due first; false when there is none.</summary>
    Task<bool> SendNextAsync(CancellationToken cancellationToken);

    /// <summary>Gives up what an instance has died over, and forgets the addresses of mails that ended long ago.</summary>
    Task SettleAsync(CancellationToken cancellationToken);
}
